"""Where in a line of a newspaper its authors stand: lines of their own, openings, brackets and closing credits."""

from __future__ import annotations

import re

from kg.article import Byline
from kg.read.byline import Scan, scan
from kg.read.names import is_plain_name, squeeze
from kg.read.text import HAN

_H = f"[{HAN}]"
LEAD = re.compile(
    rf"[“\"【\[（(]?(?:本报|本台|本刊|本网|本社|[{HAN}A-Za-z/·]{{2,16}}?)(?:{_H}{{1,10}}?)?\s?(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?\s?(?:综合消息|消息|专讯|快讯|讯|专电|电)[】\]）)\"”]?"
    r"(?=[\s（(【:：\[/／]|记者|通讯员|见习|特约|首席|实习|全媒体|本报|$)"
)
_SOURCE = re.compile(rf"据?[{HAN}A-Za-z/·]{{2,14}}(?:日报|晚报|新华社|新闻网|客户端|电视台|报|网|社)\s?(?:报道|消息)(?=[\s:：，,])")
_ROLE = re.compile(r"(?:记者|通讯员|评论员|实习生|摄影|文/|图/|撰稿|作者|采写|供图|摄|图文|文图)")
_OPENING = re.compile(rf"\s*(?:本报|本台|本网|{_H}{{2,8}}报|{_H}{{2,8}}社)?(?:全媒体|融媒体?|首席|见习|特约|实习)*(?:记者|通讯员)[\s:：/]?[{HAN}· 、，]{{2,60}}?(?:报道|摄影报道|文/图|文并摄)(?=[\s:：,，。]|\d|$)")
_BRACKET = re.compile(r"[（(【\[]([^（()）【】\[\]\n]{2,120})[）)】\]]")
_NO_BYLINE = re.compile(rf"(?:{_H}{{0,6}})?(?:作者|笔者|记者)(?:系|为|单位|是|简介|手记|注|按|观察|调查|走基层|站|节|证|会|席|团)")
_MARK = re.compile(r"\s*[□■◎●○◆◇▲△☆★]\s*")
_CREDIT = re.compile(
    rf"(?:(?<=[。！？!?”）)…\s])|^)\s*[□■◎●▲△◆]?\s?((?:[{HAN}/]{{0,12}}(?:记者|通讯员)\s?)?(?:[{HAN}·]{{1,14}}[\s、，/]{{0,2}}){{1,6}}?(?<![拍航翻监])(?:摄影报道|文/图|图/文|文图|图文|供图|摄影|摄)(?:\s?[（(][^（）()]{{1,10}}[）)])?)\s*[）)]?\s*$"
)
_PRE_CREDIT = re.compile(rf"(?<=[。！？!?”）)\s])\s*((?:(?:文|图|摄影|摄|供图|图片)\s?[/／:：丨|]|□|■|◎)\s*[{HAN}·、\s/／:：]{{2,40}})$")
_SIGNED = re.compile(rf"(?<=[。！？!?…”）)])\s*((?:本报|本台|新华社|{_H}{{2,6}}报)?(?:全媒体|融媒体?|首席|见习|特约)*(?:记者|通讯员|评论员)\s?[{HAN}·、\s]{{2,40}})$")
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
    return bool(bracket and bracket.start() <= 24 and "记者" in bracket[1] and len(line) > bracket.end() + 10 and _bracket(line, bracket).bylines)


def byline_line(line: str) -> list[Byline] | None:
    """The authors of a line that holds nothing else; None if the line is anything but a byline."""
    text = line.strip()
    if not 2 <= len(text) <= 120 or not (_ROLE.search(text) or _MARK.match(text)) or _NO_BYLINE.match(text):
        return None
    if text[-1] in "。！？!?，：:" or "，" in text[20:]:
        return None
    lead = len(line) - len(line.lstrip())
    found = scan(line, lead, len(line.rstrip()))
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
    if not 1 <= len(words) <= 3 or not all(is_plain_name(w) for w in words):
        return None
    return scan(line, 0, len(line), marked=True).bylines or None


def line_bylines(line: str, last: bool = False) -> list[Byline]:
    """Authors named in a paragraph: in its opening, in brackets that name a role, in its closing credit."""
    found = _opening(line)
    if _ROLE.search(line):
        for bracket in _BRACKET.finditer(line):
            if _ROLE.search(bracket[1]) and not _NO_BYLINE.match(bracket[1]):
                found += _bracket(line, bracket).bylines
    found += _closing(line)
    if last:
        found += _signature(line)
    unique = {b.start: b for b in sorted(found, key=lambda b: -(b.end - b.start))}
    return sorted(unique.values(), key=lambda b: b.start)


def byline_zones(line: str) -> list[tuple[int, int]]:
    """Stretches of a line whose blanks part names from names."""
    source = _SOURCE.match(line, 0, 40)
    zones = [(0, source.end() + 1)] if source else []
    names = line_bylines(line, last=True)
    for name in names:
        left = max(0, name.start - 12, zones[-1][1] if zones else 0)
        zones.append((left, min(len(line), name.end + 3)))
    return zones


def is_credit(line: str) -> bool:
    """Whether a byline line is a photographer's credit."""
    found = byline_line(line)
    return bool(found) and any(b.role in ("摄", "供图") for b in found or ()) and not re.search(r"文|报道|讯", line)


def ends_with_credit(line: str) -> bool:
    """Whether a paragraph ends with a photographer's credit."""
    return any(b.role in ("摄", "供图") and b.end >= len(line) - 12 for b in _closing(line))


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
        names = name_line(bracket[1]) if not _ROLE.search(bracket[1]) else None
        return _moved(names or [], bracket.start(1))
    found = scan(line, at, opening.end() if opening else min(len(line), at + 100))
    return [b for b in found.bylines if _parted(line, b)] if found.told else []


def _parted(line: str, name: Byline) -> bool:
    """Whether a name of an unbracketed opening is followed by what may follow a name there."""
    rest = line[name.end : name.end + 12]
    return not re.match(r"[，,。；]", rest) or bool(re.match(rf"[，,]\s?{_H}{{0,4}}(?:记者|通讯员)", rest))


def _moved(names: list[Byline], by: int) -> list[Byline]:
    return [Byline(b.name, b.role, b.start + by, b.end + by) for b in names]


def _bracket(line: str, bracket: re.Match[str]) -> Scan:
    return scan(line, bracket.start(1), bracket.end(1))


def _closing(line: str) -> list[Byline]:
    base = max(0, len(line) - _TAIL)
    tail = line[base:]
    for pattern in (_CREDIT, _PRE_CREDIT, _SIGNED):
        match = pattern.search(tail)
        if match:
            found = scan(tail, match.start(1), match.end(1))
            if found.clean and found.bylines:
                return _moved(found.bylines, base)
    return []


def _signature(line: str) -> list[Byline]:
    """The name in brackets that closes a report: …。（王强）."""
    base = max(0, len(line) - _TAIL)
    match = re.search(r"(?<=[。！？!?…”])\s*[（(]([^（()）]{2,20})[）)]\s*$", line[base:])
    names = name_line(match[1]) if match and not _ROLE.search(match[1]) else None
    return _moved(names, base + match.start(1)) if names and match else []
