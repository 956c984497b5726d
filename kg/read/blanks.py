"""Blanks inside a paragraph: gone from words and sentences, kept where they part things."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.read.authors import byline_zones
from kg.read.lines import BYLINE, CREDIT, FURNITURE, HEAD, SIGN, is_masthead, shape
from kg.read.names import is_roll
from kg.read.text import BLANK, HAN

_NARROW = re.compile(r"[A-Za-z0-9À-ɏА-я]")
_HAN = re.compile(f"[{HAN}]")
_QUOTED = re.compile(r"[“‘《][^”’》\n]{4,60}[”’》]")
_CONTEXT = 5
Edit = tuple[int, int, str]


class Blanks:
    """Decides about the blanks of one page; `page` is its text, in which a doubtful word may stand unbroken elsewhere."""

    def __init__(self, page: str) -> None:
        self._page = page if len(page) <= 200_000 else ""
        self._asked = 0

    def edits(self, line: str, base: int) -> list[Edit]:
        """What to do with the blanks of a paragraph that begins at `base`."""
        found = list(BLANK.finditer(line))
        if not found:
            return []
        if _is_letterspaced(line):
            return [(base + m.start(), base + m.end(), "") for m in found]
        keep = self._keeper(line)
        edits = []
        for blank in found:
            new = " " if self._stays(line, blank, keep) else ""
            if new != blank[0]:
                edits.append((base + blank.start(), base + blank.end(), new))
        return edits

    def joined_elsewhere(self, left: str, right: str, uneven: bool = False) -> bool:
        """Whether the page has the end of `left` and the beginning of `right` as one word somewhere.

        Five characters must agree; four will do between `uneven` parts, which are no couplet.
        """
        if not self._page or self._asked > 400 or len(left) < 2 or len(right) < 2:
            return False
        self._asked += 1
        probes = [left[-3:] + right[:2], left[-2:] + right[:3]]
        whole = [p for p in probes if len(p) == _CONTEXT]
        whole += [left[-2:] + right[:2]] if uneven else []
        return any(not BLANK.search(p) and p in self._page for p in whole)

    def _keeper(self, line: str) -> list[tuple[int, int]] | None:
        """Stretches whose blanks part something; None means the whole line."""
        if len(line) <= 160:
            kind = shape(line)
            if kind in (BYLINE, CREDIT, SIGN, FURNITURE) or (kind != HEAD and is_masthead(line)) or is_roll(line):
                return None
            if kind == HEAD:
                return None
        return sorted(byline_zones(line) + [m.span() for m in _QUOTED.finditer(line) if _balanced(m[0])])

    def _stays(self, line: str, blank: re.Match[str], keep: list[tuple[int, int]] | None) -> bool:
        start, end = blank.span()
        if start == 0 or end == len(line):
            return False
        left, right = line[start - 1], line[end]
        if _NARROW.match(left) and _NARROW.match(right):
            return True
        if keep is None:
            uneven = start != len(line) - end
            return not (_HAN.match(left) and _HAN.match(right) and self.joined_elsewhere(line[:start], line[end:], uneven))
        at = bisect_right(keep, (start, len(line))) - 1
        return any(s <= start < e for s, e in keep[max(0, at - 1) : at + 1]) or self._in_roll(line, start, end)

    def _in_roll(self, line: str, start: int, end: int) -> bool:
        """Among names parted by blanks; a name has more than one character, which is cheap to see."""
        alone = BLANK.match(line[max(0, start - 2) : start]) or BLANK.match(line, end + 1)
        return not alone and is_roll(line[max(0, start - 24) : end + 24])


def _is_letterspaced(line: str) -> bool:
    """昌 吉 日 报: every character by itself."""
    words = line.split()
    return len(line) <= 40 and len(words) > 1 and all(len(w) == 1 and _HAN.match(w) for w in words)


def _balanced(quote: str) -> bool:
    """A motto of equal halves: “夯实基础 全面发力”."""
    halves = BLANK.split(quote[1:-1])
    return len(halves) > 1 and len({len(h) for h in halves}) == 1 and len(halves[0]) >= 4
