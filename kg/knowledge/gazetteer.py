"""China's administrative divisions and the countries: names, short names, codes, who lies in whom.

Codes are GB/T 2260 as the statistics bureau prints them, cut to the level: 2 digits a province, 4 a
prefecture, 6 a county, 9 a township; a country has its ISO 3166 letters.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.knowledge.files import read_gazetteer

COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = range(5)
_LEVEL_OF_LENGTH = {2: PROVINCE, 4: PREFECTURE, 6: COUNTY, 9: TOWNSHIP}

_LONGEST = 15  # characters of the longest name

_NATIONS = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 "
    "高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 "
    "塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 "
    "蒙古 维吾尔 哈萨克 柯尔克孜 锡伯 塔吉克 达斡尔 各"
).split()
_NATION = "|".join(sorted((n for n in _NATIONS), key=len, reverse=True))
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{_NATION}|回)(?:{_NATION}|各族)*自治([州县旗区])$")
_SPECIAL_SHORT = {
    "11": ("北京",), "65": ("新疆",), "15": ("内蒙古", "内蒙"), "45": ("广西",), "54": ("西藏",), "64": ("宁夏",),
    "81": ("香港",), "82": ("澳门",), "6528": ("巴州", "巴音郭楞州"), "6527": ("博州", "博尔塔拉州"), "6530": ("克州", "克孜勒苏州"),
    "6540": ("伊犁州", "伊犁"), "5325": ("红河州",), "2224": ("延边州",),
}  # fmt: skip
_COUNTRY_SHORT = {
    "AE": ("阿联酋",), "SA": ("沙特",), "BA": ("波黑",), "CD": ("刚果民主共和国",), "CN": ("中华人民共和国", "我国", "全国"), "RU": ("俄国",),
    "GB": ("联合王国",), "US": ("美利坚合众国",), "KP": ("朝鲜民主主义人民共和国",), "KR": ("大韩民国",), "UZ": ("乌兹别克",),
    "KZ": ("哈萨克",), "KG": ("吉尔吉斯",), "TJ": ("塔吉克",), "TM": ("土库曼",), "CZ": ("捷克共和国",), "MM": ("缅甸联邦",),
}  # fmt: skip
_SUFFIX = {
    PROVINCE: re.compile(r"(省|市|特别行政区)$"),
    PREFECTURE: re.compile(r"(市|地区|盟)$"),
    COUNTY: re.compile(r"(县|市|区|旗|林区|特区)$"),
}


@dataclass(frozen=True)
class Division:
    """A country or an administrative division. `short` are its usual shorter names."""

    code: str
    name: str
    level: int
    short: tuple[str, ...]

    @property
    def parent(self) -> str:
        """Code of the division one level up; "CN" above a province, "" above a country."""
        return {COUNTRY: "", PROVINCE: "CN", PREFECTURE: self.code[:2], COUNTY: self.code[:4], TOWNSHIP: self.code[:6]}[self.level]

    @property
    def kind(self) -> str:
        """The last character of the name: 省 市 州 县 区 旗 盟 镇 乡 道 …"""
        return self.name[-1]


class Gazetteer:
    """Divisions by code and by any of their names."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.by_code = {d.code: d for d in divisions}
        self.by_name: dict[str, list[Division]] = defaultdict(list)
        for division in self.by_code.values():
            for name in (division.name, *division.short):
                self.by_name[name].append(division)

    def get(self, code: str | None) -> Division | None:
        """The division of that code, or None."""
        return self.by_code.get(code or "")

    def named(self, name: str) -> list[Division]:
        """All divisions of that name, full or short; highest level first."""
        return sorted(self.by_name.get(name, []), key=lambda d: (d.level, d.code))

    def ancestors(self, code: str) -> list[str]:
        """The codes that a division lies in, itself first, without gaps in the table."""
        codes, division = [], self.get(code)
        while division:
            codes.append(division.code)
            above = division.parent
            while above and above not in self.by_code and above != "CN":
                above = above[:-2] if len(above) > 2 else "CN"
            division = self.get(above)
        return codes

    def at_level(self, code: str | None, level: int) -> Division | None:
        """The division of that level that `code` lies in (or is)."""
        for above in self.ancestors(code or ""):
            if self.by_code[above].level == level:
                return self.by_code[above]
        return None

    def resolve(self, name: str, near: Iterable[str] = ()) -> Division | None:
        """The division that `name` means, given the codes of divisions that stand near it.

        One candidate wins outright if its name is long enough to be its own (three characters, or above a township). Among several the one
        that shares the longest line of ancestors with `near` wins; at equal height the higher level does.
        Without any relation, only provinces, prefectures and countries are taken.
        """
        candidates = self.named(name)
        if not candidates:
            return None
        known = [set(self.ancestors(code)) - {"CN"} for code in near]
        scored = sorted(candidates, key=lambda d: (-self._closeness(d, known), d.level, d.code))
        line = self.ancestors(scored[0].code)
        best = next(d for d in candidates if d.code in line)  # 恩施 is the prefecture, wherever its city of that name is near
        if self._closeness(best, known) > 0 or best.level <= PREFECTURE:
            return best
        alone = len(candidates) == 1 and best.level == COUNTY and name[-1] in "县市区旗"
        return best if alone else None

    def resolve_chain(self, text: str, near: Iterable[str] = ()) -> Division | None:
        """What a name means that may be a chain from wide to narrow: 浙江省舟山市, 昌吉州木垒县."""
        if text in self.by_name:
            return self.resolve(text, near)
        for length in range(min(len(text) - 2, _LONGEST), 1, -1):
            wide = self.resolve(text[:length], near) if text[:length] in self.by_name else None
            narrow = self.resolve_chain(text[length:], [wide.code, *near]) if wide else None
            if wide and narrow and wide.code in self.ancestors(narrow.code):
                return narrow
        return None

    def _closeness(self, division: Division, known: list[set[str]]) -> int:
        line = set(self.ancestors(division.code)) - {"CN"}
        return max((len(line & other) for other in known), default=0)


def short_names(code: str, name: str, level: int) -> tuple[str, ...]:
    """The shorter names under which papers write a division: 昌吉回族自治州 → 昌吉州, 昌吉."""
    found = list(_SPECIAL_SHORT.get(code, ()))
    match = _AUTONOMOUS.match(name)
    if match and level in (PREFECTURE, COUNTY):
        found += [match[1] + match[2], match[1]]
    elif level in _SUFFIX and code not in ("15", "45", "54", "64", "65"):
        bare = _SUFFIX[level].sub("", name)
        if bare != name and len(bare) >= 2:
            found.append(bare)
    return tuple(dict.fromkeys(found))


@functools.cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer: `seeds/gazetteer/divisions.csv` and `countries.csv`."""
    divisions = []
    for row in read_gazetteer("divisions"):
        level = _LEVEL_OF_LENGTH[len(row["code"])]
        short = short_names(row["code"], row["name"], level) if level < TOWNSHIP else ()
        divisions.append(Division(row["code"], row["name"], level, short))
    for row in read_gazetteer("countries"):
        divisions.append(Division(row["code"], row["name"], COUNTRY, _COUNTRY_SHORT.get(row["code"], ())))
    return Gazetteer(divisions)
