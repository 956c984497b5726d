"""HOLDS_POST: who holds which post where.

A chain is a run of posts with the bodies before them (X县委副书记、县长); it belongs to the people right
after it (县长A、副县长B) or, joined by 任, 是, 当选 or a comma, to those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.lexicon import PLACE_POST, UNIT, fits
from kg.relate.rules import join, shape
from kg.relate.sentence import Mark, Scene, Sentence

_POST = rf"(?:(?:[ⓄⓁ]的?)+{UNIT}Ⓣ|{UNIT}Ⓣ)"
_FIRST = rf"(?:(?:[ⓄⓁ]的?)+{UNIT}Ⓣ|(?:原|时任|前|现任)?Ⓣ)"
CHAIN = re.compile(rf"{_FIRST}(?:(?:、|兼任?|暨|和|及|，)?{_POST})*")
_PEOPLE_AFTER = shape(r"(?:之一)?(?:的|、|：|，)?(?P<people>‹people›)")
_PEOPLE_BEFORE = re.compile(
    r"(?P<people>Ⓟ(?:[、和及]Ⓟ)*)"
    r"(?:（?[，：—\s]*(?:同志)?(?:男|女|[^，。ⓅⓄⓁ]{1,3}族|，)*"
    r"(?:[^，。；ⓅⓄⓁⒿⓎⓉ]{0,8}(?:是|系|为|任|担任|当选为?|当上了?|出任|就任|调任|转任|升任|兼任?|兼任了?|受聘为|聘为|被聘为|获聘|名为|作为|的|叫)"
    r"(?:了|全国|一名|一位|本届|首届|新一届|第[一二三四五六七八九十]+届)*)?(?:原|曾)?)$"
)
_BETWEEN = re.compile(r"[ⓄⓁ]")
_GOVERNMENT = re.compile(r"政府$|公署$|管委会$|管理委员会$|办事处$")
_PARTY = re.compile(r"委$|委员会$|党组$")
_DIVISION = "省州市县区旗盟镇乡"


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
            people = _people(sentence, match)
            posts = _posts(sentence, match)
            for title, body in posts:
                tails, score = self._bodies(scene, sentence, match.start(), title, body, last)
                yield from join(self.name, "HOLDS_POST", sentence, people, tails, {"title": title}, score)
                last = body or last

    def _bodies(
        self, scene: Scene, sentence: Sentence, at: int, title: str, body: list[Mark], last: list[Mark]
    ) -> tuple[list[Mark], float]:
        if body:
            return _seat(scene, sentence, title, body[-1]), self.score
        if last:
            return _seat(scene, sentence, title, last[-1]), self.score - 0.1
        return _topic(sentence, at, title), self.score - 0.25


def _people(sentence: Sentence, chain: re.Match[str]) -> list[Mark]:
    after = _PEOPLE_AFTER.match(sentence.symbols, chain.end())
    if after and not re.match("[，：、]", sentence.symbols[chain.end() : chain.end() + 1]):
        return sentence.between(*after.span("people"))
    before = _PEOPLE_BEFORE.search(sentence.symbols, max(0, chain.start() - 40), chain.start())
    if before:
        return sentence.between(*before.span("people"))
    return []


def _posts(sentence: Sentence, chain: re.Match[str]) -> Iterator[tuple[str, list[Mark]]]:
    """Every post of a chain as its title and the run of bodies right before it (or before an earlier post of the chain)."""
    body: list[Mark] = []
    at = chain.start()
    for mark, spot in zip(sentence.between(*chain.span()), _spots(sentence, chain), strict=True):
        if mark.label != "TITLE":
            body = [*body, mark] if body and not _between(sentence, body, spot, at) else [mark]
            at = spot + 1
            continue
        words = re.split("[、，兼暨]", sentence.symbols[at:spot])[-1].strip("的任")
        yield _title(words, mark), body
        at = spot + 1


def _between(sentence: Sentence, body: list[Mark], spot: int, at: int) -> bool:
    return spot > at and not sentence.symbols[at:spot].strip("的") == ""


def _spots(sentence: Sentence, chain: re.Match[str]) -> list[int]:
    return [s for s in sentence.spots if chain.start() <= s < chain.end()]


def _title(words: str, mark: Mark) -> str:
    former = re.search("(?:原|时任|前)$", words)
    if mark.use == "read":
        return words + mark.text
    return (former[0] if former and former[0] == "原" else "") + mark.text


def _seat(scene: Scene, sentence: Sentence, title: str, body: Mark) -> list[Mark]:
    """The body of a post: for 县长 after a party committee, the government or the division itself."""
    post = PLACE_POST.match(title)
    if not post or body.label == "PLACE" or not _PARTY.search(body.text) or _GOVERNMENT.search(body.text):
        return [body]
    level = post[1][0]
    for marks in (sentence.marks, scene.headline):
        for wanted in (_is_government, _is_division):
            found = [m for m in marks if wanted(m, level) and _same_place(scene, m, body)]
            if found:
                return found[:1]
    return []


def _is_government(mark: Mark, level: str) -> bool:
    return mark.label == "ORG" and mark.text.endswith("政府") and level in mark.text


def _is_division(mark: Mark, level: str) -> bool:
    return mark.label == "PLACE"


def _same_place(scene: Scene, mark: Mark, body: Mark) -> bool:
    """Whether a government or place is of the division that the party committee's wordings begin with."""
    parties = {re.sub("(?:中共|党委|委员会|委)", "", w) for w in scene.wordings[body.key] | {body.text}}
    places = {re.sub("(?:人民)?政府$|^[我全]", "", w) for w in scene.wordings[mark.key] | {mark.text}}
    return any(_alike(a, b) for a in parties for b in places)


def _alike(a: str, b: str) -> bool:
    return bool(a and b) and (a == b or (len(b) > 1 and a.startswith(b) and len(a) - len(b) < 2) or (len(a) > 1 and b.startswith(a) and len(b) - len(a) < 5))


def _topic(sentence: Sentence, at: int, title: str) -> list[Mark]:
    """The nearest body earlier in the sentence that such a post can belong to."""
    for mark in reversed(sentence.between(0, at)):
        if mark.label in ("ORG", "PLACE") and fits(title, mark.text):
            return [mark]
    return []


RULES = (Posts(),)
