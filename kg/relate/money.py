"""INVESTS_IN and DONATES_TO: who gives how much to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from re import Pattern as Regex

from kg.nlp.doc import RelationSpan
from kg.relate.rules import join, shape, spoken
from kg.relate.sentence import Scene
from kg.relate.subject import actors, subject

_BUILD = "建设|兴建|新建|扩建|建起|建成|建立|打造|创办|开发|实施|改造|上马|启动|设立|投向|用于|建|的"
_INVEST = "投资|出资|投入|拿出|筹资|斥资|募资|集资|注资|自筹"
_GIVE = "汇出|汇款|赠书|捐赠|捐款|捐资|捐出|捐献|捐助|捐建|捐|赠送|赠予|赠与|送来|送去|送上|送出|拨付|援助"
_SUM = r"(?:了|价值|人民币|现金|共计|合计|善款|资金|总价值?|近|约|各)*(?P<amount>‹money›|‹goods›)?"
_PURPOSE = r"(?:[^，。；用Ⓞ]{0,16}，?(?:专项)?(?:用于|设立|支持|资助)(?P<purpose>[^，。；]{2,20}))?"


@dataclass(frozen=True)
class Gift:
    """Money or goods with the one who takes them in the shape (group `tail`, or a topic before the group `agent`).

    The giver is the group `agent` or else the subject of the clause.
    """

    name: str
    type: str
    text: str
    givers: str = "ⓄⓅ"
    score: float = 0.8

    @cached_property
    def regex(self) -> Regex[str]:
        """The compiled shape."""
        return shape(self.text)

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Gifts of every sentence with one who gives."""
        for sentence in scene.sentences:
            if not any(letter in sentence.symbols for letter in self.givers):
                continue
            for match in self.regex.finditer(sentence.symbols):
                groups = match.groupdict()
                given = groups.get("agent")
                heads = actors(sentence, *match.span("agent")) if given else subject(sentence, match.start(), self.givers)
                if self.type == "INVESTS_IN" and "与" in sentence.symbols[: match.start()]:
                    heads = heads[:1]
                props = {k: spoken(sentence, *match.span(k)) for k in ("amount", "purpose") if groups.get(k)}
                yield from join(self.name, self.type, sentence, heads, sentence.between(*match.span("tail")), props, self.score)


RULES = (
    Gift(
        "money.invest",
        "INVESTS_IN",
        rf"(?:由(?P<agent>‹orgs›)‹gap›{{0,6}})?(?:{_INVEST})‹gap›{{0,6}}?(?P<amount>‹money›)?[^。；Ⓙ]{{0,30}}?"
        rf"(?:{_BUILD})‹in›{{0,12}}?(?P<tail>‹works›)",
        "Ⓞ",
    ),
    Gift(
        "money.invested",
        "INVESTS_IN",
        rf"(?P<tail>Ⓙ)[^。；]{{0,60}}?(?:由|，)Ⓛ*(?P<agent>‹orgs›)‹gap›{{0,6}}(?:{_INVEST})"
        r"‹gap›{0,4}?(?P<amount>‹money›)?‹gap›{0,4}(?:建设|兴建|实施|，|。|$)",
        "Ⓞ",
    ),
    Gift("money.donate", "DONATES_TO", rf"(?:向|给|为)Ⓛ*(?P<tail>‹orgs›)‹gap›{{0,8}}?(?:{_GIVE})(?!锦旗){_SUM}{_PURPOSE}", score=0.85),
    Gift(
        "money.give",
        "DONATES_TO",
        rf"(?:{_GIVE})的?‹gap›{{0,6}}?(?P<amount>‹money›|‹goods›)?‹gap›{{0,10}}?(?:给|到|至|予)了?(?P<tail>‹orgs›){_PURPOSE}",
    ),
    Gift("money.gift", "DONATES_TO", rf"(?:捐|赠|送|捐赠|捐款|转交|拨付)(?:给|予|至|往)了?Ⓛ*(?P<tail>‹orgs›){_SUM}{_PURPOSE}"),
    Gift(
        "money.handed",
        "DONATES_TO",
        r"(?:捐出|捐了?|募集)(?P<amount>‹money›|‹goods›)?‹any›{0,20}?(?:交到|送到|转交|赠予|交给|送给)(?P<tail>‹orgs›)",
    ),
    Gift("money.fund", "DONATES_TO", r"出资(?P<amount>‹money›)?(?:资助|支持|帮助)(?P<tail>‹orgs›)"),
    Gift(
        "money.too",
        "DONATES_TO",
        r"(?:捐|赠|给)[^。；]{0,12}(?P<tail>Ⓞ)[^。Ⓞ]{0,40}[，；](?P<agent>[ⓄⓅ])(?:则|也|还|同时)?(?:免费)?(?:提供|送来|送去|捐赠|赠送|捐出|捐)了?"
        r"(?P<amount>‹money›|‹goods›)(?=[，；。]|$)",
        score=0.65,
    ),
    Gift("money.given", "DONATES_TO", rf"由(?P<agent>‹givers›)(?:{_GIVE})(?:给|予)?(?P<tail>‹orgs›)"),
    Gift(
        "money.taken",
        "DONATES_TO",
        rf"(?P<tail>Ⓞ)‹gap›{{0,6}}(?:收到|接受|获得|获)了?(?:来自)?(?P<agent>‹givers›)的?(?:{_GIVE})[的了]?{_SUM}",
    ),
)
