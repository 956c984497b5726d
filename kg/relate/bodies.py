"""PART_OF and COOPERATES_WITH: what bodies are to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.nlp.doc import RelationSpan
from kg.relate.deeds import Subject
from kg.relate.prefix import beginnings, first_names
from kg.relate.rules import Pattern, join, shape, spoken
from kg.relate.sentence import Mark, Scene, Sentence
from kg.relate.subject import subject

_UNIT = re.compile(
    r"(?:部|司|厅|馆|店|队|行|所|站|科|股|处|室|庭|办|中心|公司|厂|车间|学院|系|支部|党委|党组|党总支|局|院|分会|委员会|专班|组|团|社|会|班|连|营|"
    r"小组|基地|集团|委|矿|场|学校|小学|中学|校区|分校)$"
)
_NO_PART = re.compile(r"(?:会议|联合会|报社|人民代表大会常务委员会|人大常委会|教育集团|管理集团|医共体.*|基金会|委[^委]{1,4}办)$")
_BOTH = re.compile("[、和与及—–-]")
_DEALS = (
    "共享|约定|商定|组建|[合共联][编建设推开办研]|互认|供货|合作|联手|牵手|结对|结为|达成|合资|协同|建立|"
    "办起|办了|结成|共同|一起|联合(?:攻关|研[制发]|(?!国))|推出|推行|互设|搭建|发起|协作|续约|签(?:[约署订字了下])?"
)
_JOINT = (
    "联[合营]体|联合(?:申报|发起|成立|研[制发]|攻关)|共同(?:发起|推出|建设|打造|设立|出资|研发|完成)|"
    "[合共][编建设办]|合作|签[署订约]|协同|合资|结对|携手"
)


@dataclass(frozen=True)
class Mastheads:
    """A paper is part of its sponsor (主管主办) and of its publisher (出版)."""

    name: str = "bodies.masthead"
    score: float = 0.9

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Only in mastheads; the paper is the body of the headline, else the first that is neither sponsor nor publisher."""
        article = scene.doc._.article
        if article is None or article.kind != "masthead":
            return
        roles = [(s, s.between(*m.span("whole")), m["role"]) for s in scene.sentences for m in _SPONSOR.finditer(s.symbols)]
        sponsors = {m.key for _, marks, _ in roles for m in marks}
        bodies = [m for m in scene.headline + [m for s in scene.sentences for m in s.marks] if m.label == "ORG" and m.key not in sponsors]
        for sentence, marks, role in roles:
            yield from join(self.name, "PART_OF", sentence, bodies[:1], marks, {"role": role}, self.score)


_SPONSOR = shape(r"(?P<whole>‹orgs›)(?P<role>主管主办|主管、主办|主办|主管|出版)")


@dataclass(frozen=True)
class Partners:
    """A body that 与 another signs, builds, runs something; the first is the subject of the clause."""

    name: str = "bodies.with"
    score: float = 0.75

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """The subject with each partner, `what` the words after the verb."""
        for sentence in scene.sentences:
            if sentence.symbols.count("Ⓞ") > 1:
                for match in _WITH.finditer(sentence.symbols):
                    heads = (
                        sentence.between(*match.span("head"))
                        or (_VENTURE.search(sentence.symbols, 0, match.start()) and _beside(sentence, match.start()))
                        or subject(sentence, match.start(), "Ⓞ")
                        or _beside(sentence, match.start())
                    )
                    tails = [m for group in ("tail", "ally", "hand") for m in sentence.between(*match.span(group))]
                    props = {"what": spoken(sentence, *match.span("what"))} if match["what"] else {}
                    for head in heads:
                        allies = [m for m in tails if not _on_duty(match[0], head, m)]
                        yield from join(self.name, "COOPERATES_WITH", sentence, [head], allies, props, self.score)
                yield from self._joint(sentence)

    def _joint(self, sentence: Sentence) -> Iterator[RelationSpan]:
        """A、B和C合作…: each with each; by 联合 and the like (`two`) only two, and not two offices."""
        for match in _TOGETHER.finditer(sentence.symbols):
            props = {"what": spoken(sentence, *match.span("what"))} if match["what"] else {}
            bodies = sentence.between(*match.span("all"))
            none = match["two"] and (len(bodies) > 2 or _on_duty(match[0], *bodies))
            for first, second in combinations([] if none else bodies, 2):
                yield from join(self.name + ".joint", "COOPERATES_WITH", sentence, [first], [second], props, self.score)


_VENTURE = re.compile("(?:是|为|系|由)Ⓞ$")
_OFFICE = re.compile("(?:局|委|厅|部|办|政府|法院|检察院|委员会|总工会|妇联|科协|海关)$")
_OFFICIAL = re.compile("联合|会同|共同|推行|推出|建立|发起")


def _on_duty(words: str, *bodies: Mark) -> bool:
    """What offices of government do side by side in the course of their duties is no cooperation."""
    return bool(_OFFICIAL.search(words)) and all(_OFFICE.search(m.text) for m in bodies)


def _beside(sentence: Sentence, at: int) -> list[Mark]:
    """The body right before 与, whatever stands before it (让Ⓞ与Ⓞ签约)."""
    return [m for m in sentence.between(at - 1, at) if at and m.label == "ORG"]


