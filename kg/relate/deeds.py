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

_CLAUSE = re.compile(r"[^，；：]+")
_BODIES = shape(r"‹bodies›")
_OBLIQUE = re.compile(r"(?:在|于|从|向|对|给|与|同|和|到|往|赴|为|由于|经过|途经|通过|依托|借助|利用|至|距|据|走进|来到|位于|覆盖|惠及|来自|包括|记者|毕业于|以|比|作为|把|将|送往|运往|是)$")
_NO_SUBJECT = re.compile(r"^(?:的(?!是)|[省市县区州]?(?:境内|内)|等地|方面|Ⓣ|党建|上空|以[东西南北]|[一二三四五六七八九十两\d]+[名位个户]|人|籍)")
_SPEECH = re.compile(r"(?:说|表示|指出|强调|要求|认为|建议|呼吁|提出|希望|称|告诉记者|透露|坦言|看来|叮嘱|嘱咐|提醒)(?:道|说)?$")
_BLOCK = re.compile(r"(?<![主需只重纲])要(?!求|素|点)|(?<![适相响反供对])应(?![急用对])|必须|务必|必要|争取|建议|希望|呼吁|鼓励|号召|倡议|通过(?!了)|依托|借助|利用|没有|尚未|未能|不得|不再|如果|只有|才能|能否|以便|得益于$")


@dataclass(frozen=True)
class Clause:
    """`sentence.symbols[start:end]` between two commas, and its subject, own or carried over."""

    start: int
    end: int
    text: str
    subject: list[Mark]
    own: bool


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence with their subjects."""
    found: list[Clause] = []
    carried: list[Mark] = []
    for match in _CLAUSE.finditer(sentence.symbols):
        subject = _subject(sentence, match)
        if subject:
            carried = subject
        elif _SPEECH.search(match[0]) or "Ⓟ" in match[0][:6]:
            carried = []
        found.append(Clause(match.start(), match.end(), match[0], carried, bool(subject)))
        if _SPEECH.search(match[0]):
            carried = []
    return found


def _subject(sentence: Sentence, clause: re.Match[str]) -> list[Mark]:
    for match in _BODIES.finditer(clause[0]):
        if not _OBLIQUE.search(clause[0][: match.start()]) and not _NO_SUBJECT.search(clause[0][match.end() :]):
            return actors(sentence, clause.start() + match.start(), clause.start() + match.end())
    return []


def actors(sentence: Sentence, start: int, end: int) -> list[Mark]:
    """The bodies of a run such as ⓁⓄ、Ⓞ: of neighbours without a comma only the last acts."""
    marks = []
    for match in re.finditer("[ⓄⓁ]+", sentence.symbols[start:end]):
        marks += sentence.between(start + match.end() - 1, start + match.end())
    return marks


@dataclass(frozen=True)
class Deed:
    """A family of verbs that join a body with what it does: `verbs` before the object, or after it in the passive."""

    name: str
    type: str
    verbs: str
    score: float = 0.75
    passive: str = ""

    @cached_property
    def symbol(self) -> str:
        """The letter of the objects."""
        return SYMBOLS[RELATION_TYPES[self.type].tail[0]]

    @cached_property
    def active(self) -> re.Pattern[str]:
        """verb … object(s)"""
        one = self.symbol
        return shape(rf"(?P<verb>{self.verbs})(?P<gap>[^，；：ⓅⒿⓎ]{{0,24}}?)(?P<object>{one}(?:等?(?:、|和|及|与|以及)[^，；：ⓅⓄⓁⒿⓎ]{{0,4}}{one})*)")

    @cached_property
    def passives(self) -> re.Pattern[str]:
        """由 body verb"""
        return shape(rf"(?:由|经)(?P<agent>‹bodies›)[^，；：ⓅⒿⓎ]{{0,14}}?(?:{self.passive or self.verbs})(?P<rest>[^，；：]*)")

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Deeds of every sentence that names an object."""
        for sentence in scene.sentences:
            if self.symbol in sentence.symbols:
                topic: list[Mark] = []
                for clause in clauses(sentence):
                    yield from self._active(sentence, clause)
                    yield from self._passive(sentence, clause, topic)
                    objects = [m for m in sentence.between(clause.start, clause.end) if SYMBOLS[m.label] == self.symbol]
                    topic = objects or topic

    def _active(self, sentence: Sentence, clause: Clause) -> Iterator[RelationSpan]:
        for match in self.active.finditer(clause.text):
            before = clause.text[: match.start()]
            if _BLOCK.search(before):
                continue
            agents = self._agents(sentence, clause, before)
            objects = sentence.between(clause.start + match.start("object"), clause.start + match.end("object"))
            yield from join(self.name, self.type, sentence, agents, objects, None, self.score)

    def _agents(self, sentence: Sentence, clause: Clause, before: str) -> list[Mark]:
        runs = [m for m in _BODIES.finditer(before)]
        for run in reversed(runs):
            if not _OBLIQUE.search(before[: run.start()]) and not _NO_SUBJECT.search(before[run.end() :]):
                return actors(sentence, clause.start + run.start(), clause.start + run.end())
        return clause.subject

    def _passive(self, sentence: Sentence, clause: Clause, topic: list[Mark]) -> Iterator[RelationSpan]:
        for match in self.passives.finditer(clause.text):
            after = [m for m in sentence.between(clause.start + match.start("rest"), clause.start + match.end("rest")) if SYMBOLS[m.label] == self.symbol]
            before = [m for m in sentence.between(clause.start, clause.start + match.start()) if SYMBOLS[m.label] == self.symbol]
            objects = after[:1] or before[-1:] or topic[-1:]
            yield from join(
                self.name + ".passive", self.type, sentence, actors(sentence, clause.start + match.start("agent"), clause.start + match.end("agent")), objects, None, self.score
            )
