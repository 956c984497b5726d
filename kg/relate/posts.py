"""HOLDS_POST: who holds which post where.

A chain is a run of posts with the bodies before them (X县委副书记、县长); it belongs to the people right
after it (县长A、副县长B) or, joined by 任, 是, 当选 or a comma, to those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.lexicon import NOT_OF_PLACES, PLACE_POST, UNIT, UNMARKED_BODY, VILLAGE_POST, fits
from kg.relate.rules import join, shape
from kg.relate.seat import seat
from kg.relate.sentence import Mark, Scene, Sentence

_POST = rf"(?:(?:[ⓄⓁ]的?)+{UNIT}Ⓣ|{UNIT}Ⓣ)"
_FIRST = rf"(?:(?:[ⓄⓁ]的?)+{UNIT}Ⓣ|(?:原|时任|前|现任)?Ⓣ)"
CHAIN = re.compile(rf"{_FIRST}(?:(?:、|兼任?|暨|和|及|，)?{_POST})*")
_AFTER = shape(r"(?:之一)?的?[由：]?(?P<people>‹people›)")
_VERB = (
    r"(?:是|系|为|任|担任|当选为?|当上了?|出任|就任|调任|转任|升任|升为|兼任?|受聘为|聘为|被聘为|获聘|名为|作为|叫|历任|先后任|曾任|出身|退休时是)"
    r"(?:了|全国|一名|一位|本届|首届|新一届|第[一二三四五六七八九十]+届)*(?:原|曾)?"
)
_BESIDE = shape(
    r"(?P<people>‹people›)(?:，|—|：|（|同志|男|女|[^，。ⓅⓄⓁ]{1,3}族|今?年?[\d一二三四五六七八九十]+岁|的)*"
    rf"(?:[^，。；ⓅⓄⓁⒿⓎⓉ]{{0,8}}{_VERB})?原?$"
)
_LINKED = re.compile(rf"(?:{_VERB}|免去其|担任过|Ⓣ(?:、|，[^，]{{0,10}}))$")
_PLANNED = re.compile("拟任$|拟提名为?$|拟聘为?$")
_SAID = re.compile(rf"{_VERB}$")
_FROM = re.compile(r"(?:来自|驻|赴|前往|在)$")
_ADDRESS = re.compile("^(?:老师|医生|大夫)$")
_RECEIVER = re.compile("(?:移送|向|由|被|送往|送到|送至|经|对)$")
_SEVERAL = re.compile(r"(?:[ⓄⓁ]、)+$")
_NO_HOLDER = re.compile("审判长|公诉人|记者|通讯员|被告人")


@dataclass(frozen=True)
class Posts:
    """The rule family; `score` for a body beside the post, lower when it is fetched from elsewhere."""

    name: str = "posts"
    score: float = 0.9

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Posts of every sentence that names a person and a post."""
        for sentence in scene.sentences:
            if "Ⓟ" in sentence.symbols and "Ⓣ" in sentence.symbols:
                yield from self._sentence(scene, sentence)

    def _sentence(self, scene: Scene, sentence: Sentence) -> Iterator[RelationSpan]:
        last: list[Mark] = []
        for match in CHAIN.finditer(sentence.symbols):
            people = [] if _PLANNED.search(sentence.symbols, 0, match.start()) else _people(sentence, match)
            each = _respective(sentence, match, people)
            said = bool(_SAID.search(sentence.symbols, 0, match.start()))
            for title, body in _posts(sentence, match):
                nearest = body or ([] if said else last)
                tails, score = self._bodies(scene, sentence, match.start(), title, nearest, bool(body))
                if each and body:
                    for person, own in zip(people, each, strict=True):
                        yield from join(self.name, "HOLDS_POST", sentence, [person], [own], {"title": title}, score)
                else:
                    yield from join(self.name, "HOLDS_POST", sentence, people, tails, {"title": title}, score)
                last = body or last

    def _bodies(self, scene: Scene, sentence: Sentence, at: int, title: str, body: list[Mark], beside: bool) -> tuple[list[Mark], float]:
        if not beside and at and UNMARKED_BODY.search(re.split("[，；、：ⓅⓄⓁⓉ]", sentence.symbols[:at])[-1]):
            return [], 0
        if body:
            if body[-1].label == "PLACE" and (_FROM.search(sentence.symbols, 0, at) or NOT_OF_PLACES.search(title)):
                return (body if "第一书记" in title else _sender(sentence, at)), self.score - 0.1
            return seat(scene, sentence, title, body[-1]), self.score - (0 if beside else 0.1)
        near = _topic(sentence, at, title)
        return (near, self.score - 0.25) if near else (_headlined(scene, sentence, title), self.score - 0.35)


