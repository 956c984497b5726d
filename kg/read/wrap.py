"""Lines joined into paragraphs: sentences broken by the width of a column, by its end or by the end of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.authors import ends_with_credit, lead_end
from kg.read.lines import BODY, BYLINE, CREDIT, FURNITURE, HEAD, ITEM, LEAD, SIGN, is_masthead, shape
from kg.read.names import is_roll
from kg.read.text import BLANK, is_finished, width

_INDENT = re.compile(r"(?:\u3000{2}|[ \xa0\u2002\u2003]{4}|\t|\u3000 ?\u3000| \u3000)[ \u3000\t]*")
_UNIT = re.compile("[年月日号时分万亿千百余多个名人元吨亩米公家户位]")
_INNER = re.compile(r"[，。、；：！？,;:]")
_MAX_COLUMN = 60.0
_SLACK = 2.0
_MAX_HALF = 30


@dataclass
class Line:
    """A line of the file: `text[start:end]` without blanks at its ends; `gap` blank lines stand before it.

    `wide` is its printed width with its indent; `column` the width of its column, 0 where lines are not wrapped;
    `parted` tells that a blank ends it, `indents` whether paragraphs of its surroundings begin with an indent.
    """

    start: int
    end: int
    text: str
    indented: bool
    gap: int
    wide: float
    parted: bool = False
    column: float = 0.0
    indents: bool = False


def make_lines(text: str, spans: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines that hold something."""
    lines, gap = [], 0
    for start, end in spans:
        raw = text[start:end]
        body = raw.strip()
        if not body:
            gap += 1
            continue
        left = start + len(raw) - len(raw.lstrip())
        indented = bool(_INDENT.match(raw))
        lines.append(Line(left, left + len(body), body, indented, gap, width(raw.rstrip() if indented else body), raw != raw.rstrip()))
        gap = 0
    return lines


def join_lines(lines: list[Line]) -> list[list[Line]]:
    """Lines grouped into paragraphs."""
    _measure(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _measure(lines: list[Line]) -> None:
    """Give each line the width of the column it stands in, 0 where lines are not wrapped."""
    whole = _column(lines)
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].gap == 0:
            end += 1
        run = lines[at:end]
        column = (_column(run) or whole) if len(run) >= 4 else whole
        indents = any(x.indented for x in run) and not all(x.indented for x in run)
        for line in run:
            line.column, line.indents = column, indents
        at = end


def _column(lines: Sequence[Line]) -> float:
    """The width at which most lines break although their sentence goes on; 0 if there is no such width."""
    widths = [x.wide for x in lines]
    wordy = [w for w, x in zip(widths, lines, strict=True) if _INNER.search(x.text) or w >= 8]
    if len(wordy) < 3 or len(wordy) < len(lines) * 0.4:
        return 0.0
    counts = Counter(round(w) for w in widths if 8 <= w <= _MAX_COLUMN)
    if not counts:
        return 0.0
    best = max(counts, key=lambda w: (counts[w] + counts[w - 1] + counts[w + 1], w))
    full = [x for w, x in zip(widths, lines, strict=True) if abs(w - best) <= _SLACK]
    over = sum(w > best + _SLACK for w in widths)
    running = sum(not is_finished(x.text) for x in full)
    if len(full) < max(2, len(lines) * 0.4) or over > len(lines) * 0.15 or running < len(full) * 0.5:
        return 0.0
    inner = sum(bool(_INNER.search(x.text)) for x in full)
    return float(best) if inner >= len(full) * 0.4 else 0.0


def _goes_on(paragraph: list[Line], line: Line) -> bool:
    """Whether `line` continues the paragraph before it."""
    last = paragraph[-1]
    if line.column and last.column and line.indents:
        if line.indented:
            return False
        if paragraph[0].indented:
            finished = is_finished(last.text)
            return (line.gap > 0 and not finished) or (line.gap == 0 and last.wide >= last.column - _SLACK)
    if line.indented and not last.indented and line.column == 0:
        return False
    full = bool(last.column) and last.wide >= last.column - _SLACK
    if full and (_opened(last.text) or _byline_goes_on(last.text, line.text) or lead_end(last.text)):
        return True
    if last.text[-1] in "（(《" or _halves(paragraph, line):
        return True
    kind = shape(line.text)
    if kind in (LEAD, BYLINE, CREDIT, SIGN, FURNITURE) or (kind == ITEM and is_finished(last.text)):
        return False
    if len(paragraph) == 1 and shape(last.text) in (BYLINE, CREDIT, SIGN, FURNITURE):
        return False
    if len(line.text) < 100 and BLANK.search(line.text) and is_roll(line.text):
        return False
    if is_masthead(line.text) and is_masthead(last.text):
        return False
    if last.column and line.column:
        return _wrapped(paragraph, line)
    return _flows(paragraph, line, kind)


def _halves(paragraph: list[Line], line: Line) -> bool:
    """A headline whose first line ends with a comma or colon."""
    last = paragraph[-1]
    if len(paragraph) > 1 or line.gap or last.text[-1] not in "，：,:" or is_finished(line.text) or width(line.text) > _MAX_HALF:
        return False
    return not line.indented and shape(line.text) == HEAD == shape(last.text + line.text)


def _opened(text: str) -> bool:
    """A bracket or title that the next line closes."""
    return any(text.rfind(a) > text.rfind(b) for a, b in ("（）", "《》", "()"))


def _byline_goes_on(last: str, line: str) -> bool:
    return shape(last) == BYLINE and len(line) < 60 and shape(last + line) == BYLINE


def _wrapped(paragraph: list[Line], line: Line) -> bool:
    """In a column: a full line goes on below, a short one ends its paragraph."""
    last = paragraph[-1]
    wide = last.wide
    if wide > last.column + _SLACK + 1:
        return _flows(paragraph, line, shape(line.text))
    finished = is_finished(last.text)
    if wide < last.column - _SLACK:
        return not finished and len(paragraph) > 1 and line.gap == 0 and line.wide >= line.column - _SLACK and wide > last.column * 0.7
    if line.indents or last.indents:
        return not line.indented and (line.gap == 0 or not finished)
    if finished:
        return line.gap == 0 and wide >= last.column - 0.5 and len(paragraph) < 40
    return len(paragraph) > 1 or not _stands_alone(last, line)


def _stands_alone(last: Line, line: Line) -> bool:
    """A line as wide as the column that is nevertheless a headline: no comma in it, and a gap below."""
    return line.gap > 0 and shape(last.text) == HEAD and not _INNER.search(last.text)


def _flows(paragraph: list[Line], line: Line, kind: str) -> bool:
    """Outside columns: only a sentence that was cut goes on."""
    last = paragraph[-1].text
    if is_finished(last) or is_masthead(last) or is_masthead(line.text) or ends_with_credit(last):
        return False
    if last[-1] in "）)" and kind in (HEAD, ITEM):
        return False
    if last[-1] in "，、,（(《“" or (last[-1].isdigit() and _UNIT.match(line.text)):
        return True
    if last[-1] in "：:":
        return False
    if len(paragraph) == 1 and shape(last) != BODY and not (shape(last) == LEAD and len(last) > 20):
        return False
    return (kind != HEAD or line.gap == 0) and line.gap <= 4
