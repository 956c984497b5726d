"""Whether one wording is a short form of another name of the same article."""

from __future__ import annotations

import re

from kg.knowledge.bodies import full_department, without_legal_form, zone_core
from kg.knowledge.gazetteer import load_gazetteer
from kg.link.companies import is_brand_of, is_clipped, is_short_company, is_subsequence, without_division
from kg.link.keys import fold

_BODY_END = re.compile(
    r"(公司|集团|银行|学院|大学|学校|中学|小学|幼儿园|局|厅|院|中心|总站|站|校|党委|委员会|委|政府|部|社|所|馆|会|厂|矿|队|团|台|报|兵团|支行|分行|医院|法院|检察院)$"
)
_MODEL_TAIL = re.compile(r"(?:(?:建设|改造|新建|扩建)?(?:项目|工程)|工作机制|工作模式|机制|模式|平台|活动|行动|品牌|体系|系统|计划)$")

_COMMITTEE = re.compile(r"委员会$")
_STAGE = re.compile(r"([一二三四五六七八九十]+期|[一二三四五六七八九十]+标段?)$")
_PARTS = re.compile(r"标段?|[一二三四五六七八九十]期|支线|子项目")
_LOT = re.compile(r"[IVXⅠⅡⅢⅣ\d]+标")
_GENERIC_ZONES = ("高新区", "开发区", "经开区", "新区", "示范区", "园区", "综合保税区", "产业园", "工业园")
_PLACE_END = re.compile(r"(?<=[东西南北])(?:站|火车站|高铁站)$|(?:(?:国际)?机场|遗址|[一-鿿]?墓群|管理区|风?景区|风景名胜区)$|(?<=...)山$")


def is_short_form(label: str, short: str, full: str) -> bool:
    """Whether `short` can stand for `full` in an article that has both; the two are of type `label`."""
    short, full = fold(short), fold(full)
    if len(short) < 2 or (len(short) >= len(full) and label != "PERSON"):
        return False
    return {"ORG": _org, "PLACE": _place, "PERSON": _person, "PROJECT": _project, "POLICY": _policy}[label](short, full)


def _org(short: str, full: str) -> bool:
    if is_short_company(short, full) or is_clipped(short, full):
        return True
    written = full_department(full)
    rest = without_division(full)
    for body in dict.fromkeys((full, rest)):
        if body.startswith(short):
            return without_legal_form(body) in (short, short + "集团") or (is_brand_of(short, body) and not _BODY_END.search(short))
    if full.endswith(short) or written.endswith(full_department(short)):
        return len(short) >= 4 or bool(_BODY_END.search(short))
    if _drops_a_word(short, full) and not short.endswith(("大学", "学院", "医院", "公司", "中学", "小学", "研究院", "研究所")):
        return True
    return any(_abbreviates(short, body) for body in (full, rest, without_legal_form(full), without_legal_form(rest)))


def is_short_department(short: str, full: str) -> bool:
    """Whether two departments of one division are one: 科技局 and 科学技术局, 医院 and 人民医院."""
    if not short.endswith("会"):
        full = _COMMITTEE.sub("委", full)
    if len(short) >= len(full) or full.startswith(short) or not full.endswith(short[-1]):
        return False
    return (short[0] == full[0] and is_subsequence(short, full)) or _dropped_rank(short, full)


def _dropped_rank(short: str, full: str) -> bool:
    """医院 for 人民医院 or 第一人民医院, 人民法院 for 中级人民法院."""
    return full.removesuffix(short) in ("人民", "中心", "第一", "中级", "高级")


def _drops_a_word(short: str, full: str) -> bool:
    """国家矿山帮扶指导组 for 国家矿山安全帮扶指导组: head and end kept, one run of characters gone."""
    head = next((i for i, (a, b) in enumerate(zip(short, full, strict=False)) if a != b), len(short))
    return len(short) >= 7 and head >= 3 and len(short) - head >= 3 and full.endswith(short[head:])


