"""ISSUES: who made or carries out a law, a plan, a measure."""

from __future__ import annotations

from kg.relate.deeds import Deed

_ISSUE = (
    "出台|印发|制定|制订|发布|颁布|推行|实施|修订|公布|下发|起草|编制|审议通过|研究通过|通过了|推出|建立|实行|施行|签发|批准|拟定|完善|发出|修改|签署|印制|推广|探索|建立健全|健全|落实|执行|下达"
)

RULES = (Deed("policies.issue", "ISSUES", _ISSUE, 0.75, "出台|印发|制定|发布|颁布|起草|编制|审议通过|实施|修订|牵头"),)
