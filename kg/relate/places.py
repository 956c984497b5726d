"""LOCATED_IN: address chains, 位于, building sites, and places named after the place they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.nlp.doc import RelationSpan
from kg.relate.prefix import beginnings, first_names
from kg.relate.rules import Pattern, join
from kg.relate.sentence import SYMBOLS, Mark, Scene, Sentence
from kg.relate.subject import subject

_AT = (
    "位于|坐落|地处|落户|落址|落地|选址|[建设选开落]在|[设建]于|扎根|入驻|立足|驻在|注册在|隶属|矗立在|藏在|"
    "(?:地点|[厂地]址)(?:选?在|为|：)?"
)
_WIDTH = (
    (re.compile("国$|日本|合众国"), 9),
    (re.compile("省$|自治区$|特别行政区$|^(?:北京|上海|天津|重庆)市?$|^(?:新疆|内蒙古|广西|西藏|宁夏)$"), 8),
    (re.compile("州$|盟$|地区$"), 7),
    (re.compile("市$"), 6.5),
    (re.compile("社区$|村$|嘎查$"), 3),
    (re.compile("开发区$|新区$|园区$|产业园$|高新区$|示范区$|工业园$|试验区$|景区$|度假区$|保税区$"), 4),
    (re.compile("小区$"), 2),
    (re.compile("[县区旗]$"), 5),
    (re.compile("[镇乡]$|街道$"), 4),
    (re.compile("[路街道巷桥]$|组$|屯$|寨$|号$|大道$|高速$|铁路$"), 2),
)
_WATER = re.compile("[江河湖海溪湾沟山岭]$|大桥$|机场$|码头$|水库$")
_CITY = re.compile(
    "^(?:芜湖|巢湖|平湖|上海|珠海|威海|北海|乌海|青海|宁海|黄山|唐山|佛山|中山|鞍山|舟山|乐山|保山|马鞍山|双鸭山|丽江|九江|湛江|镇江|内江|阳江|"
    "黑龙江|浙江|晋江|江山)$"
)
_VENUE = re.compile("(?:园|楼|大厦|广场|市场|中心|商场|公寓|校区|院区)$")
_LINE = re.compile("线$|铁路$|高铁$|高速$|公路$|航道$")
_ZONE = re.compile("[县镇乡旗]$|开发区$|新区$|园区$|高新区$|街道$|村$|新城$|[^市]区$")
_NAMED_ZONE = re.compile("开发区$|高新区$|保税区$|新城$|新区$|园区?$|试验区$|示范区$|口岸$|商城$")
_CHAIN = "Ⓛ(?:(?:[东西南北中]+部|境内)?的?Ⓛ)*"


def width(place: str) -> float:
    """How wide a place is by the last character of its name: 9 a country … 2 a street; 0 unknown."""
    return next((value for ending, value in _WIDTH if ending.search(place)), 0)


def within(narrow: str, wide: str) -> bool:
    """Whether the kinds of two neighbouring places allow the first to lie in the second."""
    a, b = width(narrow), width(wide)
    if _LINE.search(narrow) or _LINE.search(wide):
        return False
    if _WATER.search(wide) and not _CITY.search(wide):
        return False
    if b == 2 and not a:
        return bool(_VENUE.search(narrow))
    return True if not a or not b else a < b or (a == b == 4)


@dataclass(frozen=True)
class Chains:
    """Places printed one behind the other, wider first: 昌吉市大西渠镇闽昌工业园."""

    name: str = "places.chain"
    score: float = 0.9

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Each place in the one printed before it."""
        for sentence in scene.sentences:
            for match in _LINKS.finditer(sentence.symbols):
                chain, more = sentence.between(*match.span("chain")), sentence.between(*match.span("more"))
                links = [*pairwise(chain), *((chain[-2], m) for m in more if match["several"] or _alike(m, chain[-1]))]
                for wide, narrow in links:
                    if within(narrow.text, wide.text):
                        yield from join(self.name, "LOCATED_IN", sentence, [narrow], [wide], None, self.score)


_LINKS = re.compile(
    "(?P<chain>Ⓛ(?:(?:境内)?的?Ⓛ)+)(?P<more>(?:[、和]Ⓛ(?!的?Ⓛ))*)(?P<several>等?[两二三四五六七八九十\\d]+个?[县市区旗镇乡村])?"
)


def _alike(one: Mark, other: Mark) -> bool:
    return one.text[-1] == other.text[-1] and width(one.text) > 0


