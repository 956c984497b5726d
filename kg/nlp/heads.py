"""The type that a name's head noun decides: …机制 is a PROJECT, …条例 a POLICY, …开发区 a PLACE, …有限公司 an ORG.

Models hesitate between types of like shape; the guideline (`seeds/README.md`) goes by the noun.
"""

from __future__ import annotations

import re

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("PROJECT", re.compile(r"(?:体系|机制|模式|项目|工程|行动|集群|航线|计划|专项整治)$")),
    ("POLICY", re.compile(r"(?:条例|办法|措施|规划|战略|清单|制度|细则|意见|方案)》?$")),
    ("PLACE", re.compile(r"(?:开发区|示范区|工业园区?|产业园区?|机场|火车站|高铁站|公路|高速|自治区|自治州|自治县|水库)$")),
    ("ORG", re.compile(r"(?:公司|集团|局|委员会|大学|学院|医院|支行|分行|部门|派出所|法院|检察院|合作社)$")),
)
_NAMES = ("ORG", "PLACE", "PROJECT", "POLICY")


def type_of(label: str, name: str) -> str:
    """The label that the head noun of the name asks for; persons and posts keep theirs."""
    if label not in _NAMES or len(name) < 4:
        return label
    return next((kind for kind, pattern in _HEADS if pattern.search(name)), label)
