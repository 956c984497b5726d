"""A page's text made whole, each character knowing where in the file it stood."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.article import Page
from kg.read.blanks import Blanks
from kg.read.chars import mend_characters
from kg.read.columns import unfold_columns
from kg.read.lines import HEAD, shape
from kg.read.text import BLANK, HAN, Builder, edit, is_finished
from kg.read.wrap import Line, join_lines, make_lines

_LONG = 300
_MAX_GAP = 3
_RUN_ON = re.compile(
    rf"(?<=[。！？”）)])[ \t]*(?:\u3000{{2,}}|[ \xa0]{{4,}})(?=\S)"
    rf"|(?<=[。！？”）)])[ \t\u3000]+(?=[^。！？\n]{{4,50}}[ \u3000]+(?:本报|新华社|中新社|中新网)[^\s]{{0,12}}[讯电])"
    rf"|(?<=[{HAN}”！？])[ \t\u3000]+(?=(?:本报|新华社|中新社)[^\s。，]{{0,14}}[讯电][\s（(])"
)


def clean_page(page: Page) -> Page:
    """The page with one paragraph a line; blank lines between paragraphs stay (at most three).

    Characters are mended (`chars`), columns unfolded, lines joined into paragraphs and stray blanks removed. What is
    dropped is counted in the new page's `dropped`.
    """
    dropped = page.dropped.copy()
    text, offsets = mend_characters(page.text, page.offsets, dropped)
    text, offsets = edit(text, offsets, _run_on_breaks(text))
    lines = make_lines(text, unfold_columns(text, _line_spans(text)))
    builder, blanks = Builder(text, offsets), Blanks(text)
    before: list[Line] = []
    for paragraph in join_lines(lines):
        if before:
            whole = _one_headline(before[-1], paragraph[0], blanks) and len(paragraph) == 1
            builder.put("" if whole else "\n" * (1 + min(paragraph[0].gap, _MAX_GAP)), paragraph[0].start)
        _add(builder, paragraph)
        before = paragraph
    text, offsets = builder.done()
    text, offsets = edit(text, offsets, _blank_edits(text, blanks))
    return replace(page, text=text, offsets=offsets, dropped=dropped)


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _run_on_breaks(text: str) -> list[tuple[int, int, str]]:
    """Paragraphs and articles that stand in one long line, parted by wide blanks or by the opening of a report."""
    edits, at = [], 0
    for line in text.split("\n"):
        if len(line) > _LONG:
            edits += [(at + m.start(), at + m.end(), "\n\n") for m in _RUN_ON.finditer(line)]
        at += len(line) + 1
    return edits


def _one_headline(last: Line, line: Line, blanks: Blanks) -> bool:
    """Two headline lines that are one, since the page has the words around the break as one elsewhere."""
    if line.gap > 1 or is_finished(last.text) or shape(last.text) != HEAD or shape(line.text) != HEAD:
        return False
    return blanks.joined_elsewhere(last.text[-3:], line.text[:3])


def _add(builder: Builder, paragraph: list[Line]) -> None:
    """One paragraph; between Latin words that a line break parted, a blank stays."""
    for number, line in enumerate(paragraph):
        if number:
            before = paragraph[number - 1]
            left, right = before.text[-1], line.text[0]
            latin = left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
            builder.put(" " if latin or before.parted else "", line.start)
        builder.keep(line.start, line.end)


def _blank_edits(text: str, blanks: Blanks) -> list[tuple[int, int, str]]:
    edits, at = [], 0
    for line in text.split("\n"):
        if BLANK.search(line):
            edits += blanks.edits(line, at)
        at += len(line) + 1
    return edits
