"""Keys of identity: what is the same thing has the same key, computed from one article, its home and what kg knows.

A key is `TYPE/…`: `PLACE/6523` for a division, `ORG/party/6523` for its party committee, `ORG/6523/应急管理局` for a
department of it, else `TYPE/` and the folded name. Keys never depend on other articles, so a grown archive keeps them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, field

from kg.knowledge.bodies import CORE_NAME, core_body, full_department, national_bodies, without_legal_form, without_session, zone_core
from kg.knowledge.gazetteer import COUNTRY, COUNTY, PREFECTURE, PROVINCE, TOWNSHIP, Division, load_gazetteer
from kg.link.home import division_by_word

_PLAIN = str.maketrans("/#@", "／＃＠", "“”‘’\"'「」『』《》〈〉")  # no quotation marks; none of the signs that keys are built with
_REGIMENT = re.compile(r"第([一二三四五六七八九十○〇百]+[师团])")
_OUR = re.compile(r"^(?:我|全|本)(国|省|市|州|县|区|旗|盟|疆|地区)$|^(自治区|自治州|自治县|自治旗)$")
_LEVEL_PREFIX = re.compile(r"^(自治区|自治州|自治县|自治旗|地区|[省市州县区旗盟])(?=市场|[^区市县州].)")
_DEPARTMENT = re.compile(
    r"(委员会|委|局|厅|办公室|办|院|中心|总站|站|队|支队|总队|大队|联合会|协会|工会|妇联|团委|党校|学校|医院|联盟|人大|政协|"
    r"政府|法院|检察院|指挥部|领导小组|工作组|台|社|馆|所|处|部|会|联|科协|作协)$"
)
_LEVELS = "省市州县区旗盟"
_TRADE = re.compile(
    r"自来水|供水|水务|水利|热力|供热|燃气|天然气|公交|公共|城市|城镇|城乡|城投|建设|建筑|建工|投资|农业|农村|旅游|文化|交通|国有|国资|粮|供电|电力|"
    r"商业|银行|融资|人力|保安|物业|房地产|殡葬|园林|环保|环境|教育|科技|物流|供销|产业|新能源|能源|矿业|煤炭|食品|畜牧|种业|化工|医药|广播|传媒|烟草|盐业|石油|"
    r"开发|经济|工业|发展|路桥|市政|机械|贸易|商贸|运输|客运|航空|通信|邮政|信用|担保|金融|养老|生态|林业|生物"
)
_PROJECT_TAIL = re.compile(r"(?:建设|改造|新建|扩建)?(?:项目|工程|工作)?$")
_LOCAL_PLACE = re.compile(r"(?:村|社区|路|街|大道|广场|公园|小区|花园|街道|镇|乡|苏木|嘎查|组|屯|庄|巷)$")


@dataclass
class Context:
    """What an article tells about where it plays: `home` the paper's division, `near` codes spoken of, latest first."""

    home: str | None = None
    near: list[str] = field(default_factory=list)

    def around(self) -> list[str]:
        """Codes to resolve names by: those spoken of, then the home."""
        return [*self.near, *([self.home] if self.home else [])]

    def saw(self, code: str) -> None:
        """Put a division at the head of those spoken of."""
        if code in self.near:
            self.near.remove(code)
        self.near.insert(0, code)


@dataclass(frozen=True)
class Identity:
    """A key with the name to file it under, where the key knows it, and the division's code."""

    key: str
    name: str | None = None
    adcode: str | None = None


@functools.lru_cache(100_000)
def fold(text: str) -> str:
    """One form for what differs in width, blanks and quotation marks alone."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_PLAIN)
    return _REGIMENT.sub(r"\1", plain)


def identify(label: str, surface: str, context: Context) -> Identity:
    """The identity of a name by itself, before anything else in the article is looked at."""
    text = fold(surface)
    maker = {"PLACE": _place, "ORG": _org, "PROJECT": _project, "POLICY": _policy}.get(label)
    return maker(text, context) if maker else Identity(f"{label}/{text}", text)


def division_of(text: str, context: Context) -> Division | None:
    """The division that a place's wording means, be it a name or 我州, 全县, 自治区."""
    ours = _OUR.match(text)
    if ours:
        return division_by_word(ours[1] or ours[2], context.home, context.near)
    return load_gazetteer().resolve_chain(text, context.around())


