"""How papers name and shorten organisations: party and government bodies, departments, companies, zones."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.knowledge.files import read_gazetteer

# full form of a department → the short forms papers use; the longest short form is tried first
_DEPARTMENTS = {
    "发展和改革委员会": "发展改革委 发改委 发改局 发展和改革局",
    "人力资源和社会保障": "人力资源社会保障 人社",
    "住房和城乡建设": "住房城乡建设 住建",
    "市场监督管理": "市场监管 市监",
    "卫生健康委员会": "卫生健康委 卫健委",
    "卫生健康局": "卫健局",
    "工业和信息化": "工信",
    "文化体育广播电视和旅游": "文旅",
    "文化和旅游": "文旅",
    "农业农村局": "农业局",
    "自然资源和规划局": "资规局",
    "城市管理": "城管",
    "退役军人事务": "退役军人",
    "应急管理": "应急",
    "国有资产监督管理委员会": "国资委",
    "林业和草原": "林草",
    "疾病预防控制中心": "疾控中心",
    "医疗保障": "医保",
    "机关事务管理": "机关事务",
    "政法委员会": "政法委",
    "纪律检查委员会": "纪委",
    "监察委员会": "监委",
    "人民代表大会常务委员会": "人大常委会",
    "人民代表大会": "人大",
    "人民法院": "法院",
    "人民检察院": "检察院",
    "工商业联合会": "工商联",
    "妇女联合会": "妇联",
    "残疾人联合会": "残联",
    "科学技术协会": "科协",
    "文学艺术界联合会": "文联",
    "金融工作办公室": "金融办",
    "教育和科学技术局": "教科局",
    "精神文明建设指导委员会办公室": "文明办",
    "安全生产委员会办公室": "安委办",
    "安全生产委员会": "安委会",
    "公安局交通警察": "交警",
    "社会主义学院": "社院",
    "归国华侨联合会": "侨联",
    "作家协会": "作协",
    "管理委员会": "管委会",
    "总工会": "工会",
    "民族事务委员会": "民委",
}
_SHORT_TO_FULL = {short: full for full, shorts in _DEPARTMENTS.items() for short in shorts.split()}
_SHORT = re.compile("|".join(sorted(map(re.escape, _SHORT_TO_FULL), key=len, reverse=True)))
_FULL = re.compile("|".join(sorted(map(re.escape, _DEPARTMENTS), key=len, reverse=True)))

LEGAL = re.compile(r"(?:控股)?(?:有限责任|股份有限|有限|股份)?公司$")


@dataclass(frozen=True)
class Core:
    """What a division's main body is: `role` is party, government, congress or cppcc; `place` the words for its division."""

    role: str
    place: str


def without_session(name: str) -> str:
    """A body's name without the number of its term: 县第十九届人大常委会, 县十九届人大常委会 → 县人大常委会."""
    return re.sub(r"第?[一二三四五六七八九十]+届", "", name)


def core_body(name: str) -> Core | None:
    """Read 昌吉州党委, 木垒县委, 中共昌吉回族自治州委员会, 州政府, 呼图壁县人民政府, 州人大常委会, 县政协; None for other names."""
    name = without_session(name)
    for pattern, role in (
        (r"^(?:中共|中国共产党)(.+?)委员会$", "party"),
        (r"^(?:中共)?(.*(?:自治区|兵团|地区|地|[省市州县区旗盟镇乡]))(?:党委|工委|委)$", "party"),
        (r"^(?:中共)?(.+?)(?:党委)$", "party"),
        (r"^(.*?)(?:人民政府|政府)$", "government"),
        (r"^(.*?)(?:人民代表大会常务委员会|人大常委会)$", "congress"),
        (r"^(?:中国人民政治协商会议)?(.*?)(?:政协|(?<=区|省|市|州|县|旗)委员会)$", "cppcc"),
    ):
        match = re.match(pattern, name)
        if match and (match[1] or role != "cppcc"):
            return Core(role, match[1])
    return None


CORE_NAME = {
    "party": "中共{}委员会",
    "government": "{}人民政府",
    "congress": "{}人民代表大会常务委员会",
    "cppcc": "中国人民政治协商会议{}委员会",
}


@functools.lru_cache(20_000)
def full_department(name: str) -> str:
    """A department's name with its abbreviations written out: 州人社局 → 州人力资源和社会保障局, 发改委 → 发展和改革委员会."""
    kept = {m.span() for m in _FULL.finditer(name)}

    def expand(match: re.Match[str]) -> str:
        inside = any(s <= match.start() and match.end() <= e for s, e in kept)
        return match[0] if inside else _SHORT_TO_FULL[match[0]]

    return _SHORT.sub(expand, name)


def without_legal_form(name: str) -> str:
    """A company's name without 有限公司, 股份有限公司 …; unchanged where nothing would be left."""
    bare = LEGAL.sub("", name)
    return bare if len(bare) >= 2 else name


_ZONE = re.compile(
    r"(?P<kind>国家级?)?(?:(?:经济技术|高新技术产业|高新|经济|综合|农业高新技术产业)?开发区|经开区|高新区|"
    r"(?:高新技术)?产业示范区|(?:农业)?示范区|(?:化工|工业|产业|科技|物流|农业科技)园区?|综合保税区|保税区|新区|合作区|试验区|园区)$"
)


def zone_core(name: str) -> tuple[str, str] | None:
    """(core, kind) of a development zone or park: 准东经济技术开发区 → (准东, 开发区); None for other places."""
    match = _ZONE.search(name)
    if not match or match.start() == 0:
        return None
    tail = match[0]
    kind = "高新区" if "高新" in tail else "开发区" if tail.endswith(("开发区", "经开区")) else tail.removeprefix("国家级").removeprefix("国家").replace("园区", "园")
    return name[: match.start()], kind


@functools.cache
def national_bodies() -> dict[str, str]:
    """Every name of a national or international body → its full name (`seeds/gazetteer/bodies.csv`)."""
    table = {}
    for row in read_gazetteer("bodies"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            table[name] = row["name"]
    return table