@dataclass(frozen=True)
class Beside:
    """A place right before a body or a work that stands in it: 泖港镇泖港中学, 合川区的某某公司, 巨野县光伏玻璃二期项目."""

    name: str = "places.beside"
    score: float = 0.6

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """Not for rivers and countries (德国西马克集团), delegates (杜集镇的县人大代表), campaigns, works with 的 (昌吉市的某工程)."""
        for sentence in scene.sentences:
            for match in _BESIDE.finditer(sentence.symbols):
                *_, place, thing = sentence.between(*match.span("all"))
                if _stands_in(place, thing, match):
                    yield from join(self.name, "LOCATED_IN", sentence, [thing], [place], None, self.score)


def _stands_in(place: Mark, thing: Mark, match: re.Match[str]) -> bool:
    wide = width(place.text)
    if thing.label == "PROJECT":
        return 2 < wide < 7 and not match["wider"] and not match["of"] and bool(_SITE_WORK.search(thing.text))
    if match["wider"]:
        return True
    return not match["post"] and wide < 9 and wide != 2 and (wide > 0 or bool(match["of"])) and not _WATER.search(place.text)


_BESIDE = re.compile(r"(?P<all>(?P<wider>(?:Ⓛ的?)*)Ⓛ(?P<of>的|\d+号)?[ⓄⒿ])(?!代表)(?P<post>Ⓣ)?")
_SITE_WORK = re.compile("(?:项目|工程|基地|电站|园|厂)$")


@dataclass(frozen=True)
class Prefixes:
    """A place whose name begins with the county, town or zone it stands in, which the article names by itself."""

    name: str = "places.prefix"
    score: float = 0.7

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """One relation a pair, where the longer name stands first."""
        names = first_names(scene, "PLACE")
        for text, (sentence, mark) in names.items():
            wider = [m for m in beginnings(names, text) if _NAMED_ZONE.search(text) or _is_zone(scene.wordings[m.key])]
            yield from join(self.name, "LOCATED_IN", sentence, [mark], wider[:1], None, self.score)


def _is_zone(wordings: set[str]) -> bool:
    return any(_ZONE.search(w) for w in wordings)


@dataclass(frozen=True)
class Sites:
    """Somebody or something 位于 a place: what the place is said of afterwards (位于Ⓛ的Ⓞ), else the subject."""

    name: str = "places.at"
    score: float = 0.85

    def find(self, scene: Scene) -> Iterator[RelationSpan]:
        """The thing and the narrowest place of the chain."""
        for sentence in scene.sentences:
            if "Ⓛ" in sentence.symbols:
                for match in _SITE.finditer(sentence.symbols):
                    chain = sentence.between(*match.span("chain"))
                    things = sentence.between(*match.span("after")) if match["after"] else _thing(sentence, match.start())
                    heads = [m for m in things if not _DEED.search(m.text)]
                    yield from join(self.name, "LOCATED_IN", sentence, heads, chain[-1:], None, self.score)


_SITE = re.compile(
    rf"(?:{_AT})(?:于|在|了|着)?(?:[^，。；：、ⓅⓄⓁⒿⓎⓉ]{{0,6}})(?P<chain>{_CHAIN})"
    r"(?:的?[^，。；：ⓅⓄⓁⒿⓎⓉ]{0,8}的(?P<after>[ⓄⓁⒿ]))?"
)


_UNNAMED = re.compile("(?<!总)[口部厂房库点处室场馆店站]$|基地$|项目$|工程$|公司$|中心$|园区$|小区$|街区$")


def _thing(sentence: Sentence, at: int) -> list[Mark]:
    """What stands somewhere: the last thing of the clause, else the project just spoken of, else the subject carried over."""
    start = max(sentence.symbols.rfind(c, 0, at) for c in "，；：（") + 1
    own = [m for m in sentence.between(start, at) if m.label in ("ORG", "PROJECT", "PLACE")]
    if not own and _UNNAMED.search(sentence.symbols, start, at):
        return []
    before = sentence.between(max(sentence.symbols.rfind("；", 0, at), 0), start)
    works = [m for m in before if m.label == "PROJECT"]
    return own[-1:] or works[-1:] or subject(sentence, start, "ⓄⓁⒿ")


