"""DONATES_TO: who gives what to whom, also in lists with many givers and one taker who is named once:

“慈善总会收到捐款812万元，其中甲公司捐款200万元，乙公司捐款120万元”, and lists of donors a line each, whose
taker stands in the headline or in the line that opens the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.nlp.doc import RelationSpan
from kg.relate.money import Gift
from kg.relate.rules import join, shape, spoken
from kg.relate.sentence import Mark, Scene, Sentence

_GIVE = "汇出|汇款|赠书|捐赠|捐款|捐资|捐出|捐献|捐助|捐建|捐来|认捐|捐|赠送|赠予|赠与|送来|送去|送上|送出|拨付|援助"
_OF = r"(?:Ⓛ的?)*(?:Ⓞ的?(?:旗下|下属|所属|属下)的?)?"
_VIA = r"(?:(?:托|委托|通过|经由?)Ⓞ[，]?)"
_SUM = r"(?:了|价值|人民币|现金|共计|合计|善款|资金|总价值?|近|约|各)*(?P<amount>‹money›|‹goods›)?"
_PURPOSE = r"(?:[^，。；用Ⓞ]{0,16}，?(?:专项)?(?:用于|设立|支持|资助)(?P<purpose>[^，。；]{2,20}))?"
_DONATE = "捐赠|捐款|捐资|捐出|捐献|捐助|捐建|捐来|认捐|捐"
_TAKES = shape(
    rf"(?:向|给|为)(?:Ⓛ的?)*(?:Ⓞ(?:旗下|下属|所属|属下)的?)?(?P<to>‹orgs›)‹gap›{{0,8}}?(?:{_DONATE})"
    r"|(?P<got>‹orgs›)‹gap›{0,12}(?:收到|接收|接受|获得|募集|募得)[^。；]{0,30}?(?:捐|善款|赠|爱心款)"
    r"|(?:捐给|捐赠给|赠给|捐往|捐至|转交给?|通过)(?P<into>‹orgs›)"
)
_GIVER = (
    r"(?:^|(?<=[，；、：\d]))(?:‹gap›{0,6}(?:Ⓛ|Ⓞ(?=[旗下属所的Ⓣ])))*‹gap›{0,8}(?<![向给为对与和至托到经由过])(?P<agent>‹givers›)"
    r"(?:（[^）]{0,20}）)?(?!‹gap›{0,12}(?:接收|收到|接受|领|获|筹集|电话|热线))"
)
_GIVEN = r"(?:‹gap›{0,8}?(?P<amount>‹money›)|‹goods›)"
_FOR = r"(?:[^，。；用Ⓞ]{0,10}，?(?:定向|专项)?用于(?P<purpose>[^，。；]{2,20}))?"
_GIVES = shape(
    rf"{_GIVER}‹gap›{{0,12}}?，?各?(?:{_DONATE})(?![赠款资出献助建来给的])了?{_GIVEN}"
    rf"(?![^；。ⓅⓄ]{{0,24}}(?:给|到|予|往|定向)Ⓛ*Ⓞ){_FOR}"
)
_ENTRY = shape(
    rf"{_GIVER}(?:全体|干部|职工|员工|先生|女士|小朋友|同志|伉俪|夫妇|一家|两位|压岁钱|现金|[，：:—…·])*"
    rf"(?:{_GIVEN}|(?<!\d)\d[\d,]*(?:\.\d+)?(?![\d,.]*[-—年月日届号名人家级])|‹gap›{{2,12}}一批)(?![^；。ⓅⓄ]{{0,8}}定向Ⓛ*Ⓞ){_FOR}"
)
_OPENING = re.compile("(?:捐赠|捐款|善款|捐助|款物)[^。；ⓅⓄ]{0,8}：")
"""What opens a list of givers in one sentence: 向甲会捐赠：乙公司500万元；丙公司200万元."""
_ROLL = shape(
    r"(?P<taker>Ⓞ)[^。]{0,24}?(?:(?:接收|收到|接受|获)[^。]{0,12}(?:捐|赠|善款|爱心)|"
    r"(?:捐|赠|善款|善举)[^。]{0,12}(?:公示|公告|名单|鸣谢|一览|明细|榜|芳名|如下|名录))"
)


@dataclass(frozen=True)
class Rolls:
    """Givers with their sums, whose taker was named before them: in the sentence, its opening line or the headline."""

    name: str = "gifts.roll"
    score: float = 0.75

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Each giver with the taker named last."""
        titled = self._titled(scene)
        opened: list[Mark] = []
        for sentence in (s for s in scene.sentences if not s.headline):
            found = list(self._sentence(scene, sentence, opened or titled))
            yield from found
            taker = _ROLL.search(sentence.symbols)
            if taker:
                opened = sentence.between(*taker.span("taker"))
            elif not found:
                opened = []

    def _titled(self, scene: Scene) -> list[Mark]:
        """The one body of a headline such as 甲会接收捐款公示."""
        for sentence in (s for s in scene.sentences if s.headline):
            taker = _ROLL.search(sentence.symbols)
            if taker and sentence.symbols.count("Ⓞ") == 1:
                return sentence.between(*taker.span("taker"))
        return []

    def _sentence(self, scene: Scene, sentence: Sentence, taker: list[Mark]) -> Iterator[RelationSpan]:
        takers = [(m.end(), sentence.between(*m.span(m.lastgroup or 0))) for m in _TAKES.finditer(sentence.symbols)]
        if not (taker or takers):
            return
        opening = _OPENING.search(sentence.symbols)
        entries = _ENTRY.finditer(sentence.symbols, opening.end() - 1 if opening else 0)
        entries = entries if opening or (taker and _is_entry(scene, sentence)) else iter(())
        for match in (*entries, *_GIVES.finditer(sentence.symbols)):
            start = 0 if opening else sentence.symbols.rfind("；", 0, match.start()) + 1
            tails = next((marks for end, marks in reversed(takers) if start < end <= match.start("agent")), taker)
            props = {k: spoken(sentence, *match.span(k)) for k in ("amount", "purpose") if match[k]}
            yield from join(self.name, "DONATES_TO", sentence, sentence.between(*match.span("agent")), tails, props, self.score)


