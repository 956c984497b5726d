"""Where in a line of a newspaper its authors stand: lines of their own, openings, brackets and closing credits."""

from __future__ import annotations

import re

from kg.article import Byline
from kg.read.byline import Scan, ends_with_name, scan
from kg.read.names import is_foreign, is_plain_name, squeeze
from kg.read.text import HAN

_H = f"[{HAN}]"
_KIND = r"(?:综合消息|消息|专讯|快讯|讯|专电|电)"
_DATE = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日)"
_TITLES = r"(?:记者|通讯员|见习|特约|首席|实习|全媒体|融媒体|本报)"
LEAD = re.compile(
    r"[□■◎]?[“\"【\[（(]?(?:"
    rf"(?:本报|本台|本刊|本网|本社)(?:{_H}{{1,10}}?)?\s?{_DATE}?\s?{_KIND}[】\]）)\"”]?(?=[\s（(【:：\[/／“\d]|{_TITLES}|$)"
    rf"|[{HAN}A-Za-z/·]{{1,16}}?(?:报|社|网|台|云|客户端|新闻|中心|在线)(?:{_H}{{1,8}}?)?\s?{_DATE}?\s?(?:消息|快讯|专讯|讯)[】\]）)]?"
    rf"(?=[\s（(【:：\[/／]|{_TITLES})"
    rf"|据?{_H}{{1,8}}?(?:社|网)(?:{_H}{{1,8}}?)?\s?{_DATE}?\s?(?:专电|电)[】\]）)]?(?=\s*[（(【\[:：]|\s*{_TITLES}|\s+题|\s+“)"
    rf"|{_H}{{2,10}}?\s?{_DATE}\s?{_KIND}(?=[\s（(【:：\[/／]|{_TITLES})"
    rf"|{_H}{{2,6}}?(?:讯|电)(?=\s*[（(]?\s*{_TITLES})"
    rf"|{_H}{{2,4}}(?<![快简短喜通资音电])讯(?=[ \u3000]+\S)"
    rf"|{_H}{{2,4}}?(?:讯|消息)(?=\s?[（(][^（）()]{{2,20}}[）)])"
    r")"
)
_SOURCE = re.compile(rf"据?[{HAN}A-Za-z/·]{{2,14}}(?:日报|晚报|新华社|新闻网|客户端|电视台|报|网|社)\s?(?:报道|消息)(?=[\s:：，,])")
_ROLE = re.compile(
    r"\s报道$|\s[文图]$|提供|记者|通讯员|评论员|实习生|[文图]\s?[/／:：|丨]|撰稿|撰文|作者|采写"
    r"|供图|供稿|摄|图文|文图|口述|整理|执笔|漫画|制图"
)
_OPENING = re.compile(
    rf"\s*(?:本报|本台|本网|{_H}{{2,8}}报|{_H}{{2,8}}社)?(?:全媒体|融媒体?|首席|见习|特约|实习)*(?:记者"
    rf"|通讯员)[\s:：/]?[{HAN}· 、，]{{2,60}}?(?:报道|摄影报道|文/图|文并摄)(?=[\s:：,，。]|\d"
    rf"|$)"
)
_BRACKET = re.compile(r"[（(【\[]([^（()）【】\[\]\n]{2,120})[）)】\]]")
_NO_BYLINE = re.compile(
    rf"(?:{_H}{{0,6}})?(?:作者|笔者|记者)(?:系|为|单位|是|简介|手记|注|按|观察|调查|走基层|站|节|证|会|席|团)"
    r"|.{0,40}(?:告诉|[对向据问随])(?:本报)?记者"
)
_DATED = re.compile(r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*$")
_READER = re.compile(
    r"[。！？!?…”]\s*[（(][^（()）]{0,20}(?:读者|学生|市民|居民|村民|网友|家长|业主|乘客|游客)\s[^（()）]{2,12}[）)]\s*$"
)
_BY = re.compile(r"(?<=[图片均照分])由(?=.{2,24}(?:摄|提供|供图)$)")
_MARK = re.compile(r"\s*[□■◎●○◆◇▲△☆★]\s*")
_SENTENCE_END = re.compile(r"[。！？!?…][”’）)]*")
_CREDIT_WORD = re.compile(r"记者|通讯员|评论员|摄|供图|□|■|[文图]\s?[/／:：]|撰文|作者|整理")
_TAIL = 90


def lead_end(line: str) -> int:
    """Where the opening (本报讯, 新华社北京7月1日电) of a line ends; 0 if it has none."""
    match = LEAD.match(line, 0, 60)
    return match.end() if match else 0


def opens_report(line: str) -> bool:
    """Whether a line is the first paragraph of a report: 本报讯 …, 记者王强报道：…, （记者 王强）…, 据新华社报道 …."""
    if lead_end(line) or _OPENING.match(line, 0, 120) or _SOURCE.match(line, 0, 40):
        return True
    bracket = _BRACKET.search(line, 0, 100)
    if not bracket or bracket.start() > 24 or "记者" not in bracket[1] or len(line) <= bracket.end() + 10:
        return False
    return bool(_bracket(line, bracket).bylines)


def byline_line(line: str, marked: bool = False) -> list[Byline] | None:
    """The authors of a line that holds nothing else; None if the line is anything but a byline."""
    text = line.strip()
    if len(text) > 2 and text[0] in "（(【[" and text[-1] in "）)】]" and not re.search(r"[（(【\[]", text[1:]):
        inner = byline_line(text[1:-1], marked=True)
        return _moved(inner, 1 + len(line) - len(line.lstrip())) if inner else None
    if not 2 <= len(text) <= 120 or not (_ROLE.search(text) or _MARK.match(text)) or _NO_BYLINE.match(text):
        return None
    if text[-1] in "。！？!?，：:" or "，" in text[20:]:
        return None
    lead = len(line) - len(line.lstrip())
    found = scan(line, lead, len(line.rstrip()), marked=marked)
    if not found.clean or not (found.bylines or found.told):
        return None
    return found.bylines


def name_line(line: str) -> list[Byline] | None:
    """The names of a line of nothing but one to three plain names, which is a byline if it stands under a headline."""
    text = line.strip().strip("□■◎●")
    if not 2 <= len(text) <= 30:
        return None
    words = re.split(r"[\s、，]+", text)
    if len(words) > 1 and all(len(w) <= 2 for w in words) and len(squeeze(text)) <= 3:
        words = [squeeze(text)]
    if not 1 <= len(words) <= 3 or not any(map(is_plain_name, words)):
        return None
    if not all(is_plain_name(w) or is_foreign(w) for w in words):
        return None
    return scan(line, 0, len(line), marked=True).bylines or None


def signed_line(line: str) -> list[Byline] | None:
    """The author of a line that ends a letter or stands under a headline: 杨浦区读者 施根宝, （王强 李红）."""
    text = line.strip()
    if text and text[0] in "（(" and text[-1] in "）)":
        return _signature(line) or None
    dated = _DATED.search(line)
    end = dated.start() if dated else len(line.rstrip())
    words = line[:end].split()
    if len(words) == 2 and ends_with_name(f"{words[1]} {words[0]}"):
        end = line.index(words[0]) + len(words[0])
    elif not ends_with_name(line[:end]):
        return None
    return scan(line, 0, end, marked=True).bylines or None


def line_bylines(line: str, last: bool = False) -> list[Byline]:
    """Authors named in a paragraph: in its opening, in brackets that name a role, in its closing credit."""
    found = _opening(line)
    if _ROLE.search(line):
        for bracket in _BRACKET.finditer(line):
            if _ROLE.search(bracket[1]) and not _NO_BYLINE.match(bracket[1]):
                found += _bracket(line, bracket).bylines
    found += _closing(line)
    if last or _READER.search(line[-_TAIL:]):
        found += _signature(line)
    unique = {b.start: b for b in sorted(found, key=lambda b: -(b.end - b.start))}
    return sorted(unique.values(), key=lambda b: b.start)


def byline_zones(line: str) -> list[tuple[int, int]]:
    """Stretches of a line whose blanks part names from names."""
    source = _SOURCE.match(line, 0, 40)
    opening = source.end() if source else lead_end(line)
    zones = [(0, opening + 1)] if opening else []
    names = line_bylines(line, last=True)
    for name in names:
        left = max(0, name.start - 12, zones[-1][1] if zones else 0)
        zones.append((left, min(len(line), name.end + 3)))
    return zones


def is_credit(line: str) -> bool:
    """Whether a byline line is a photographer's credit."""
    found = byline_line(line) or []
    rest = line
    for name in found:
        rest = rest.replace(name.name, "")
    return bool(found) and all(b.role in ("摄", "供图") for b in found) and not re.search(r"文|报道", rest)


def ends_with_credit(line: str) -> bool:
    """Whether a paragraph ends with a photographer's credit."""
    found = _closing(line)
    return bool(found) and (found[-1].role in ("摄", "供图") or "摄" in line[found[-1].end :])


def ends_signed(line: str) -> bool:
    """Whether a paragraph ends with its author in brackets: …。（记者 王强）."""
    tail = line[-_TAIL:]
    found = [m for m in _BRACKET.finditer(tail) if m.end() == len(tail.rstrip())]
    return bool(found and _ROLE.search(found[0][1]) and _bracket(tail, found[0]).bylines)


def _opening(line: str) -> list[Byline]:
    end = lead_end(line)
    opening = None if end else _OPENING.match(line, 0, 120)
    if not end and not opening:
        return []
    at = end
    while at < len(line) and line[at] in " \u3000:：】）)，,":
        at += 1
    if at < len(line) and line[at] in "（(【[":
        bracket = _BRACKET.match(line, at)
        if not bracket:
            return []
        return scan(line, bracket.start(1), bracket.end(1), marked=True).bylines
    found = scan(line, at, opening.end() if opening else min(len(line), at + 100), opening=True)
    return [b for b in found.bylines if _parted(line, b)] if found.told else []


def _parted(line: str, name: Byline) -> bool:
    """Whether a name of an unbracketed opening is followed by what may follow a name there."""
    rest = line[name.end : name.end + 12]
    return not re.match(r"[，,。；]", rest) or bool(re.match(rf"[，,]\s?{_H}{{0,4}}(?:记者|通讯员)", rest))


def _moved(names: list[Byline], by: int) -> list[Byline]:
    return [Byline(b.name, b.role, b.start + by, b.end + by) for b in names]


def _bracket(line: str, bracket: re.Match[str]) -> Scan:
    by = _BY.search(line, bracket.start(1), bracket.end(1))
    return scan(line, by.end() if by else bracket.start(1), bracket.end(1), marked=True)


def _closing(line: str) -> list[Byline]:
    """The credit after the last sentence: …。 王强 摄."""
    base = max(0, len(line) - _TAIL)
    tail = line[base:].rstrip()
    ends = [m.end() for m in _SENTENCE_END.finditer(tail) if m.end() < len(tail)]
    if not ends or not _CREDIT_WORD.search(tail, ends[-1]):
        return []
    found = scan(tail, ends[-1], len(tail))
    return _moved(found.bylines, base) if found.clean else []


def _signature(line: str) -> list[Byline]:
    """The name in brackets that closes a report: …。（王强）."""
    base = max(0, len(line) - _TAIL)
    match = re.search(r"(?:(?<=[。！？!?…”])|^)\s*[（(]([^（()）]{2,36})[）)]\s*$", line[base:])
    if not match or _ROLE.search(match[1]):
        return []
    told = ends_with_name(match[1]) or is_foreign(match[1].strip())
    names = name_line(match[1]) or (scan(match[1], 0, len(match[1]), marked=True).bylines if told else None)
    return _moved(names, base + match.start(1)) if names and match else []
