"""Sentences as strings of symbols, the form that the rules read.

Every name of a sentence becomes one circled letter (`SYMBOLS`), the words between stay as printed:
“昌吉州推行‘督帮一体’工作机制” is `Ⓛ推行Ⓙ`. Quotation marks round a whole name, blanks, bracketed
remarks without a name and bracketed short forms （以下简称…） are left out, so that rules need not care.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from kg.nlp.doc import ANAPHORS, TITLES
from kg.relate.lexicon import TITLE_WORD

SYMBOLS = {"PERSON": "Ⓟ", "ORG": "Ⓞ", "PLACE": "Ⓛ", "PROJECT": "Ⓙ", "POLICY": "Ⓨ", "TITLE": "Ⓣ"}
LETTERS = "".join(SYMBOLS.values())

LONGEST = 800
"""Characters after which a sentence without an end is cut, so that no rule is slow on a line without end."""

_SENTENCE = re.compile(rf"[^。！？!?\n]{{0,{LONGEST}}}(?:[。！？!?]+[”’」』）)]*|\n)?")
_SANITISE = str.maketrans(dict.fromkeys(LETTERS, "○") | dict(zip(";!?()", "；！？（）", strict=True)))
_HALF = re.compile(r"(?<!\d)[,:]|[,:](?!\d)")  # not those inside a number
_ALIAS = re.compile(rf"[（(][^（）()，。；]{{0,6}}称[为:：]?[“‘\"]?[{LETTERS}][^（）()]*[）)]")
_REMARK = re.compile(rf"[（(][^（）(){LETTERS}\n]{{0,40}}[）)]")
_QUOTED = re.compile(rf"[“‘\"「『《]([{LETTERS}])[”’\"」』》]")
_LISTED = re.compile(r"([ⓅⓄ])\s+(?=\1)")
_BLANK = re.compile(r"\s+")
_LETTER = re.compile(f"[{LETTERS}]")


@dataclass(frozen=True)
class Mark:
    """A name (or title) of `doc.text[start:end]`; `use` is name, anaphor, title, or read (a title found here)."""

    start: int
    end: int
    label: str
    key: str
    text: str
    use: str = "name"


@dataclass
class Sentence:
    """One sentence: `doc.text[start:end]`, its symbol string, and the marks its letters stand for."""

    start: int
    end: int
    symbols: str
    marks: list[Mark]
    headline: bool = False
    spots: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spots = [m.start() for m in _LETTER.finditer(self.symbols)]

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks whose letters lie in `symbols[start:end]`."""
        return self.marks[bisect_left(self.spots, start) : bisect_left(self.spots, end)]


@dataclass
class Scene:
    """All that the rules may look at: the sentences of an article, and the wordings and full name of each identity."""

    doc: Doc
    sentences: list[Sentence]
    wordings: dict[str, set[str]]

    @property
    def headline(self) -> list[Mark]:
        """The names of the headline lines."""
        return [m for s in self.sentences if s.headline for m in s.marks if m.use != "title"]


def make_scene(doc: Doc) -> Scene:
    """Cut a Doc into sentences of symbols."""
    marks = _marks(doc)
    wordings: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        if mark.use == "name":
            wordings[mark.key].add(mark.text)
    for key, identity in (doc._.identities or {}).items() if Doc.has_extension("identities") else ():
        if key in wordings and identity.name:
            wordings[key].add(identity.name)
    article = doc._.article if Doc.has_extension("article") else None
    titles = list(article.titles) if article is not None else []
    return Scene(doc, list(_sentences(doc.text, marks, titles)), wordings)


def _marks(doc: Doc) -> list[Mark]:
    labels = {e.kb_id_: e.label_ for e in doc.ents if e.kb_id_}
    found = [_mark(e, e.label_, "name") for e in doc.ents]
    for span in doc.spans.get(ANAPHORS, ()):
        label = span.label_ if span.label_ in SYMBOLS else labels.get(span.kb_id_, "")
        found.append(_mark(span, label, "anaphor"))
    found += [_mark(span, "TITLE", "title") for span in doc.spans.get(TITLES, ())]
    marks: list[Mark] = []
    for mark in sorted((m for m in found if m.label in SYMBOLS and m.key), key=lambda m: (m.start, m.use, -m.end)):
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    return marks


def _mark(span: Span, label: str, use: str) -> Mark:
    text = span.text
    return Mark(span.start_char, span.end_char, label, span.kb_id_ or text, text, use)


def _sentences(text: str, marks: list[Mark], titles: list[tuple[int, int]]) -> Iterator[Sentence]:
    starts = [m.start for m in marks]
    at, k = 0, 0
    for match in _SENTENCE.finditer(text):
        end = match.end()
        inside = marks[k : bisect_left(starts, end)]
        if end <= at or (inside and inside[-1].end > end):
            continue
        k += len(inside)
        if inside:
            headline = any(s <= at < e for s, e in titles)
            yield _sentence(text, at, end, inside, headline)
        at = end


def _sentence(text: str, start: int, end: int, marks: list[Mark], headline: bool) -> Sentence:
    parts, at = [], start
    for mark in marks:
        parts += [text[at : mark.start].translate(_SANITISE), SYMBOLS[mark.label]]
        at = mark.end
    parts.append(text[at:end].translate(_SANITISE))
    symbols = _HALF.sub(lambda m: "，" if m[0] == "," else "：", "".join(parts))
    symbols, marks = _without_aliases(symbols, marks)
    symbols = _LISTED.sub(r"\1、", _QUOTED.sub(r"\1", _REMARK.sub("", symbols)))
    symbols = _BLANK.sub("，" if headline else "", symbols.strip())
    symbols, marks = _read_titles(symbols, marks)
    return Sentence(start, end, symbols, marks, headline)


def _without_aliases(symbols: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    while match := _ALIAS.search(symbols):
        before = len(_LETTER.findall(symbols[: match.start()]))
        inside = len(_LETTER.findall(match[0]))
        marks = marks[:before] + marks[before + inside :]
        symbols = symbols[: match.start()] + symbols[match.end() :]
    return symbols, marks


def _read_titles(symbols: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """Add the titles that the lexicon knows and that no span covers."""
    if "Ⓟ" not in symbols:
        return symbols, marks
    parts, found, at, k = [], [], 0, 0
    for match in TITLE_WORD.finditer(symbols):
        seen = len(_LETTER.findall(symbols[at : match.start()]))
        found += [*marks[k : k + seen], Mark(-1, -1, "TITLE", match[0], match[0], "read")]
        parts += [symbols[at : match.start()], "Ⓣ"]
        k, at = k + seen, match.end()
    return "".join(parts) + symbols[at:], found + marks[k:]
