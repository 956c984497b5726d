"""INVESTS_IN: who puts how much into what; and the shape of a gift, which `kg.relate.gifts` reads with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.nlp.doc import RelationSpan
from kg.relate.deeds import Field, allotted, list_owner
from kg.relate.rules import Pattern, join, shape, spoken
from kg.relate.sentence import Scene, Sentence
from kg.relate.subject import actors, person_meant, subject

_BUILD = "上了|上马|升级|盖|扩建|援建|修建|注入|建设|兴建|新建|扩建|建起|建成|建立|打造|创办|开发|实施|改造|上马|启动|设立|投向|用于|建|的"
_INVEST = "追加了?|另?投(?=‹money›)|增资|投了|安排(?:专项|财政)?资金|拨款|匹配资金|认捐|投资|出资|投入|拿出|筹资|斥资|募资|集资|注资|自筹"


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
    def regex(self) -> re.Pattern[str]:
        """The compiled shape."""
        return shape(self.text)

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Gifts of every sentence with one who gives."""
        for sentence in scene.sentences:
            if not any(letter in sentence.symbols for letter in self.givers):
                continue
            for match in self.regex.finditer(sentence.symbols):
                yield from self._read(scene, sentence, match)

    def _read(self, scene: Scene, sentence: Sentence, match: re.Match[str]) -> Iterator[RelationSpan]:
        groups = match.groupdict()
        heads = actors(sentence, *match.span("agent")) if groups.get("agent") else subject(sentence, match.start(), self.givers)
        heads = heads or list_owner(scene) or (person_meant(scene, sentence, match.start()) if "Ⓟ" in self.givers else [])
        if self.type == "INVESTS_IN" and "与" in sentence.symbols[: match.start()]:
            heads = heads[:1]
        tails = sentence.between(*match.span("tail"))
        props = {k: spoken(sentence, *match.span(k)) for k in ("amount", "purpose") if groups.get(k)}
        for some, them in allotted(heads, tails, sentence.symbols[max(0, match.start() - 4) : match.end()]):
            yield from join(self.name, self.type, sentence, some, them, props, self.score)


@dataclass(frozen=True)
class Shares:
    """Who puts how much into the project that the sentence spoke of before: 由甲投资2亿元，其中乙出资5000万元."""

    name: str = "money.share"
    score: float = 0.75

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Each share with the last project before it, unless the clause goes on to another."""
        for sentence in scene.sentences:
            if "Ⓙ" in sentence.symbols and "Ⓞ" in sentence.symbols:
                for match in _SHARE.finditer(sentence.symbols):
                    works = [m for m in sentence.between(0, match.start("agent")) if m.label == "PROJECT"]
                    props = {"amount": spoken(sentence, *match.span("amount"))} if match["amount"] else {}
                    heads = actors(sentence, *match.span("agent"))
                    yield from join(self.name, "INVESTS_IN", sentence, heads, works[-1:], props, self.score)


_SHARE = shape(
    rf"(?:(?<=[，；、：])|(?<=其中)|(?:资金)?由|[，；](?:建设方|投资方|业主)|Ⓙ的?投资(?:方|主体|人)(?:为|是|：)?)(?:Ⓛ的?)*(?P<agent>‹orgs›)(?:(?!关联|股东)‹gap›){{0,6}}?(?:按[^，。；]{{0,16}}比例)?"
    rf"(?:(?:{_INVEST}|自筹|筹措|入股|配套|占股|持股)‹gap›{{0,4}}?(?P<amount>‹money›|\d[\d.]*%)|(?:共同)?(?:出资|投资|筹措)(?=[，；。]|建设|兴建|实施|$))"
    r"(?![^，；。、]{0,8}(?:的|[ⓄⓁ]))(?!，?[^，；。Ⓞ]{0,12}Ⓙ)"
)

RULES = (
    Gift(
        "money.invest",
        "INVESTS_IN",
        rf"(?:(?:由|引进了?|引入了?|吸引了?)(?P<agent>‹orgs›)‹gap›{{0,6}}，?)?(?<!完成)(?<!总)(?:{_INVEST})‹gap›{{0,6}}?(?P<amount>‹money›)?"
        rf"(?:(?!{_INVEST}|[，；]Ⓛ*[ⓄⓅ]|，(?:又|还))[^。；Ⓙ]){{0,30}}?(?:{_BUILD})‹in›{{0,12}}?(?P<tail>‹works›)",
        "ⓄⓁ",
    ),
    Pattern(
        "money.of",
        "INVESTS_IN",
        rf"(?P<head>‹orgs›)(?:拟|计划|将)?(?:{_INVEST})‹gap›{{0,3}}?(?P<amount>‹money›)的(?P<tail>‹works›)",
        0.85,
    ),
    Gift("money.put", "INVESTS_IN", r"投(?:的是|资的是)(?P<tail>Ⓙ)(?:，(?P<amount>‹money›))?", "Ⓞ"),
    Pattern("money.investor", "INVESTS_IN", r"(?P<head>‹orgs›)(?:是|为)(?P<tail>Ⓙ)的?(?:主要|唯一)?(?:投资|出资)(?:方|主体|人|单位)", 0.8),
    Pattern("money.built", "INVESTS_IN", r"(?P<head>‹orgs›)投建的?(?P<tail>‹works›)", 0.8),
    Pattern(
        "money.granted",
        "INVESTS_IN",
        r"(?P<tail>Ⓙ)[^。；ⓄⓅ]{0,12}(?:获|获得|得到|拿到)了?(?P<head>‹orgs›)‹gap›{0,6}?(?P<amount>‹money›)",
        0.75,
    ),
    Field("money.investor.list", "INVESTS_IN", "(?:投资|出资)(?:(?:方|主体|人|单位|企业)|：)", 0.8),
    Shares(),
)
