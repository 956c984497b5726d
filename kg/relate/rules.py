"""What a rule is, and the pattern rules: regular expressions over the symbol string of a sentence.

A pattern is data: a name, the relation, a score and a shape. In a shape the circled letters of
`kg.relate.sentence` are names, `‹orgs›` and the like stand for the pieces of `PIECES`, and the named groups
say who is who: every name in the group `head` is joined with every name in `tail` (whose types fit);
groups named like a property of the relation fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Protocol

from kg.nlp.doc import RelationSpan
from kg.ontology import RELATION_TYPES
from kg.relate.quantities import GOODS, MONEY
from kg.relate.sentence import LETTERS, SYMBOLS, Mark, Scene, Sentence

_JOIN = r"(?:、|和|及|与|以及|，以及|，和|联合|会同|携手)"
PIECES = {
    "orgs": rf"(?:Ⓞ等?(?:{_JOIN}Ⓞ等?)*)",
    "bodies": rf"(?:[ⓄⓁ]+等?(?:{_JOIN}[ⓄⓁ]+等?)*)",
    "givers": rf"(?:[ⓄⓅ](?:{_JOIN}[ⓄⓅ])*)",
    "people": rf"(?:Ⓟ(?:{_JOIN}Ⓟ)*)",
    "works": rf"(?:Ⓙ(?:{_JOIN}Ⓙ)*)",
    "things": rf"(?:[ⓄⓁⒿ](?:{_JOIN}[ⓄⓁⒿ])*)",
    "places": r"(?:Ⓛ+)",
    "money": MONEY,
    "goods": GOODS,
    "gap": r"[^，。；：ⓅⓄⓁⒿⓎ]",
    "any": r"[^。；]",
    "in": r"[^，。；：]",
}
_PIECE = re.compile("‹([a-z]+)›")


class Rule(Protocol):
    """Finds relations in an article."""

    def find(self, scene: Scene) -> Iterable[RelationSpan]:
        """The relations that the rule reads from the scene."""


@cache
def shape(text: str) -> re.Pattern[str]:
    """Compile a shape: blanks at line breaks are dropped, ‹pieces› put in."""
    return re.compile(_PIECE.sub(lambda m: PIECES[m[1]], re.sub(r"\n\s*", "", text)))


@dataclass(frozen=True)
class Pattern:
    """A relation told by the words between two names."""

    name: str
    type: str
    text: str
    score: float = 0.8
    props: dict[str, str] = field(default_factory=dict)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled shape."""
        return shape(self.text)

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Every match in every sentence."""
        kind = RELATION_TYPES[self.type]
        heads = [SYMBOLS[label] for label in kind.head]
        tails = [SYMBOLS[label] for label in kind.tail]
        for sentence in scene.sentences:
            if any(s in sentence.symbols for s in heads) and any(s in sentence.symbols for s in tails):
                for match in self.regex.finditer(sentence.symbols):
                    yield from self._read(sentence, match)

    def _read(self, sentence: Sentence, match: re.Match[str]) -> Iterator[RelationSpan]:
        groups = {k: v for k, v in match.groupdict().items() if v is not None and k not in ("head", "tail")}
        props = self.props | {k: spoken(sentence, *match.span(k)) for k in groups if k in RELATION_TYPES[self.type].props}
        yield from join(
            self.name, self.type, sentence, sentence.between(*match.span("head")), sentence.between(*match.span("tail")), props, self.score
        )


def spoken(sentence: Sentence, start: int, end: int) -> str:
    """`symbols[start:end]` as printed, with the names in place of their letters."""
    marks = iter(sentence.between(start, end))
    return "".join(next(marks).text if c in LETTERS else c for c in sentence.symbols[start:end]).strip("的了，：")


def join(
    name: str,
    type: str,
    sentence: Sentence,
    heads: Iterable[Mark],
    tails: Iterable[Mark],
    props: dict[str, str] | None = None,
    score: float = 0.8,
) -> Iterator[RelationSpan]:
    """Each head with each tail, where the types fit; the sentence is the evidence."""
    kind = RELATION_TYPES[type]
    tails = list(tails)
    for head in heads:
        for tail in tails:
            if head.label in kind.head and tail.label in kind.tail and head.key != tail.key:
                yield RelationSpan(type, head.key, tail.key, sentence.start, sentence.end, name, score, dict(props or {}))