def _abbreviates(short: str, full: str) -> bool:
    """A clipped compound: characters of `full` in order, two runs or more of it, from its head or a word's head to its end."""
    if not 3 <= len(short) <= 8 or short[-2:] not in full or not full.endswith(short[-1]):
        return False
    if short.endswith(("大学", "学院", "医院", "集团", "银行")):
        return False
    return short[:2] in full and is_subsequence(short, full) and full.rfind(short[-2:]) > full.find(short[:2])


def _place(short: str, full: str) -> bool:
    if full[-1] in "镇乡村" and short[-1] in "关山":
        return False  # 雁门关 is a pass, 雁门关镇 a town
    if full.removeprefix(short) in ("省", "市", "县", "区", "旗", "新区", "镇", "乡", "村", "街道", "社区", "苏木", "嘎查"):
        return True
    gazetteer = load_gazetteer()
    if short in gazetteer.by_name or full in gazetteer.by_name:
        return False
    rest = without_division(full)
    if short in _GENERIC_ZONES:
        return _zone_kind("某" + short) == _zone_kind(full) or full.endswith(short)
    if any(body.startswith(short) and _PLACE_END.match(body, len(short)) for body in (full, rest)):
        return True
    if zone_core(rest):
        return rest.startswith(short) or (is_subsequence(short, rest) and short[:2] == rest[:2])
    if full.endswith(short):
        return len(short) >= 3 or rest == full
    return full.startswith(short) and len(short) >= 4 and full.endswith(("机场", "火车站", "高铁站"))


def _zone_kind(name: str) -> str | None:
    core = zone_core(name)
    return core[1] if core else None


_FAMILIAR = re.compile(
    r"^(?:[老小]([一-鿿])|([一-鿿])(?:师傅|大夫|医生|老师|院长|校长|院士|教授|律师|同学|警官|厂长|所长|队长|主任|书记|经理|场长|站长|镇长|村长|"
    r"法官|检察官|理事长|会长|局长|县长|市长|区长|乡长|部长|处长|科长|行长|台长|社长|园长|馆长|站长|班长|组长|连长|营长|团长|委员|代表|支书|主席|教练|"
    r"护士长?|医师|药师|博士|记者|老?伯|老汉|大叔|大伯|大婶|大嫂|大娘|阿妹|阿公|阿婆|同志|工|"
    r"奶奶|爷爷|大爷|大妈|阿姨|大姐|大哥|叔叔|女士|先生|某|某某|氏|总|老))$"
)


_EDITION = re.compile(r"[（(](?:试行|修订|修订稿|草案|暂行|征求意见稿)[）)]$")


def _person(short: str, full: str) -> bool:
    if full.startswith(short + "·") or (full.endswith("·" + short) and len(short) > 1):
        return True
    if _given_name(short, full):
        return True
    match = _FAMILIAR.match(short)
    if match is None or _FAMILIAR.match(full):
        return False
    return full.startswith(match[1] or match[2]) and len(full) <= 4


def _given_name(short: str, full: str) -> bool:
    """沐阳 for 陈沐阳, 阿木 for 阿木尔布."""
    if len(short) != 2 or "·" in full:
        return False
    return (len(full) == 3 and full.endswith(short)) or (len(full) >= 4 and full.startswith(short))


def _project(short: str, full: str) -> bool:
    one, other = _MODEL_TAIL.sub("", short), _MODEL_TAIL.sub("", full)
    if len(one) < 2:
        return False
    if _STAGE.fullmatch(one):
        return other.endswith(one)
    if _PARTS.findall(full) != _PARTS.findall(short) or _LOT.match(short):
        return False
    if len(one) >= 3 and one in other:
        return True
    return len(one) >= 6 and one[:2] == other[:2] and one[-2:] == other[-2:] and is_subsequence(one, other)


def _policy(short: str, full: str) -> bool:
    short, full = _EDITION.sub("", short), _EDITION.sub("", full)
    return full.endswith(short) or (short[-2:] == full[-2:] and len(short) >= 4 and is_subsequence(short, full))
