"""The home of a paper: the division that 我州, 全州, 州委 … mean on its pages, and divisions by such words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.knowledge.gazetteer import COUNTY, PREFECTURE, PROVINCE, Division, load_gazetteer

_PAPER = re.compile(
    r"(日报|晚报|晨报|时报|都市报|早报|新报|商报|周报|农村报|法治报|新闻网?|融媒体?中心|广播电视台|电视台|客户端|发布|网|报)+社?$"
)
_SUFFIXED = re.compile(r"[一-鿿]{2,12}?(?:自治州|自治县|自治旗|地区|省|市|州|县|区|旗|盟)")
MIN_HITS, MIN_SHARE = 3, 0.4
MUNICIPALITIES = ("11", "12", "31", "50")

_LEVEL_WORDS = {
    "国": "CN", "省": PROVINCE, "疆": PROVINCE, "自治区": PROVINCE, "州": PREFECTURE, "盟": PREFECTURE, "地区": PREFECTURE,
    "自治州": PREFECTURE, "县": COUNTY, "旗": COUNTY, "自治县": COUNTY, "自治旗": COUNTY,
}  # fmt: skip


def home_of_paper(publication: str | None) -> str | None:
    """Code of the division a paper is named after (昌吉日报 → 6523), or None."""
    bare = _PAPER.sub("", publication or "")
    found = load_gazetteer().resolve(bare) if len(bare) >= 2 else None
    return found.code if found and found.level >= PROVINCE else None


def home_of_name(name: str) -> str | None:
    """Code for what a user gives as home: a name (昌吉州) or a code (6523)."""
    gazetteer = load_gazetteer()
    if gazetteer.get(name):
        return name
    found = gazetteer.resolve_chain(name)
    return found.code if found else home_of_paper(name)


def home_of_text(text: str) -> str | None:
    """The prefecture (or municipality) that a page speaks of most, if it clearly does; else None."""
    votes: Counter[str] = Counter()
    for name, hits in _division_counts(text).items():
        division = load_gazetteer().resolve(name)
        if division is None or division.level < PROVINCE:
            continue
        prefecture = load_gazetteer().at_level(division.code, PREFECTURE)
        if prefecture:
            votes[prefecture.code] += hits
        elif division.code[:2] in MUNICIPALITIES:
            votes[division.code[:2]] += hits
    if not votes:
        return None
    code, hits = max(votes.items(), key=lambda item: (item[1], item[0]))
    return code if hits >= MIN_HITS and hits >= MIN_SHARE * votes.total() else None


def _division_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for match in _names().finditer(text):
        counts[match[0]] += 1
    return counts


@cache
def _names() -> re.Pattern[str]:
    """Names of prefectures and counties that are theirs alone, full or with their suffix (昌吉州, 木垒县)."""
    gazetteer = load_gazetteer()
    names = {
        name
        for division in gazetteer.by_code.values()
        if PROVINCE <= division.level <= COUNTY and division.code.isdigit()
        for name in (division.name, *division.short)
        if len(name) >= 3 or division.level == PREFECTURE
        if len({d.code[:4] for d in gazetteer.named(name)}) == 1
    }
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))


def division_by_word(word: str, home: str | None, near: list[str]) -> Division | None:
    """The division that a bare word means: 州 → the home's prefecture, 县 → the county spoken of last or the home's.

    `word` is what is left of 我州, 全县, 自治区 …; `near` are codes of divisions spoken of, the latest first.
    """
    gazetteer = load_gazetteer()
    if word == "国":
        return gazetteer.get("CN")
    if word in ("市", "区"):
        return _city_or_district(word, home, near)
    level = _LEVEL_WORDS.get(word)
    if not isinstance(level, int):
        return None
    lines = [home or "", *near] if level <= PREFECTURE else [*near, home or ""]
    for code in lines:
        found = gazetteer.at_level(code, level)
        if found and _fits(word, found):
            return found
    return None


def _city_or_district(word: str, home: str | None, near: list[str]) -> Division | None:
    """市 is the home if that is a city, else a city spoken of; 区 a district spoken of, else the autonomous region."""
    gazetteer = load_gazetteer()
    own = gazetteer.get(home)
    line = [gazetteer.by_code[c] for c in gazetteer.ancestors(home or "")]
    if own and own.level >= PREFECTURE and (cities := [d for d in line if d.kind == word and _is_city_or_district(d)]):
        return cities[0]
    if own and own.level == PROVINCE and own.kind == word:
        return own
    for code in near:
        cities = [gazetteer.by_code[c] for c in gazetteer.ancestors(code) if gazetteer.by_code[c].kind == word]
        foreign = word == "区" and own and own.level >= PREFECTURE and own.code not in gazetteer.ancestors(code)
        if cities and _is_city_or_district(cities[0]) and not foreign:
            return cities[0]
    return next((d for d in line if d.level == PROVINCE and d.name.endswith("自治区")), None) if word == "区" else None


def _is_city_or_district(division: Division) -> bool:
    """Not an autonomous region, whose name ends in 区, too."""
    return division.kind != "区" or division.level == COUNTY


def _fits(word: str, division: Division) -> bool:
    if word == "省":
        return division.name.endswith("省")
    if word in ("疆", "自治区"):
        return division.name.endswith("自治区")
    if word in ("州", "自治州"):
        return division.kind == "州"
    if word in ("县", "自治县"):
        return division.kind == "县"
    return word[-1] == division.kind if word in ("盟", "地区", "旗", "自治旗") else True