def _place(text: str, context: Context) -> Identity:
    division = division_of(text, context)
    if division:
        return Identity(f"PLACE/{division.code}", division.name, division.code)
    zone = zone_core(_without_division(text)) or zone_core(text)
    if zone:
        return Identity(f"PLACE/{zone[0]}/{zone[1]}")
    if _LOCAL_PLACE.search(text):
        return Identity(f"PLACE/{text}@{_scope(context)}", text)
    return Identity(f"PLACE/{text}")


def _scope(context: Context) -> str:
    """The prefecture (or municipality) that small places of this article lie in, as far as known."""
    gazetteer = load_gazetteer()
    for code in ([context.home] if context.home else []) + context.near:
        found = gazetteer.at_level(code, PREFECTURE) or gazetteer.at_level(code, PROVINCE)
        if found:
            return found.code
    return ""


def _without_division(text: str) -> str:
    """A name without the province, prefecture or county it begins with, where something of a name is left."""
    prefix, _ = leading_division(text, Context())
    return text[len(prefix) :] if prefix and len(text) - len(prefix) >= 4 else text


def leading_division(text: str, context: Context) -> tuple[str, Division | None]:
    """The longest division name at the head of `text` and what it means: 昌吉州应急管理局 → (昌吉州, 6523)."""
    gazetteer, near, prefix = load_gazetteer(), context.around(), ""
    division: Division | None = None
    while True:
        rest = text[len(prefix) :]
        for length in range(min(len(rest) - 1, 15), 1, -1):
            found = gazetteer.resolve(rest[:length], near) if rest[:length] in gazetteer.by_name else None
            if found and _leads(rest[:length], found) and (division is None or division.code in gazetteer.ancestors(found.code)[1:]):
                prefix, division, near = prefix + rest[:length], found, [found.code, *near]
                break
        else:
            return prefix, division


def _leads(name: str, division: Division) -> bool:
    """Whether a name at the head of another is to be taken for the division: no township, no county by a bare short name."""
    return division.level != TOWNSHIP and not (division.level == COUNTY and name in division.short and name[-1] not in _LEVELS)


def _org(text: str, context: Context) -> Identity:
    national = national_bodies().get(text)
    if national:
        return Identity(f"ORG/{national}", national)
    core = core_body(text)
    if core and (division := _division_of_words(core.place, context)):
        return Identity(f"ORG/{core.role}/{division.code}", CORE_NAME[core.role].format(division.name), division.code)
    text = without_session(text)
    text = text.removeprefix("中共") if text.endswith("部") else text
    level = _LEVEL_PREFIX.match(text)
    if level and _DEPARTMENT.search(full_department(text)) and (division := division_by_word(level[1], context.home, context.near)):
        return _department(division, text[level.end() :])
    prefix, division = leading_division(text, context)
    if division and prefix[-1] in _LEVELS and division.level != COUNTRY and _DEPARTMENT.search(full_department(text)):
        return _department(division, text[len(prefix) :])
    return Identity(f"ORG/{_company(text, context)}")


def _division_of_words(place: str, context: Context) -> Division | None:
    if not place:
        return None
    if place in ("自治区", "自治州", "省", "市", "州", "县", "区", "旗", "盟", "地区", "地"):
        return division_by_word("地区" if place == "地" else place, context.home, context.near)
    return division_of(place, context)


def _department(division: Division, rest: str) -> Identity:
    """A body of a division: abbreviations are written out in the key, the name keeps them as printed."""
    written = division.short[0] if division.level == PREFECTURE and division.kind == "州" and division.short else division.name
    return Identity(f"ORG/{division.code}/{full_department(rest)}", written + rest, division.code)


def _company(text: str, context: Context) -> str:
    """A company's name without its legal form, and without its own province or prefecture where the paper is of there."""
    bare = without_legal_form(text)
    if bare == text and not text.endswith("集团"):
        return text
    own = set(load_gazetteer().ancestors(context.home or "")) - {"CN"}
    prefix, division = leading_division(bare, context)
    rest = bare[len(prefix) :]
    if division and division.code in own and len(rest) >= 2 and not _TRADE.match(rest):
        bare = rest
    brand = bare.removesuffix("集团")
    return f"{brand}集团" if brand != bare and len(brand) < 2 else brand


def _project(text: str, context: Context) -> Identity:
    return Identity(f"PROJECT/{_PROJECT_TAIL.sub('', text) or text}")


def _policy(text: str, context: Context) -> Identity:
    return Identity(f"POLICY/{text}", text)