def _is_entry(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence is a line of a list: it begins a line and does not end like a sentence."""
    text = scene.doc.text
    return text[sentence.start - 1 : sentence.start] in ("", "\n") and sentence.symbols[-1:] not in "。！？"


RULES = (
    Gift(
        "gifts.donate",
        "DONATES_TO",
        rf"{_VIA}?(?:向|给|为){_OF}(?P<tail>‹orgs›)‹gap›{{0,8}}?(?:{_GIVE})(?!锦旗){_SUM}{_PURPOSE}",
        score=0.85,
    ),
    Gift(
        "gifts.give",
        "DONATES_TO",
        rf"{_VIA}?(?:{_GIVE})的?‹gap›{{0,6}}?(?P<amount>‹money›|‹goods›)?‹gap›{{0,10}}?(?:给|到|至|予)了?{_OF}(?P<tail>‹orgs›){_PURPOSE}",
    ),
    Gift(
        "gifts.gift",
        "DONATES_TO",
        rf"{_VIA}?(?:送给|(?:捐|赠|捐赠|捐款|转交|转赠|拨付)(?:给|予|至|往))了?{_OF}(?P<tail>‹orgs›){_SUM}{_PURPOSE}",
    ),
    Gift(
        "gifts.gift.short",
        "DONATES_TO",
        rf"{_VIA}?(?:捐赠?|捐献|转交|转赠){_OF}(?P<tail>‹orgs›)"
        rf"(?=‹money›|‹gap›{{0,8}}‹goods›|，|修|买|换|更换|购){_SUM}{_PURPOSE}",
    ),
    Gift("gifts.through", "DONATES_TO", rf"通过(?P<tail>Ⓞ)‹gap›{{0,6}}(?:捐款|捐赠|捐资|捐出|捐了?)(?!给){_SUM}{_PURPOSE}", score=0.7),
    Gift(
        "gifts.handed",
        "DONATES_TO",
        r"(?:捐出|捐了?|认捐|募集)(?P<amount>‹money›|‹goods›)?‹any›{0,20}?(?:定向|指定给|交到|送到|转交|赠予|交给|送给|转给|划给|划入|汇入|汇给)"
        rf"{_OF}(?P<tail>‹orgs›)",
    ),
    Gift(
        "gifts.savings",
        "DONATES_TO",
        rf"(?:把|将)‹gap›{{0,10}}(?:善款|捐款|压岁钱|积蓄|奖金|稿费|稿酬|退休金|养老金|津贴)‹gap›{{0,6}}?(?P<amount>‹money›)?‹gap›{{0,6}}?"
        rf"(?:交|送|捐|汇|转|寄)(?:给|到|至|往|进)了?{_OF}(?P<tail>Ⓞ)",
        score=0.75,
    ),
    Gift(
        "gifts.for",
        "DONATES_TO",
        rf"(?<!向Ⓞ)(?:{_GIVE}|出资|拿出){_SUM}，(?:‹gap›{{0,6}}?(?:为|给|帮|替)|用作|‹gap›{{0,2}}(?:修|建|盖|换|添)了?){_OF}(?P<tail>Ⓞ)的?"
        r"(?P<purpose>(?:添建|添|建|盖|换|修|购|买|装|配|更换|改造|设立|操场|围墙|食堂|图书|奖教金|奖学金|助学金)[^，。；]{0,14})",
        score=0.7,
    ),
    Gift("gifts.fund", "DONATES_TO", r"出资(?P<amount>‹money›)?(?:资助|支持|帮助)(?P<tail>‹orgs›)"),
    Gift(
        "gifts.too",
        "DONATES_TO",
        r"(?:捐|赠|给)[^。；]{0,12}(?P<tail>Ⓞ)[^。Ⓞ]{0,40}[，；](?P<agent>[ⓄⓅ])(?:则|也|还|同时)?(?:免费)?(?:提供|送来|送去|捐赠|赠送|捐出|捐)了?"
        r"(?P<amount>‹money›|‹goods›)(?=[，；。]|$)",
        score=0.65,
    ),
    Gift("gifts.besides", "DONATES_TO", rf"除了?向{_OF}(?P<tail>‹orgs›)(?:{_GIVE}){_SUM}(?:以外|之外|外)?，(?P<agent>‹givers›)"),
    Gift(
        "gifts.visit",
        "DONATES_TO",
        rf"(?:走进|来到|前往|赴|走访|看望|慰问|联系)了?{_OF}(?P<tail>‹orgs›)[^。；ⓅⓄ]{{0,24}}，[^，。；ⓅⓄ]{{0,4}}(?:向其|为其|给其|向[^，。；ⓅⓄⓁ]{{0,8}}|为[^，。；ⓅⓄⓁ]{{0,8}})?"
        rf"(?:捐赠|捐款|捐资|捐出|赠送){_SUM}{_PURPOSE}",
        score=0.7,
    ),
    Gift("gifts.given", "DONATES_TO", rf"由(?P<agent>‹givers›)(?:{_GIVE})(?:给|予)?(?P<tail>‹orgs›)"),
    Gift("gifts.origin", "DONATES_TO", rf"(?P<tail>Ⓞ)的?‹gap›{{1,10}}，?(?:是|由|系)(?P<agent>‹givers›)(?:{_GIVE})"),
    Gift(
        "gifts.taken",
        "DONATES_TO",
        rf"(?P<tail>Ⓞ)‹gap›{{0,6}}(?:收到|接受|获得|获赠|获|收下)了?(?:来自)?(?:Ⓛ的?)*(?P<agent>‹givers›)的?(?:{_GIVE}|寄来|转来)[的了]?{_SUM}",
    ),
    Rolls(),
)
