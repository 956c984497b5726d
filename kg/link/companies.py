"""Short forms of companies, banks, schools and institutes: brand alone, brand and trade, clipped words, numbers."""

from __future__ import annotations

import functools
import re

from kg.knowledge.bodies import LEGAL, without_legal_form
from kg.knowledge.gazetteer import COUNTY, load_gazetteer
from kg.link.keys import Context, fold, leading_division

# what papers write → what it stands for; the names are written out before they are compared
_WRITTEN_OUT = (
    (re.compile(r"农商银?行"), "农村商业银行"),
    (re.compile(r"^农行"), "中国农业银行"),
    (re.compile(r"^建行"), "中国建设银行"),
    (re.compile(r"^工行"), "中国工商银行"),
    (re.compile(r"^中行"), "中国银行"),
    (re.compile(r"^交行"), "交通银行"),
    (re.compile(r"^邮储银?行"), "中国邮政储蓄银行"),
    (re.compile(r"农信社"), "农村信用合作联社"),
    (re.compile(r"完小$"), "完全小学"),
    (re.compile(r"附中$"), "附属中学"),
    (re.compile(r"附小$"), "附属小学"),
    (re.compile(r"(?<!第)([一二三四五六七八九十]+)中$"), r"第\1中学"),
    (re.compile(r"(?<!第)([一二三四五六七八九十]+)小$"), r"第\1小学"),
    (re.compile(r"(?<!第)([一二三四五六七八九十]+)幼$"), r"第\1幼儿园"),
)
_NUMBERED = re.compile(r"第?([一二三四五六七八九十〇○零\d]+)(所|院|局|厂|处|队|团)$")
TRADES = (
    r"科技|电器|电气|电子|电池|锂能|能源|新能源|玻璃|超市|家纺|纺织|服饰|石化|化工|化学|石油|物流|股份|集团|"
    r"控股|汽车|实业|医药|药业|制药|食品|乳业|酒业|酒厂|饮料|粮油|油脂|煤业|矿业|水泥|建材|钢铁|特钢|重工|"
    r"机械|装备|制造|光电|光伏|新材|新材料|材料|环保|生物|地产|置业|文旅|旅游|传媒|软件|信息|通信|网络|智能|"
    r"机器人|家居|家具|陶瓷|航空|港口|电力|动力|农业|牧业|畜牧|种业|养殖|水产|建设|建工|路桥|工程|投资|产业|"
    r"发展|开发|证券|保险|橡胶|轮胎|造纸|包装|技术|空间|创新|创业|创业集团|足球俱乐部|篮球俱乐部|俱乐部"
)
_TRADE_TAIL = re.compile(rf"(?:{TRADES})+$")
_BRANCH = re.compile(r"分公司|总公司.|集团(?!(?:控股)?(?:股份)?(?:有限)?(?:责任)?公司)[一-鿿]{2,}公司")
_BUREAU = re.compile(r"[一二三四五六七八九十][院局]$")
_KINDS = ("集团", "公司", "银行", "超市", "酒店", "合作社", "厂", "矿", "完全小学", "中心小学", "中心校")
_BRAND_FIRM = re.compile(r"集团$")
_CLIPPED_END = re.compile(r"(?:集团|[院所局厂])$")


def is_short_company(short: str, full: str) -> bool:
    """Whether `short` names the firm `full`: 宁波轨道交通, 茅台集团, 北辰厂, 华宏特材, 农行三门县支行, 七二五所, 匹河完小."""
    if _is_branch_of(full) and not _is_branch_of(short):
        return False
    one, other = _written_out(short), _written_out(full)
    bodies = _bodies(other)
    if one in bodies or (len(one) >= 4 and LEGAL.search(full) and _ends_with(without_legal_form(full), one)):
        return True
    if _BUREAU.search(one) and LEGAL.search(other) and is_brand_of(one, other):
        return True
    return any(_is_brand_and_kind(one, b) or _is_brand_and_trade(one, b) for b in bodies) or _same_number(one, other)


def is_brand_of(short: str, body: str) -> bool:
    """Whether `body` is the brand `short` and nothing but legal form and trade: 格力电器, 愉悦家纺, 天合光能股份有限公司."""
    rest = body[len(short) :]
    if not body.startswith(short) or len(short) < 2 or short in load_gazetteer().by_name or _is_branch_of(body):
        return False
    bare = without_legal_form(body)[len(short) :]
    if _names_a_place(bare):
        return False
    return LEGAL.search(rest) is not None or _TRADE_TAIL.fullmatch(rest) is not None


