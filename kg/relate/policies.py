"""ISSUES: who made or carries out a law, a plan, a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.deeds import Deed
from kg.relate.rules import join, shape
from kg.relate.sentence import Scene

_ISSUED = "出台|印发|制定|制订|发布|颁布|(?<!正)(?<!正在)(?:起草|编制|修订)|审议通过|公布|下发|批准|通过(?!了?Ⓨ)"
_ISSUE = (
    f"{_ISSUED}|实施|牵头|推行|研究通过|表决通过|通过了|推出|建立|实行|施行|签发|批准|拟定|完善|发出|修改|印制|推广|探索|健全|执行|下达|"
    "试行|立下|定下"
)
_MEETING = shape(r"(?:^|，|：)(?:会议|全会|大会)‹any›{0,160}?(?:审议|研究|表决|讨论)?(?:通过)了?‹gap›{0,4}(?P<tail>Ⓨ(?:‹gap›{0,6}Ⓨ)*)")


@dataclass(frozen=True)
class Meetings:
    """What a meeting adopts is issued by the body that the headline names."""

    name: str = "policies.meeting"
    score: float = 0.65

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Only where the headline names one body."""
        bodies = [m for m in scene.headline if m.label == "ORG"]
        if len({m.key for m in bodies}) == 1:
            for sentence in scene.sentences:
                for match in _MEETING.finditer(sentence.symbols):
                    yield from join(self.name, "ISSUES", sentence, bodies[:1], sentence.between(*match.span("tail")), None, self.score)


RULES = (Deed("policies.issue", "ISSUES", _ISSUE, _ISSUED, rf"‹gap›{{0,8}}?(?:{_ISSUED})"), Meetings())
