"""How a page of print comes out of a scan: the lines of annotated articles with a text layer's faults.

Every fault is one that a reader undoes, so that the annotations stay true: blanks, line and column breaks and forms
of punctuation may stand anywhere; wrong characters (OCR slips) only in common words outside names, headlines,
bylines and what relations quote.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.evaluate.annotated import AnnotatedArticle, Mark

SLIPS = {"深入": "深人", "投入": "投人", "进入": "进人", "日前": "曰前", "昨日": "昨曰", "近日": "近曰", "未": "末", "已": "己"}
_HALF = str.maketrans("，：；（）！？", ",:;()!?")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_TOKEN = re.compile(r"[\x21-\x7e]+|.", re.S)
_HANGING = frozenset("，。、；：？！”’）》】…％℃,;:?!)")
_OPENING = frozenset("“‘（《【(□▲■◎")
_MARK = re.compile("[，：！？”》,:!?]+|(?=——)")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True)
class Style:
    """How one page is printed and scanned. Widths and distances are in full-width characters.

    `wrap` cuts lines at that width and puts `joint` between them; `column` is the mean distance of column breaks
    within paragraphs; `blanks` the share of places between two characters that get a blank; `gaps` the share of
    sentences that a blank follows; `slips` how many words are misread; `aired` prints 王 强 for 王强 as an author and in lists.
    """

    wrap: int = 0
    joint: str = "\n"
    column: int = 0
    run_on: bool = False
    indent: str = ""
    between: str = "\n\n"
    square: bool = False
    half: bool = False
    straight: bool = False
    wide: bool = False
    blanks: float = 0.0
    gaps: float = 0.0
    slips: int = 0
    aired: bool = False


@dataclass(frozen=True)
class Block:
    """A headline line, byline line or paragraph as printed. `role` is title, byline or text."""

    role: str
    text: str


def print_articles(articles: Sequence[AnnotatedArticle], style: Style, rng: random.Random) -> list[list[Block]]:
    """The blocks of each article, with the faults of the style."""
    return [_print_article(a, style, rng) for a in _misread(articles, style.slips, rng)]


def _misread(articles: Sequence[AnnotatedArticle], count: int, rng: random.Random) -> list[AnnotatedArticle]:
    texts = [list(a.text) for a in articles]
    places = [p for number, a in enumerate(articles) for p in _slip_places(number, a)]
    for _ in range(min(count, len(places))):
        number, at, wrong = places.pop(int(rng.random() * len(places)))
        texts[number][at : at + len(wrong)] = wrong
    return [replace(a, text="".join(t)) for a, t in zip(articles, texts, strict=True)]


def _slip_places(number: int, article: AnnotatedArticle) -> Iterator[tuple[int, int, str]]:
    kept = [*article.titles, *article.bylines, *((m.start, m.end) for m in article.marks)]
    quoted = "\n".join(v for f in article.facts for v in f.props.values())
    for right, wrong in SLIPS.items():
        for match in re.finditer(right, article.text):
            if right not in quoted and not any(s < match.end() and match.start() < e for s, e in kept):
                yield number, match.start(), wrong


def _print_article(article: AnnotatedArticle, style: Style, rng: random.Random) -> list[Block]:
    blocks, at = [], 0
    kind, authors = article.meta.get("kind", "news"), {f.head for f in article.facts if f.type == "AUTHORED"}
    for line in article.text.split("\n"):
        role = "title" if (at, at + len(line)) in article.titles else "byline" if (at, at + len(line)) in article.bylines else "text"
        marks = [m for m in article.marks if at <= m.start < at + len(line)]
        if style.aired:
            line = _air(line, at, [m for m in marks if m.key in authors or kind == "list"])
        if style.square and role == "byline" and line.startswith("本报"):
            line = "□" + line
        if role == "text" and kind != "masthead":
            line = _spoil(line, style, rng)
        blocks.append(Block(role, _characters(line, style)))
        at += len(article.text[at:].split("\n", 1)[0]) + 1
    return _run_on(blocks) if style.run_on and kind in ("news", "comment") else blocks


def _air(line: str, offset: int, marks: Sequence[Mark]) -> str:
    for mark in reversed(marks):
        if mark.label == "PERSON" and mark.end - mark.start == 2:
            middle = mark.start + 1 - offset
            line = f"{line[:middle]} {line[middle:]}"
    return line


def _spoil(line: str, style: Style, rng: random.Random) -> str:
    """Blanks within words and after sentences; a line that parts things by blanks itself gets none."""
    if " " in line or len(line) < 30:
        return line
    out = []
    for at, char in enumerate(line):
        out.append(char)
        inside = _HAN.match(line, at) and rng.random() < style.blanks
        after = char in "。；" and at + 1 < len(line) and line[at + 1] not in _HANGING and rng.random() < style.gaps
        if inside or after:
            out.append(" ")
    return "".join(out)


def _characters(line: str, style: Style) -> str:
    line = line.translate(_HALF) if style.half else line
    line = line.translate(_STRAIGHT) if style.straight else line
    return line.translate(_WIDE) if style.wide and "www." not in line else line


def _run_on(blocks: list[Block]) -> list[Block]:
    """Paragraphs of whole sentences set as one, as many text layers give them."""
    body = [b.text for b in blocks if b.role == "text"]
    if any(len(text) < 25 for text in body[:-1]):
        return blocks
    return [*(b for b in blocks if b.role != "text"), Block("text", "".join(body))]


def set_columns(blocks: Sequence[Block], style: Style, rng: random.Random) -> str:
    """The blocks of one article as lines of a text layer."""
    return style.between.join(_set_block(b, style, rng) for b in blocks)


def _set_block(block: Block, style: Style, rng: random.Random) -> str:
    text = style.indent + block.text if block.role == "text" and len(block.text) > 30 else block.text
    if not style.wrap:
        return _cut(text, style.column, rng) if block.role == "text" else text
    lines = _lines(text, style.wrap)
    if block.role == "title" and len(lines) > 1:
        lines = _halves(text)
    share = style.wrap / style.column if style.column and block.role == "text" else 0.0
    joints = ["\n\n" if rng.random() < share else style.joint for _ in lines[1:]]
    return "".join(line + joint for line, joint in zip(lines, [*joints, ""], strict=True))


def _cut(text: str, column: int, rng: random.Random) -> str:
    """Column breaks between two characters of a word or sentence, never beside punctuation."""
    out, left = [], column * (0.5 + rng.random()) if column else 0.0
    for at, char in enumerate(text):
        out.append(char)
        left -= 1
        if column and left < 0 and at + 20 < len(text) and _HAN.match(text, at):
            out.append("\n\n")
            left = column * (0.5 + rng.random())
    return "".join(out)


def _lines(text: str, width: int) -> list[str]:
    """Lines of equal width; punctuation hangs over rather than begin a line, brackets do not end one."""
    lines, line, wide = [], "", 0.0
    for token in _TOKEN.findall(text):
        size = sum(0.5 if c.isascii() else 1.0 for c in token)
        if wide + size > width and line and token[0] not in _HANGING:
            keep = line[-1] if line[-1] in _OPENING and len(line) > 1 else ""
            lines.append(line.removesuffix(keep))
            line, wide = keep, float(len(keep))
        line, wide = line + token, wide + size
    return [*lines, line]


def _halves(text: str) -> list[str]:
    """A headline in two lines: at its blank, else behind a mark near its middle; over two columns where it has none."""
    left, blank, right = text.partition(" ")
    if blank and min(len(left), len(right)) > 4:
        return [left, right]
    places = [m.end() for m in _MARK.finditer(text, len(text) // 4, len(text) * 3 // 4)]
    middle = min(places, key=lambda at: abs(at - len(text) / 2), default=0)
    return [text[:middle], text[middle:]] if middle else [text]
