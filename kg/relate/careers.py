"""HOLDS_POST where body and post stand apart: 在X厂当机修工, 作为X队的队长，某某…, X馆聘某某当讲解员."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.rules import join, shape, spoken
from kg.relate.sentence import Scene
from kg.relate.subject import subject

_AS = "当上|当过|当|任|担任过?|做过?|出任|兼任|挂职|干过"
_SHAPES = (
    shape(rf"在(?:Ⓛ的?)*(?P<body>Ⓞ)‹gap›{{0,4}}(?:{_AS})了?(?P<title>Ⓣ(?:、Ⓣ)*)"),
    shape(r"(?:作为|身为)(?P<body>Ⓞ)的?‹gap›{0,6}(?P<title>Ⓣ)，‹gap›{0,14}(?P<people>Ⓟ)"),
    shape(rf"(?P<body>Ⓞ)(?:聘请?|聘任|返聘|邀请|选派|推选)(?P<people>‹people›)(?:{_AS}|为)了?(?P<title>Ⓣ)"),
)


@dataclass(frozen=True)
class Careers:
    """Who, unless named in the shape, is the subject: the person last said to do something."""

    name: str = "posts.career"
    score: float = 0.75

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Each post with each person."""
        for sentence in scene.sentences:
            if not all(letter in sentence.symbols for letter in "ⓅⓄⓉ"):
                continue
            for match in (m for s in _SHAPES for m in s.finditer(sentence.symbols)):
                named = match.groupdict().get("people")
                people = sentence.between(*match.span("people")) if named else subject(sentence, match.start(), "Ⓟ")
                body = sentence.between(*match.span("body"))
                for spot in range(*match.span("title")):
                    if sentence.symbols[spot] == "Ⓣ":
                        props = {"title": spoken(sentence, spot, spot + 1)}
                        yield from join(self.name, "HOLDS_POST", sentence, people, body, props, self.score)


RULES = (Careers(),)
