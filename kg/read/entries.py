"""Entries of lists and notices, which stand alone as headlines do: rolls, tables, data with their labels, signing bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.names import is_foreign, is_plain_name
from kg.read.text import BLANK, HAN, is_finished

_H = f"[{HAN}]"
_NOTE = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]$")
_WORDS = re.compile(r"\w")
_COUPLET, _HALF = 9, 6
_NUMBERED = re.compile("第?[一二三四五六七八九十]")
_COUNT = re.compile(rf"{_H}{{2,12}}[（(]\d+[人名项个所家件][)）]$")
_CLOSING = re.compile(r"(?:祝好|此致|敬礼|谢谢|顺祝.{0,6}|祝.{1,6})[！!]?$|本报(?:新闻)?热线\d")
_QUOTED_FROM = re.compile(r"[—-]{1,2}(?:摘自|选自|原载|载于|据)")
_LABEL = re.compile(
    rf"(?:{_H}{{0,6}}(?:单位|部门|机构|地址|地点|时间|日期|电话|热线|传真|邮箱|邮编|网址|联系人|联系方式|名称|编号|规模|工期|价|媒介|方式|冠名|主办|承办"
    rf"|协办|主管|出版|赞助|支持|指导|教练员?|领队|裁判长?|冠军|亚军|季军|等奖|[^获得大]奖|集体|个人|模范|射手|守门员|运动员|第[一二三四五六七八九十]名|公交|订餐"
    rf"|招标人|中标人|代理人?|负责人|经理|理事长|秘书长|会长|社长|总编辑|地铁|自驾|票价|期限?|对象|要求|来函|来稿|请寄|顾问|许可证|印刷"
    rf"|学院|中队|分队|管理处|管护[站点])|周[一二三四五六日末])"
    rf"(?:[（(][^（()）]*[）)])?\s?[：:]\s?\S|^周[一二三四五六日末][ \u3000]\S"
)
_STANDING = re.compile(r"[（(][^（()）]{1,12}[）)]$")
_BODY_END = (
    r"(?:委员会|人民政府|政府|办公室|厅|局|部|处|公司|支队|大队|中队|小组|组委会|中心|协会|学会|商会|研究会|联合会|基金会|促进会|总会|工会"
    r"|学校|大学|学院|中学|小学|医院|法院|检察院|指挥部|[县市区省州]委|总队|馆|合作社|总社|集团|俱乐部|银行|支行|分行|报社|党组)"
)
_BODY_NAME = re.compile(rf"(?:[{HAN}\d“”·]|[（(][^（()）]{{1,12}}[）)]){{2,30}}{_BODY_END}$")
_VERB = re.compile(r"[在走到了把被让给着过]|[开成]立|开展|召开|揭牌|进入?|送出|签约|携手|出台|发布|启动|来自?$|看望?|叩开|有了")
_N = r"[\d一二三四五六七八九十〇○零]"
_DATE_LINE = re.compile(rf"(?:{_N}{{2,4}}年)?{_N}{{1,3}}月{_N}{{1,3}}日(?:通过|发布)?$")
_AMOUNT = re.compile(r"\d(?:[\d.,]*)(?:元|万元|亿元|件|箱|套|台|只|名|人|分|秒|岁|顶|吨|个|斤|册|米)?$")


def is_entry(line: str) -> bool:
    """Whether a line is by itself no headline: a note in brackets, a label with its value, a source."""
    return is_date_line(line) or _is_team(line) or any(p.match(line) for p in (_NOTE, _COUNT, _CLOSING, _LABEL, _QUOTED_FROM))


def _is_team(line: str) -> bool:
    """People or bodies under their label or side by side: 测绘学院（4人）：孙一鸣 彭程 廖紫阳."""
    label, colon, names = line.replace(":", "：").partition("：")
    cells = [x for x in re.split(r"[、，,\s]+", names if colon else label) if x]
    return len(cells) >= 2 and (all(map(is_body, cells)) or (bool(colon) and all(map(is_person, cells))))


def entries(lines: Sequence[str]) -> set[int]:
    """Which of a run of headline-like lines are entries of a list: at least two or three alike, one below the other."""
    kinds = [_form(x) for x in lines]
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and kinds[at] and (kinds[end] == "body") == (kinds[at] == "body") and kinds[end]:
            end += 1
        least = 2 if set(kinds[at:end]) == {"roll"} else 3
        if kinds[at] and end - at >= least:
            found.update(range(at, end))
        at = end
    return found


def _form(line: str) -> str:
    """The form of an entry: a name with what it is (roll), cells parted by blanks (row), a body (body), or none."""
    cells = BLANK.split(line.strip())
    if len(cells) >= 2 and is_person(cells[0]):
        return "roll"
    if len(cells) >= 3 or (len(cells) == 2 and _AMOUNT.search(cells[1])):
        return "row"
    return "body" if is_body(line) else ""


def is_person(cell: str) -> bool:
    """A name, also with what stands in brackets after it: 朴顺姬（女，朝鲜族）."""
    name = _STANDING.sub("", cell)
    return is_plain_name(name) or (name != cell and 2 <= len(name) <= 4) or is_foreign(name)


def is_body(line: str) -> bool:
    """Whether a line is nothing but the name of a body, as notices are signed."""
    return len(line) <= 40 and bool(_BODY_NAME.match(line)) and not _VERB.search(line)


def is_date_line(line: str) -> bool:
    """2024年3月8日, alone."""
    return len(line) <= 24 and bool(_DATE_LINE.match(BLANK.sub("", line)))


def parallel(first: str, second: str) -> bool:
    """Whether two lines are built alike, as subheads of one article are: 服务更贴心：…, 队伍更专业：…; 一问：…, 二问：…."""
    if is_finished(first) != is_finished(second):
        return False
    marks = _WORDS.sub("x", first)
    if len(marks) - marks.count("x") > 1 and marks == _WORDS.sub("x", second):
        return True
    a, b = re.split("[，,]", first), re.split("[，,]", second)
    if len(a) == len(b) == 2 and len(a[0]) == len(b[0]) <= _HALF and abs(len(a[1]) - len(b[1])) <= 4:
        return True
    a, b = re.split("[：:]", first), re.split("[：:]", second)
    if len(a) > 1 < len(b) and len(a[0]) == len(b[0]):
        numbered = bool(_NUMBERED.match(first) and _NUMBERED.match(second))
        return numbered or any(x == y for x, y in zip(a[0], b[0], strict=True))
    if abs(len(first) - len(second)) > 1:
        return False
    shared = sum(x == y and x.isalnum() for x, y in zip(first, second, strict=False))
    return shared >= 2 or (len(first) == len(second) <= _COUPLET)
