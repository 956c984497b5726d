"""AUTHORED: the reporters, correspondents, photographers and writers that the article names as its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.rules import shape
from kg.relate.sentence import Mark, Scene, Sentence

_ROLES = (
    ("通讯员", shape(r"通讯员[：:]?(?P<people>‹people›)")),
    ("记者", shape(r"(?<![问答诉])(?:本报|首席|见习|特约|全媒体|融媒体|实习|驻站|Ⓞ)*记者[：:]?(?P<people>‹people›)")),
    ("摄", shape(r"(?P<people>‹people›)/?摄")),
    ("作者", shape(r"^(?:文[/／]|□|作者[：:]?)(?P<people>‹people›)$")),
)


@dataclass(frozen=True)
class Authors:
    """The bylines that the reader found; where it gave none, people after 记者, 通讯员 or before 摄."""

    name: str = "authors"

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """One relation a person and role."""
        article = scene.doc._.article if scene.doc.has_extension("article") else None
        if article is not None and article.bylines:
            yield from self._given(scene, article.bylines)
            return
        for sentence in scene.sentences:
            if "Ⓟ" in sentence.symbols:
                for role, pattern in _ROLES:
                    for match in pattern.finditer(sentence.symbols):
                        yield from self._spans(sentence, sentence.between(*match.span("people")), role, 0.7)

    def _given(self, scene: Scene, bylines: list) -> Iterator[RelationSpan]:
        people = [(s, m) for s in scene.sentences for m in s.marks if m.label == "PERSON"]
        for byline in bylines:
            for sentence, mark in people:
                if mark.start < byline.end and mark.end > byline.start:
                    yield from self._spans(sentence, [mark], byline.role, 1.0)

    def _spans(self, sentence: Sentence, marks: list[Mark], role: str, score: float) -> Iterator[RelationSpan]:
        for mark in marks:
            if mark.label == "PERSON":
                yield RelationSpan("AUTHORED", mark.key, "article", sentence.start, sentence.end, self.name, score, {"role": role})


RULES = (Authors(),)
