"""Names moved to another place: 木垒县应急管理局 → 平湖市应急管理局, with any of China's divisions.

Our articles know a few hundred places, the papers of the country some forty thousand.
"""

from __future__ import annotations

import functools
import random
from collections import defaultdict

from kg.knowledge.gazetteer import COUNTRY, TOWNSHIP, load_gazetteer
from kg.train.augment import rename
from kg.train.corpora import Sample

MOVED = ("PLACE", "ORG", "PROJECT", "POLICY")
CHANCE = 0.7
_LONGEST = 12  # characters of a division's name
_Kind = tuple[int, str]


def relocate(sample: Sample, task: str, rng: random.Random) -> Sample:
    """The sample with most of the divisions that its names begin with replaced, each by one other throughout."""
    moves: dict[str, str] = {}

    def move(name: str, label: str) -> str:
        if label not in MOVED:
            return name
        moved = ""
        while division := leading(name):
            if division not in moves:
                own = kind(division)
                moves[division] = rng.choice(peers()[own]) if own and rng.random() < CHANCE else division
            moved, name = moved + moves[division], name[len(division) :]
        return moved + name

    return rename(sample, task, move)


def leading(name: str) -> str:
    """The longest division at the head of a name, or nothing."""
    return next((name[:n] for n in range(min(len(name), _LONGEST), 1, -1) if kind(name[:n])), "")


@functools.cache
def peers() -> dict[_Kind, list[str]]:
    """Names of divisions by kind."""
    found: dict[_Kind, list[str]] = defaultdict(list)
    for name in sorted(load_gazetteer().by_name):
        if own := kind(name):
            found[own].append(name)
    return found


@functools.lru_cache(100_000)
def kind(name: str) -> _Kind | None:
    """Level and last character of a division's name ("" for one without 省, 市, 县 …); none for countries and bare townships."""
    divisions = load_gazetteer().by_name.get(name) if len(name) > 1 else None
    level = min((d.level for d in divisions), default=COUNTRY) if divisions else COUNTRY
    end = name[-1] if len(name) > 2 and name[-1] in "省市县区州盟旗镇乡道" else ""
    return None if level == COUNTRY or (level == TOWNSHIP and not end) else (level, end)
