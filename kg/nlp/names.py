"""The component that turns candidates into names: chooses among them and makes tokens give way to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.nlp.anaphors import find_anaphors
from kg.nlp.candidates import TITLE, Candidate, choose, trim
from kg.nlp.doc import ANAPHORS, TITLES


class NameChooser:
    """`doc._.candidates` → `doc.ents`, `doc.spans["titles"]`, `doc.spans["anaphors"]`, right to the character."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text  # spaCy puts it together from the tokens at every call
        chosen = choose(c for one in doc._.candidates or [] if (c := trim(one, text)))
        used = {i for c in chosen for i in range(c.start, c.end)}
        anaphors = sorted({a for a in find_anaphors(text, [(text[c.start : c.end], c.label) for c in chosen]) if used.isdisjoint(range(a[0], a[1]))})
        split_tokens(doc, {b for c in chosen for b in (c.start, c.end)} | {b for a in anaphors for b in a[:2]})
        names = [(c, span) for c in chosen if (span := doc.char_span(c.start, c.end, label=c.label))]
        doc.ents = [span for c, span in names if c.label != TITLE]
        doc.spans[TITLES] = [span for c, span in names if c.label == TITLE]
        doc.spans[ANAPHORS] = [span for a in anaphors if (span := doc.char_span(a[0], a[1], label=a[2]))]
        doc._.sources = {(c.start, c.end): ("ner" if c.source == "repeat" else c.source, c.score) for c in chosen}
        return doc


def split_tokens(doc: Doc, borders: Iterable[int]) -> None:
    """Split every token that a border (a character position) runs through."""
    cuts: dict[int, list[int]] = {}
    text = doc.text
    starts = {token.idx for token in doc} | {len(text)}
    owner = dict(_inside(doc))
    for border in sorted(set(borders) - starts):
        if border in owner:
            cuts.setdefault(owner[border], []).append(border)
    if not cuts:
        return
    with doc.retokenize() as retokenizer:
        for index, places in cuts.items():
            token = doc[index]
            edges = [token.idx, *places, token.idx + len(token)]
            parts = [text[a:b] for a, b in pairwise(edges)]
            retokenizer.split(token, parts, heads=[(token, 0)] * len(parts))


def _inside(doc: Doc) -> Iterator[tuple[int, int]]:
    """(character, token) of every character that is not the first of its token."""
    for token in doc:
        for place in range(token.idx + 1, token.idx + len(token)):
            yield place, token.i


def candidates_of(spans: Iterable[Span], source: str, labels: dict[str, str]) -> list[Candidate]:
    """Candidates from the spans of another spaCy pipeline, its labels mapped to ours; unknown labels are left out."""
    return [Candidate(s.start_char, s.end_char, labels[s.label_], source, 0.9) for s in spans if s.label_ in labels]


def make_names(nlp: Language, name: str) -> NameChooser:
    """The spaCy factory of `NameChooser`."""
    return NameChooser()
