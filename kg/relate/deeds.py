"""Deeds: a body, a verb, and the project or policy that the verb is done to.

The body is the subject of the clause or, where the clause names none, of an earlier clause of the sentence:
“昌吉州建立A机制，推行B模式，开展C活动” is three deeds of one body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.nlp.doc import RelationSpan
from kg.ontology import RELATION_TYPES
from kg.relate.rules import join, shape, spoken
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


def spoken_of(scene: Scene, sentence: Sentence, letter: str) -> list[Mark]:
    """What the two sentences before speak of last, if that is one thing; else the one thing of the headline."""
    here = bisect_left(scene.sentences, sentence.start, key=lambda s: s.start)
    for earlier in reversed(scene.sentences[max(0, here - 2) : here]):
        if named := [m for m in earlier.marks if SYMBOLS[m.label] == letter]:
            return named[:1] if len({m.key for m in named}) == 1 else []
    return headlined(scene, letter)


def listed(sentence: Sentence, letter: str, end: int) -> list[Mark]:
    """The last thing of this letter before, with those beside it (Ⓙ、Ⓙ和Ⓙ); of them, the one that 前者 or 后者 means."""
    rows = list(re.finditer(rf"{letter}(?:[、和与及]Ⓛ*{letter})*", sentence.symbols[:end]))
    row = [m for m in sentence.between(*rows[-1].span()) if SYMBOLS[m.label] == letter] if rows else []
    one = re.search("([前后])者的?$", sentence.symbols[:end])
    return row if not one else row[:1] if one[1] == "前" else row[-1:]


@dataclass(frozen=True)
class Field:
    """A role and the bodies in it (业主：甲公司, 施工单位是乙公司) for the thing that was named before."""

    name: str
    type: str
    roles: str
    score: float = 0.75

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """role, bodies, and a sum"""
        return shape(
            rf"(?:{self.roles})(?:分别|均|都)?(?:为|是|有|：)?(?:Ⓛ的)?(?P<head>‹bodies›)(?!的[^Ⓣ\d])(?:[，（](?P<amount>‹money›))?"
        )

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Every role of every sentence."""
        letter = SYMBOLS[RELATION_TYPES[self.type].tail[0]]
        for sentence in scene.sentences:
            for match in self.regex.finditer(sentence.symbols):
                heads = actors(sentence, *match.span("head"))
                first = not sentence.between(0, match.start())
                tails = spoken_of(scene, sentence, letter) if first else listed(sentence, letter, match.start())
                props = {"amount": spoken(sentence, *match.span("amount"))} if match["amount"] and self.type == "INVESTS_IN" else None
                for some, them in allotted(heads, tails, match[0]):
                    yield from join(self.name, self.type, sentence, some, them, props, self.score)


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
    clause whose object was named before (Ⓙ…，Ⓞ承建，); `titled`: that object may be one that the sentences before or the headline speak of.
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
        return shape(
            r"(?:^|(?<=[，；：、Ⓙ])(?<![ⓄⓁ]、))(?P<agent>‹bodies›)(?:联合体|负责|共同|联合|具体|总|牵头)*"
            rf"(?:{self.closing})(?=[，；。、]|$)"
        )

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Deeds of every sentence that names an object, or does something to that of the headline."""
        for sentence in scene.sentences:
            if self.letter in sentence.symbols:
                yield from self._active(scene, sentence)
                yield from self._after(sentence, self.passives, ".passive", [])
                yield from self._after(sentence, self.closings, ".closing", [])
            elif self.titled:
                yield from self._after(sentence, self.passives, ".passive", headlined(scene, self.letter))
                yield from self._after(sentence, self.closings, ".closing", spoken_of(scene, sentence, self.letter))

    def _active(self, scene: Scene, sentence: Sentence) -> Iterator[RelationSpan]:
        for match in self.active.finditer(sentence.symbols):
            if not meant_only(sentence, match.start()):
                relative = match["gap"][:1] == "的" or match["gap"][-1:] == "的"
                agents = subject(sentence, match.start(), self.bodies, relative=relative) or list_owner(scene)
                mates = _WITH.search(sentence.symbols[: match.start()]) if agents else None
                agents += [m for m in actors(sentence, *mates.span("mates")) if m not in agents] if mates else []
                yield from join(self.name, self.type, sentence, agents, sentence.between(*match.span("object")), None, self.score)

    def _after(self, sentence: Sentence, pattern: re.Pattern[str], suffix: str, topic: list[Mark]) -> Iterator[RelationSpan]:
        """The object stands later in the clause (由Ⓞ推出的Ⓙ), was the topic before or is that of the headline."""
        for match in pattern.finditer(sentence.symbols):
            rest = match.span("rest") if "rest" in match.groupdict() else (match.end(), match.end())
            objects = self._objects(sentence, *rest)[:1]
            if not objects and not _OTHER.match(sentence.symbols, *rest):
                objects = listed(sentence, self.letter, match.start()) or topic
            agents = actors(sentence, *match.span("agent"))
            for some, them in allotted(agents, objects, sentence.symbols[max(0, match.start() - 4) : match.end()]):
                yield from join(self.name + suffix, self.type, sentence, some, them, None, self.score)

    def _objects(self, sentence: Sentence, start: int, end: int) -> list[Mark]:
        return [m for m in sentence.between(start, end) if SYMBOLS[m.label] == self.letter]


_WITH = re.compile(
    "(?:与|和|同|联合|携手)(?:Ⓛ的?)*(?P<mates>Ⓞ(?:[、和与及]Ⓞ)*)(?:等[^，；：ⓄⓁⓅ]{0,8})?"
    "(?:[^，；：ⓄⓁⓅ]{0,8}签[^，；：ⓄⓁⓅ]{0,10}，)?[^，；：ⓄⓁⓅ]{0,4}$"
)
"""Those with whom a body does something: 与Ⓞ签约，共建Ⓙ."""
_OTHER = re.compile("[^、]{6}|[^、]{0,5}[ⓄⓁ]")
"""What the verb is done to, where it is none of the objects sought."""
_APART = re.compile("分别|各自|分头|分属")


def allotted(heads: list[Mark], tails: list[Mark], words: str) -> list[tuple[list[Mark], list[Mark]]]:
    """Who belongs to what: the first to the first where the words say 分别, else all to all."""
    if len(heads) == len(tails) > 1 and _APART.search(words):
        return [([head], [tail]) for head, tail in zip(heads, tails, strict=True)]
    return [(heads, tails)]
