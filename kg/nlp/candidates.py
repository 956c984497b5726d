"""Candidates: spans of text that a model, a rule or the gazetteer takes for a name, before one of them is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.nlp.heads import type_of

TITLE = "TITLE"


@dataclass(frozen=True)
class Candidate:
    """`text[start:end]` may be a name of type `label`; `source` is ner, rule, gazetteer or repeat (of a name seen elsewhere); `score` a probability."""

    start: int
    end: int
    label: str
    source: str
    score: float = 1.0


_EDGE = " \t\r\n\u3000，。；：、！？,;:!?…"


_OPENING, _CLOSING = "“‘「『《（(", "”’」』》）)"
_PAIRS = dict(zip(_OPENING + '"', _CLOSING + '"', strict=True))
_PAIRS_BACK = {close: opening for opening, close in _PAIRS.items()}


def _is_unpaired(mark: str, rest: str, pairs: dict[str, str]) -> bool:
    return mark in pairs and pairs[mark] not in rest


def trim(candidate: Candidate, text: str) -> Candidate | None:
    """The candidate without blanks, stops and unpaired quotation marks at its edges, of the type its head noun asks for; None if
    nothing is left of it."""
    start, end = candidate.start, candidate.end
    while start < end and (text[start] in _EDGE + _CLOSING or _is_unpaired(text[start], text[start + 1 : end], _PAIRS)):
        start += 1
    while end > start and (text[end - 1] in _EDGE + _OPENING or _is_unpaired(text[end - 1], text[start : end - 1], _PAIRS_BACK)):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return replace(candidate, start=start, end=end, label=type_of(candidate.label, text[start:end]))


_RANK = {"rule": 3, "ner": 2, "gazetteer": 1, "repeat": 0}


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, in order of text: the longest first, then rules, then the better score."""
    taken: list[Candidate] = []
    used: set[int] = set()
    for one in sorted(candidates, key=lambda c: (c.start - c.end, -_RANK[c.source], -c.score, c.start, c.label)):
        span = range(one.start, one.end)
        if one.end > one.start and used.isdisjoint(span):
            used.update(span)
            taken.append(one)
    return sorted(taken, key=lambda c: c.start)