def _respective(sentence: Sentence, chain: re.Match[str], people: list[Mark]) -> list[Mark]:
    """The bodies of 甲村、乙村党支部书记A、B, one a person; none where the numbers differ."""
    before = _SEVERAL.search(sentence.symbols, 0, chain.start())
    if not before or chain[0][0] == "Ⓣ" or chain[0].count("Ⓣ") > 1:
        return []
    bodies = sentence.between(before.start(), chain.start() + 1)
    return bodies if len(bodies) == len(people) else []


def _people(sentence: Sentence, chain: re.Match[str]) -> list[Mark]:
    """Those right after the chain, else those it is said of before: beside it, or further back by 任, 历任."""
    after = _AFTER.match(sentence.symbols, chain.end())
    if after:
        return sentence.between(*after.span("people"))
    before = _BESIDE.search(sentence.symbols, max(0, chain.start() - 40), chain.start())
    if before and chain[0][0] == "Ⓣ" and sentence.symbols[chain.start() - 1] == "的":
        return []
    if before and not (before.end("people") == chain.start() and _ADDRESS.search(sentence.between(*chain.span())[0].text)):
        return sentence.between(*before.span("people"))
    if _LINKED.search(sentence.symbols, max(0, chain.start() - 14), chain.start()) and re.search("[ⓄⓁ]", chain[0]):
        return [m for m in sentence.between(0, chain.start()) if m.label == "PERSON"][-1:]
    return []


def _posts(sentence: Sentence, chain: re.Match[str]) -> Iterator[tuple[str, list[Mark]]]:
    """Every post of a chain with the body right before it, or before an earlier post of the chain."""
    body: list[Mark] = []
    at = chain.start()
    spots = [s for s in sentence.spots if chain.start() <= s < chain.end()]
    for mark, spot in zip(sentence.between(*chain.span()), spots, strict=True):
        if mark.label == "TITLE":
            words = re.split("[、，兼暨]", sentence.symbols[at:spot])[-1].strip("的任")
            yield _title(words, mark, body), body
        else:
            body = [mark]
        at = spot + 1


def _title(words: str, mark: Mark, body: list[Mark]) -> str:
    """The post as printed: with the unit before it where the title was read here, with 原 always, and 县委 where only 县 is a name."""
    if words == "委" and body and body[-1].label == "PLACE":
        return body[-1].text[-1] + words + mark.text
    if mark.use == "read":
        return words + mark.text
    return ("原" if words.endswith("原") else "") + mark.text


def _headlined(scene: Scene, sentence: Sentence, title: str) -> list[Mark]:
    """The one body that the headline names, for a post in a sentence that names none."""
    bodies = [m for m in scene.headline if m.label == "ORG"]
    alone = len({m.key for m in bodies}) == 1 and not any(m.label == "ORG" for m in sentence.marks)
    return bodies[:1] if alone and fits(title, bodies[0].text) else []


def _sender(sentence: Sentence, at: int) -> list[Mark]:
    """The body that sent somebody to a place: Ⓞ in Ⓞ驻Ⓛ第一书记."""
    sent = re.search("Ⓞ派?驻$", sentence.symbols[:at])
    return sentence.between(sent.start(), sent.start() + 1) if sent else []


def _topic(sentence: Sentence, at: int, title: str) -> list[Mark]:
    """The nearest body earlier in the sentence that such a post can belong to; the only one, for posts that any body has."""
    bodies = [m for m in sentence.between(0, at) if m.label == "ORG"]
    for mark in reversed(bodies):
        if fits(title, mark.text) and not _RECEIVER.search(sentence.symbols, 0, sentence.spots[sentence.marks.index(mark)]):
            return [mark]
    if VILLAGE_POST.search(title):
        return [m for m in sentence.marks if m.label == "PLACE" and m.text[-1] in "村区寨"][:1]
    near = sentence.symbols[max(sentence.symbols.rfind("，", 0, at - 1), 0) : at]
    if len({m.key for m in bodies}) == 1 and "Ⓞ" in near and not PLACE_POST.search(title) and not _NO_HOLDER.search(title):
        return bodies[-1:]
    return []


RULES = (Posts(),)