_WITH = shape(
    rf"(?:由(?P<head>‹orgs›))?(?:(?:与|同|和|跟|携手|联手)(?:Ⓛ的?)*(?P<tail>‹orgs›)(?:Ⓣ+Ⓟ)?(?:就[^，。；ⓅⓄ]{{1,20}}?)?‹gap›{{0,12}}?(?:{_DEALS})"
    r"|(?:携手|联手)(?:Ⓛ的?)*(?P<hand>‹orgs›)"
    r"|(?:联合|会同)(?P<ally>‹orgs›))(?P<what>‹in›{0,24})"
)
_TOGETHER = shape(
    rf"(?<![与和同跟])(?P<all>Ⓞ(?:、Ⓞ)+(?:和Ⓞ)?)(?:等[^，。；ⓅⓄⓁⒿⓎ]{{0,6}}|在Ⓛ+|‹gap›{{0,6}}?)"
    rf"(?:(?:{_JOINT})(?!仪式|现场)|(?P<two>联合(?!国|会|印发|举办|主办)|共同|联手|一起|[共联合][推开办研]))(?P<what>‹in›{{0,24}})"
)


@dataclass(frozen=True)
class Units:
    """A unit printed right behind the body that it is part of: 上海银行徐汇支行 as two names."""

    name: str = "bodies.unit"
    score: float = 0.85

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Neighbouring bodies without a word between."""
        for sentence in scene.sentences:
            for match in re.finditer("Ⓞ(?:的?下?属?Ⓞ)+", sentence.symbols):
                chain = sentence.between(*match.span())
                for whole, part in pairwise(chain):
                    if _UNIT.search(part.text):
                        yield from join(self.name, "PART_OF", sentence, [part], [whole], None, self.score)


@dataclass(frozen=True)
class Branches:
    """A body whose name begins with the name of another that stands by itself in the article."""

    name: str = "bodies.branch"
    score: float = 0.7

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """One relation a pair, where the longer name stands first."""
        names = first_names(scene, "ORG", full=True)
        for text, (sentence, mark) in names.items():
            if _UNIT.search(text) and not _NO_PART.search(text):
                wholes = list(beginnings(names, text, shortest=2 if text[1] == "委" else 3, rest=2))
                joined = wholes and _BOTH.match(text, len(wholes[0].text))
                yield from join(self.name, "PART_OF", sentence, [mark], [] if joined else wholes[:1], None, self.score)


@dataclass(frozen=True)
class Parts:
    """Parts whose whole is the subject: 甲会下设乙部、丙部, 甲集团：子公司乙…, 由旗下乙公司运营."""

    name: str = "bodies.part"
    score: float = 0.7

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """The one body that acts before the words is the whole."""
        for sentence in scene.sentences:
            if sentence.symbols.count("Ⓞ") > 1:
                for match in _PARTS.finditer(sentence.symbols):
                    wholes = subject(sentence, match.start(), "Ⓞ")
                    if len(wholes) == 1:
                        parts = sentence.between(*match.span("part"))
                        yield from join(self.name, "PART_OF", sentence, parts, wholes, None, self.score)


_BELOW = "所辖|子公司|分公司|下属|旗下|所属(?!的)|直属|下辖|下设|辖下|控股(?!股东|子公司)|全资"
_CHILD = "(?:全资|控股|旗下|下属|所属|附属|直属)+(?:的|子公司|分公司|企业|单位|公司|机构)*|子公司|分公司"
_PARENT = "控股股东|母公司|上级单位|主管单位|主管部门|上级公司|大股东"
_OWNED = "全资|控股|独资|出资|管理|所属|直属|主管|举办|发起"
_SOME = r"(?:Ⓞ(?:、Ⓞ)*(?:(?:和|及)Ⓞ)?)"
_MEMBER = "子公司|分支|分公司|二级单位|成员单位|组成部分|派出"

_PARTS = shape(
    rf"(?:(?:，|；|：|现|共|年|已)(?:下设|下辖|辖有|所属|旗下(?:有|拥有|包括)|全资拥有|控股)了?‹gap›{{0,6}}?|(?<![Ⓞ的])(?:由|与|和|让|通过|将|把|携)?其?(?:{_CHILD})|下设)"
    rf"(?P<part>{_SOME})"
)

RULES = (
    Units(),
    Branches(),
    Partners(),
    Pattern("bodies.under", "PART_OF", rf"(?P<tail>Ⓞ)的?(?:{_BELOW})的?[^，。；ⓅⓄⓁⒿⓎ]{{0,8}}(?P<head>{_SOME})", 0.8),
    Parts(),
    Pattern("bodies.parent", "PART_OF", rf"(?P<head>Ⓞ)的?(?:{_PARENT})(?:为|是|：)?(?P<tail>Ⓞ)", 0.8),
    Subject("bodies.owned", "PART_OF", rf"(?:是|为|系)由?(?P<tail>‹orgs›)(?:共同|全额)?(?:{_OWNED})(?:设立|组建|成立|举办)?的", 0.75),
    Pattern(
        "bodies.venture",
        "PART_OF",
        r"(?P<head>Ⓞ)(?:是|为|系)由?(?P<tail>Ⓞ(?:、Ⓞ)*(?:与|和|同)Ⓞ)的?(?:共同|各自)?(?:合资|出资|组建|成立|设立)",
        0.75,
    ),
    Pattern("bodies.below", "PART_OF", r"(?P<tail>Ⓞ)‹any›{0,40}?，旗下的?(?P<head>Ⓞ)", 0.7),
    Subject("bodies.belongs", "PART_OF", rf"(?:是|为|系|隶属于?|归|成为)‹gap›{{0,6}}(?P<tail>Ⓞ)的?‹gap›{{0,4}}(?:{_BELOW}|{_MEMBER})", 0.8),
    Pattern("bodies.subject", "PART_OF", r"(?P<head>Ⓞ)，?(?:隶属|从属|划归|归属)于?(?P<tail>Ⓞ)", 0.85),
    Mastheads(),
)