def is_clipped(short: str, full: str) -> bool:
    """Initial characters of the parts: 云大, 佳大附一院, 浙大建工学院, 北投集团, 水电五局, 中石油.

    The first word is clipped and at least half of the characters are gone, which keeps 中国银行 from 中国农业银行.
    """
    for body in _bodies(full):
        if len(short) < 2 or short[0] != body[0] or short[:2] == body[:2] or not is_subsequence(short, body):
            continue
        if re.fullmatch(r"[一-鿿]大", short):
            if re.fullmatch(r"[一-鿿]{2,4}大学", body):
                return True
        elif len(short) >= 3 and _well_clipped(short, body):
            return True
    return False


def _well_clipped(short: str, body: str) -> bool:
    if re.match(r"[一-鿿]大", short) and "大学" in body:
        return short[-1] == body[-1]
    end = _CLIPPED_END.search(short)
    return len(short) * 2 <= len(body) + 1 and end is not None and body.endswith(end[0])


def is_subsequence(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in that order."""
    rest = iter(full)
    return all(c in rest for c in short)


@functools.lru_cache(20_000)
def without_division(name: str) -> str:
    """A name without the country, province, prefecture or county it begins with."""
    return name[len(leading_division(name, Context())[0]) :]


@functools.lru_cache(20_000)
def _written_out(name: str) -> str:
    name = fold(name)
    for pattern, full in _WRITTEN_OUT:
        name = pattern.sub(full, name)
    return name


@functools.lru_cache(20_000)
def _bodies(name: str) -> tuple[str, ...]:
    """A name without its legal form: whole, without its division, with the division's short name, without 中国."""
    found = []
    for whole in (name, without_legal_form(name)):
        prefix = leading_division(whole, Context())[0]
        rest = whole[len(prefix) :]
        found += [whole, rest, *([prefix[:-1] + rest, prefix[:-1] + rest.removesuffix("集团")] if prefix[-1:] in tuple("省市县区") else [])]
        found += [rest.removesuffix("集团"), whole.removeprefix("中国")]
    return tuple(dict.fromkeys(b for b in found if len(b) >= 2))


def _ends_with(bare: str, short: str) -> bool:
    """小商品城 of 浙江中国小商品城集团, 兰州局集团 of 中国铁路兰州局集团."""
    return bare.removesuffix("集团").endswith(short.removesuffix("集团"))


def _is_branch_of(name: str) -> bool:
    return bool(_BRANCH.search(name))


def _names_a_place(text: str) -> bool:
    """Whether a division's name follows a brand: 一汽解放·青岛·汽车有限公司 is a daughter, not the firm."""
    return any(text[:length] in load_gazetteer().by_name for length in range(2, min(len(text), 6)))


def _is_brand_and_kind(short: str, body: str) -> bool:
    """东风公司 for 东风汽车集团, 药都银行 for 药都农村商业银行, 北辰厂 for 北辰水泥制品厂."""
    kind = next((k for k in _KINDS if short.endswith(k)), "")
    brand = without_legal_form(short).removesuffix(kind)
    if not kind or len(brand) < 2 or _is_wide(brand) or not body.startswith(brand):
        return False
    return body.endswith(kind) or (kind == "公司" and _BRAND_FIRM.search(body) is not None)


def _is_wide(brand: str) -> bool:
    """Whether it is a prefecture's name or a larger one's: 中国银行, 新疆银行 have no brand; 东城集团 has."""
    return any(d.level < COUNTY for d in load_gazetteer().by_name.get(brand, ()))


def _is_brand_and_trade(short: str, body: str) -> bool:
    """华宏特材 for 华宏特种材料, 美欣达纺机 for 美欣达纺织机械: the brand whole, of each word of the trade a character."""
    if not 4 <= len(short) <= 6 or len(body) < len(short) + 1 or short[:2] != body[:2]:
        return False
    trade, rest = short[-2:], body[len(short) - 2 :]
    return body.startswith(short[:-2]) and len(rest) == 4 and trade[0] == rest[0] and trade[1] in rest[2:]


def _same_number(short: str, full: str) -> bool:
    one, other = _NUMBERED.fullmatch(short), _NUMBERED.search(re.sub(r"(研究|设计|工程|勘测)+(?=[所院局]$)", "", full))
    return bool(one and other and one.groups() == other.groups())