@dataclass(frozen=True)
class Placed(Pattern):
    """A pattern whose heads are what one can stand before (of these letters), not campaigns."""

    heads: str = "ⓄⓁⒿ"

    def _read(self, sentence: Sentence, match: re.Match[str]) -> Iterator[RelationSpan]:
        heads = [m for m in sentence.between(*match.span("head")) if SYMBOLS[m.label] in self.heads and not _DEED.search(m.text)]
        yield from join(self.name, self.type, sentence, heads, sentence.between(*match.span("tail")), None, self.score)


_DEED = re.compile("(?:行动|活动|计划|机制|制度|模式|体系|系统|品牌|专列|班列|航线|专线|线路|节|赛|课程?|服务|试点|[学课]堂|班|营)$")
_GAP = "[^，。；ⓅⓄⓁⒿⓎⓉ]"
_FOUND = "建设|建成|[复共援新兴合]建|建[起了]|建(?=Ⓙ)|加了|添了|上了|设立|设了?|成立|创办|开办|办[起了]|打造|奠基|挂牌"
_OPEN = "揭牌|启用|投用|挂牌|开业|成立|落成|开馆|开园|开诊|揭幕"
_START = f"开工|奠基|竣工|建成|投产|动工|破土|封顶|并网|复工|完工|试产|落地|落户|安家|施工|{_OPEN}"
_WHERE = "[^，。；：ⓅⓄⓁⒿⓎⓉ]{0,6}[里内上下侧岸边旁处头外]"
_WORKS = rf"(?:{_GAP}{{0,14}}|(?:Ⓞ旗下)?Ⓞ{_GAP}{{0,14}}的)Ⓙ"

_IN = r"(?:Ⓛ的?)*(?P<tail>Ⓛ)"
_IN_ALL = r"(?:Ⓛ的?)*(?P<tail>Ⓛ(?:[、和]Ⓛ)*)"

RULES = (
    Chains(),
    Sites(),
    Beside(),
    Placed(
        "places.of",
        "LOCATED_IN",
        rf"(?:位于|来自|在|地处|到|往|走进|来到|前往|赴|走访){_GAP}{{0,3}}{_IN}(?:内|里|境内)?的(?P<head>[ⓄⒿ])(?!志愿)",
        0.7,
    ),
    Placed("places.number", "LOCATED_IN", r"(?P<tail>Ⓛ)\d+号(?P<head>Ⓛ)", 0.8),
    Placed("places.bracket", "LOCATED_IN", rf"(?P<head>Ⓞ)（(?:地址：?)?{_IN}[^）Ⓛ]{{0,10}}）", 0.8),
    Placed(
        "places.built",
        "LOCATED_IN",
        rf"在{_IN_ALL}{_GAP}{{0,12}}(?:{_FOUND}|投资{_GAP}{{0,10}}){_GAP}{{0,8}}(?P<head>[ⓄⒿ](?:[、和][ⓄⒿ])*)",
        0.7,
    ),
    Placed("places.street", "LOCATED_IN", rf"(?P<tail>Ⓛ)(?:上|里|内|边|门口|旁)(?:的|那家|一家|这家){_GAP}{{0,8}}(?P<head>Ⓞ)", 0.65),
    Placed("places.start", "LOCATED_IN", rf"(?P<head>Ⓙ){_GAP}{{0,10}}(?:，{_GAP}{{0,8}})?在{_IN_ALL}{_GAP}{{0,10}}(?:{_START})", 0.75),
    Placed("places.open", "LOCATED_IN", rf"(?P<head>Ⓞ){_GAP}{{0,6}}(?:，{_GAP}{{0,8}})?在{_IN}{_GAP}{{0,4}}(?:{_OPEN})", 0.75),
    Placed("places.moved", "LOCATED_IN", rf"(?P<head>[ⓄⒿ])(?:总部|厂房)?(?:刚|已|也|又|先后|整体)*[搬迁](?:进|到|至|往)了?{_IN}", 0.7),
    Placed("places.is", "LOCATED_IN", rf"(?P<head>(?:[ⓄⒿ]、)*[ⓄⒿ])(?:就|也|都|同|正)?在{_IN_ALL}(?:{_WHERE})?(?=[，；。]|$)", 0.75),
    Placed(
        "places.set",
        "LOCATED_IN",
        rf"(?:^|[，；：。①-⑳●■□◆◇▲△▼▌在]){_IN}(?:{_WHERE})?，(?P<head>{_WORKS}(?:[、和]{_WORKS})*)",
        0.65,
        heads="Ⓙ",
    ),
    Prefixes(),
)
