"""Short forms across articles: 晨泰制冷 alone in one article, 台州晨泰制冷设备有限公司（以下简称晨泰制冷） in another.

Articles are gone through in the order of time and each looks only back, so that what comes later changes nothing of
what was: the key seen first names the entity for good, be it the short one or the full one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from kg.extract import Row
from kg.link.keys import fold

_TYPES = ("ORG", "PROJECT", "POLICY")
_SHORTEST = 3


def join_wordings(mentions: list[Row], placed: set[str]) -> dict[tuple[str, str], str]:
    """(key, article id) → key of the entity meant, for the keys that stand for another one there.

    `mentions` are in the order of time. `placed` are keys that a division's code fixes: their short forms (民政局) are
    every division's, so that they say nothing beyond their article.
    """
    joiner = _Joiner(placed)
    joined = {}
    for article_id, group in groupby(mentions, key=lambda m: m["article_id"]):
        wordings: dict[str, set[str]] = defaultdict(set)
        for mention in group:
            if mention["label"] in _TYPES and mention["source"] != "anaphor":
                wordings[mention["key"]].add(f"{mention['label']}/{fold(mention['surface'])}")
        for key, entity in joiner.read(wordings).items():
            if key != entity:
                joined[key, article_id] = entity
    return joined


class _Joiner:
    """What the articles so far have told. `of_key`: key → entity; `called`: a wording's key → entities that it was used for."""

    def __init__(self, placed: set[str]) -> None:
        self.placed = placed
        self.of_key: dict[str, str] = {}
        self.called: dict[str, set[str]] = defaultdict(set)

    def read(self, wordings: dict[str, set[str]]) -> dict[str, str]:
        """Entities of an article's keys, given the wordings of each."""
        found = {key: self._entity(key, words) for key, words in wordings.items()}
        for key, words in wordings.items():
            for word in words - {key}:
                self.called[word].add(found[key])
        return found

    def _entity(self, key: str, words: set[str]) -> str:
        if key in self.placed:
            return key
        if key not in self.of_key:
            meant = self.called.get(key, set())
            if len(meant) == 1 and _is_telling(key) and not meant & self.placed:
                return next(iter(meant))  # only for this article: tomorrow the word may mean another, too
            self.of_key[key] = self._known_short(words - {key}) or key
        return self.of_key[key]

    def _known_short(self, words: set[str]) -> str | None:
        """An entity that so far was only known by one of these shorter wordings."""
        free = [w for w in sorted(words) if _is_telling(w) and self.of_key.get(w) == w and w not in self.called]
        return free[0] if len(free) == 1 else None


def _is_telling(key: str) -> bool:
    return len(key.partition("/")[2]) >= _SHORTEST
