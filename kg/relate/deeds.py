"""Deeds: a body, a verb, and the project or policy that the verb is done to.

The body is the subject of the clause or, where the clause names none, of an earlier clause of the sentence:
“昌吉州建立A机制，推行B模式，开展C活动” is three deeds of one body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.nlp.doc import RelationSpan
from kg.ontology import RELATION_TYPES
from kg.relate.rules import join, shape
from kg.relate.sentence import SYMBOLS, Mark, Scene, Sentence
from kg.relate.subject import actors, meant_only, subject


def list_owner(scene: Scene) -> list[Mark]:
    """The one body that the headline of a list names: it does what the items say nobody else does."""
    article = scene.doc._.article
    if article is None or article.kind != "list":
        return []
    bodies = [m for m in scene.headline if m.label in ("ORG", "PLACE")]
    return bodies[:1] if len({m.key for m in bodies}) == 1 else []


def headlined(scene: Scene, letter: str) -> list[Mark]:
    """The one thing of this letter that the headline names."""
    named = [m for m in scene.headline if SYMBOLS[m.label] == letter]
    return named[:1] if len({m.key for m in named}) == 1 else []


@dataclass(frozen=True)
class Subject:
    """A shape around the object (group `tail`); the head is the subject of its clause."""

    name: str
    type: str
    text: str
    score: float = 0.7

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Every match in every sentence."""
        letter = SYMBOLS[RELATION_TYPES[self.type].tail[0]]
        for sentence in scene.sentences:
            if letter in sentence.symbols:
                for match in shape(self.text).finditer(sentence.symbols):
                    heads = subject(sentence, match.start())
                    yield from join(self.name, self.type, sentence, heads, sentence.between(*match.span("tail")), None, self.score)


@dataclass(frozen=True)
class Deed:
    """A family of verbs that join a body with what it does.

    `verbs` stand before the object (body verb object); `passive` after 由 body; `closing` at the end of a
    clause whose object was named before (Ⓙ…，Ⓞ承建，); `titled`: that object may be the one of the headline.
    """

    name: str
    type: str
    verbs: str
    passive: str
    closing: str
    score: float = 0.75
    titled: bool = False

    @cached_property
    def letter(self) -> str:
        """The letter of the objects."""
        return SYMBOLS[RELATION_TYPES[self.type].tail[0]]

    @cached_property
    def bodies(self) -> str:
        """The letters of those who act."""
        return "".join(SYMBOLS[label] for label in RELATION_TYPES[self.type].head)

    @cached_property
    def active(self) -> re.Pattern[str]:
        """verb … object(s)"""
        one = self.letter
        more = rf"(?:等?(?:、|和|及|与|以及)?[^，；：ⓅⓄⓁⒿⓎ]{{0,4}}{one})*"
        return re.compile(rf"(?:{self.verbs})(?P<gap>[^，；：ⓅⒿⓎ]{{0,24}}?)(?P<object>{one}{more})")

    @cached_property
    def passives(self) -> re.Pattern[str]:
        """由 body verb"""
        return shape(
            rf"(?:由|经)(?:Ⓞ(?:旗下|下属|所属)的?)?(?P<agent>‹bodies›)[^，；：、ⓅⓄⒿⓎ]{{0,14}}?(?:{self.passive})(?P<rest>[^，；：]*)"
        )

    @cached_property
    def closings(self) -> re.Pattern[str]:
        """body verb at the end of a clause"""
        return shape(rf"(?<=[，；：、Ⓙ])(?P<agent>‹bodies›)(?:联合体|联营体|负责|共同|联合|具体|总|牵头)*(?:{self.closing})(?=[，；。]|$)")

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Deeds of every sentence that names an object, or does something to that of the headline."""
        topic = headlined(scene, self.letter) if self.titled else []
        for sentence in scene.sentences:
            if self.letter in sentence.symbols:
                yield from self._active(scene, sentence)
                yield from self._after(sentence, self.passives, ".passive", [])
                yield from self._after(sentence, self.closings, ".closing", [])
            elif topic:
                yield from self._after(sentence, self.passives, ".passive", topic)
                yield from self._after(sentence, self.closings, ".closing", topic)

    def _active(self, scene: Scene, sentence: Sentence) -> Iterator[RelationSpan]:
        for match in self.active.finditer(sentence.symbols):
            if not meant_only(sentence, match.start()):
                relative = match["gap"][:1] == "的" or match["gap"][-1:] == "的"
                agents = subject(sentence, match.start(), self.bodies, relative=relative) or list_owner(scene)
                yield from join(self.name, self.type, sentence, agents, sentence.between(*match.span("object")), None, self.score)

    def _after(self, sentence: Sentence, pattern: re.Pattern[str], suffix: str, topic: list[Mark]) -> Iterator[RelationSpan]:
        """The object stands later in the clause (由Ⓞ推出的Ⓙ), was the topic before or is that of the headline."""
        for match in pattern.finditer(sentence.symbols):
            later = self._objects(sentence, *match.span("rest"))[:1] if "rest" in match.groupdict() else []
            objects = later or self._objects(sentence, 0, match.start())[-1:] or topic
            yield from join(self.name + suffix, self.type, sentence, actors(sentence, *match.span("agent")), objects, None, self.score)

    def _objects(self, sentence: Sentence, start: int, end: int) -> list[Mark]:
        return [m for m in sentence.between(start, end) if SYMBOLS[m.label] == self.letter]
