"""Two columns printed side by side, put one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.text import HAN, width

_GUTTER = re.compile(r"(?<=\S)(?:[ \u3000]{3,}|\t+|\u3000{2,})(?=\S)")
_WORDY = re.compile(f"[{HAN}]")
Span = tuple[int, int]


def unfold_columns(text: str, lines: Sequence[Span]) -> list[Span]:
    """Lines in reading order: where a run of lines is parted by a gutter, the left halves come before the right ones."""
    result: list[Span] = []
    run: list[tuple[Span, Span | None]] = []
    for start, end in lines:
        halves = _halves(text, start, end, 2 if run else 6)
        if halves is None and run and (start == end or _one_side(text, start, end, run)):
            run.append(((start, end), None))
        elif halves is None:
            result += _unfold(run)
            run = []
            result.append((start, end))
        else:
            run.append(halves)
    return result + _unfold(run)


def _halves(text: str, start: int, end: int, least: int) -> tuple[Span, Span] | None:
    """Both halves of a line that has one wide gap with running text on both sides, `least` characters on the left."""
    if not 16 <= end - start <= 240:
        return None
    gaps = list(_GUTTER.finditer(text, start, end))
    if len(gaps) != 1:
        return None
    left, right = text[start : gaps[0].start()], text[gaps[0].end() : end]
    if width(left.strip()) < least or width(right.strip()) < 2 or not (_WORDY.search(left) and _WORDY.search(right)):
        return None
    return (start, gaps[0].start()), (gaps[0].end(), end)


def _one_side(text: str, start: int, end: int, run: list[tuple[Span, Span | None]]) -> bool:
    """A line no wider than the left column, while the right one has nothing."""
    (left, right), _ = run[0]
    return width(text[start:end].strip()) <= width(text[left:right].strip()) + 2


def _unfold(run: list[tuple[Span, Span | None]]) -> list[Span]:
    """The lines of a run: in columns if at least four of them have two halves."""
    both = [pair for pair in run if pair[1] is not None]
    if len(both) < 4 or len(both) < len(run) / 2:
        return [(left[0], right[1] if right else left[1]) for left, right in run]
    return [left for left, _ in run] + [right for _, right in run if right is not None]
