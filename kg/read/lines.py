"""What a line of a page looks like: headline, byline, opening of a report, page furniture, list item, body."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.authors import byline_line, is_credit, opens_report, signed_line
from kg.read.text import HAN, is_finished, width

HEAD, BYLINE, CREDIT, SIGN, LEAD = "head", "byline", "credit", "sign", "lead"
BODY, ITEM, FURNITURE, MASTHEAD = "body", "item", "furniture", "masthead"
_H = f"[{HAN}]"
_MAX_HEAD = 46
_ITEM = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,3}[)）、．]|\d{1,3}\.(?!\d)"
    r"|[①-⑳]|[●○■◆▲★☆※·•\-]\s|[▲△▶►](?=\S{16})|【[^】]{1,10}】(?=.{12}))"
)
_EDITORS = re.compile(
    r"^[（(【\[]?\s*(?:本版|今日|本期|版面|栏目)?\s*(?:责任?编辑|责编|实习编辑|编辑|版式|校对|美编|组版"
    r"|责校|审核|一审|二审|三审|初审|复审|终审|值班(?:主任|编委|总编|编辑)?|监制|总值班|主编"
    r"|总编辑)\s*[:：/／|丨 \u3000]\s*\S"
)
_PAGE_NUMBER = re.compile(
    r"^\s*(?:第?\s*[A-Z]?\d{1,3}\s*版|[A-D]\d{1,2}|第?\s*\d{1,4}\s*页|[-—·]\s*\d{1,4}\s*[-—·]"
    r"|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
_PAPER = re.compile(
    rf"^\s*{_H}{{2,9}}(?:日报|晚报|早报|晨报|时报|商报|周报|都市报|青年报|法治报|法制报|快报|导报"
    rf"|新报|农民报|工人报|教育报|科技报)\s*$"
)
_FULL_DATE = re.compile(
    r"(?:\d{4}|[一二][\d〇○零一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
)
_DOTTED = re.compile(r"(?<!\d)(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d)")
_PAGE_WORDS = re.compile(r"\d+\s*版|编辑|责编|版式|第\s*\d+\s*期")
_TURN = re.compile(r"^[（(]?\s*(?:下转|上接|紧接|转|接)\s*第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^。，]{0,12}[）)]?$")
_WEB = re.compile(
    r"^(?:分享到|打印本页|打印|关闭窗口|返回首页|字[号体]\s*[:：].*|[上下]一[篇页条]\s*[:：]?.*|相关(?:阅读|链接|新闻)|扫一扫.{0,20}"
    r"|点击查看.{0,20}|版权所有.*|Copyright.*|©.*|免责声明.*|网站地图|.{0,12}ICP备.*)$",
    re.I,
)
_DATED = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[^，,]{0,10}[，,]|(?:近日|日前|昨日|昨天|连日来|目前|据)[^，,]{0,16}[，,]")
_ADOPTED = re.compile(_FULL_DATE.pattern + r".{0,4}$")
_RUNS_ON = re.compile(r"[的在到和与及将把被向从是都也就由以并而或对]$")
_RULE = re.compile(r"^\s*(?:[-—─━=*_~·]\s?){3,}$")
_COMMA = re.compile(r"[，,](?!\d{3})")
_SAYS = re.compile(
    r"^(?:问|答|记者)[问:：]|^(?:该|其中|此前|此外|经[查审]|另有|这是\d|(?:今年|去年|\d{4}年)\d{1,2}月)|(?:强调|指出|表示|介绍|认为|说|获悉|据悉|了解|看到|告诉记者|要求|提出"
    r"|透露|近日|日前|连日来|目前|同时|此外|其中|据统计)[，,]"
)
_SOURCE = re.compile(
    r"(?:来源|稿源|稿件来源|信息来源|发布时间|发布日期|发布者|更新时间|浏览次数|点击数|阅读量)\s*[:：](?!.*(?:作者"
    r"|记者|通讯员)).{0,50}$"
)
_STRONG = re.compile(
    "|".join(
        (
            r"(?:主管|主办|承办|出版)(?=\s|$|主办|出版)",
            r"国内统一(?:连续出版物号|刊号)|CN\s?\d\d\s?[-—–]\s?\d{4}|ISSN",
            r"邮发代号|邮政编码|广告经营许可|零售价|定价|订阅",
            r"^\s*总?第?\s*\d{2,6}\s*期",
            r"今日[\d一二三四五六七八九十]+版",
            r"^\s*(?:星期|周)[一二三四五六日天]\s*$",
            r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|^\s*农历",
            r"(?i:(?:热线|邮箱|网址|网站|电话|社址|公众号|微信号)\s*[:：]|https?://|www\.)",
            r"(?:客户端|数字报|电子版|官方微[博信]|视频号)\s*$",
            r"^[A-Z][A-Z ]{4,30}$",
            r"^\s*(?:\d{4}\s*年\s*\d{1,2}\s*月|\d{1,2}\s*月|\d{4}\s*年|\d{1,2}\s*日?)\s*$",
        )
    )
)


def is_furniture(line: str) -> bool:
    """Lines of the page and not of any article: page header, editors, page number, web controls."""
    text = line.strip()
    if not 0 < len(text) <= 90 or "。" in text:
        return False
    if is_rule(text) or _EDITORS.match(text) or _PAGE_NUMBER.match(text) or _TURN.match(text) or _WEB.match(text) or _SOURCE.match(text):
        return True
    return len(text) <= 70 and "，" not in text and _is_header(text)


def _is_header(text: str) -> bool:
    """A page header: a full date with the number of the page, the editors, or little else but the weekday."""
    if not (_FULL_DATE.search(text) or _DOTTED.search(text)):
        return False
    if _PAGE_WORDS.search(text):
        return True
    rest = _WEEKDAY.sub("", _DOTTED.sub("", _FULL_DATE.sub("", text)))
    return bool(_WEEKDAY.search(text)) and ":" not in text and "：" not in text and len(re.sub(r"[\W\d]", "", rest)) <= 12


def is_rule(line: str) -> bool:
    """A line drawn across the page between articles: ---, ***, ———."""
    return bool(_RULE.match(line)) if len(line) < 200 else False


def is_masthead(line: str) -> bool:
    """Lines that a masthead is made of; any of them alone may also stand elsewhere."""
    return 0 < len(line) <= 160 and _is_masthead(line.strip())


@lru_cache(maxsize=4096)
def _is_masthead(text: str) -> bool:
    if not text or text.endswith("。") or text.count("，") > 1:
        return False
    return bool(_PAPER.match(text) or _STRONG.search(text) or (_FULL_DATE.match(text) and len(text) <= 40))


def paper_name(line: str) -> str | None:
    """The name of a paper, if that is all there is in the line."""
    return line.strip() if _PAPER.match(line) else None


def is_item(line: str) -> bool:
    """Numbered or bulleted lines."""
    return bool(_ITEM.match(line))


def is_heading(line: str) -> bool:
    """Whether a line looks like a headline, kicker, subheading or column head."""
    text = line.strip()
    if not text or width(text) > _MAX_HEAD or text[-1] in "，、：；。,:;．.—" or "。" in text or "；" in text:
        return False
    if text[0] in "，。、；：！？）》”’)" or text[-1] in "（(《“‘" or not re.search(_H, text):
        return False
    if is_finished(text) and (text[-1] not in "！？!?…" or width(text) > 26):
        return False
    if _ADOPTED.match(text) or _is_cut(text) or _SAYS.search(text) or _DATED.match(text) or _unbalanced(text):
        return False
    return not is_item(text) or width(text) <= 24


def _is_cut(text: str) -> bool:
    """More commas than a headline has, or a last part of one or two characters: the rest stands in the next line."""
    commas = [m.end() for m in _COMMA.finditer(text)]
    if commas and _RUNS_ON.search(text):
        return True
    return len(commas) > 2 or (len(commas) == 2 and width(text) > 30) or bool(commas and len(text) - commas[-1] <= 2)


def _unbalanced(text: str) -> bool:
    """A quotation or bracket that is opened or closed in another line."""
    return any(text.count(a) != text.count(b) for a, b in ("“”", "《》", "（）", "()"))


def shape(line: str) -> str:
    """The shape of a line, judged by itself."""
    if len(line) > 300:
        return LEAD if opens_report(line[:200].strip()) else BODY
    return _short_shape(line.strip())


@lru_cache(maxsize=4096)
def _short_shape(text: str) -> str:
    if is_furniture(text):
        return FURNITURE
    if byline_line(text) is not None:
        return CREDIT if is_credit(text) else SIGN if text[0] in "（(【" else BYLINE
    if text and text[0] in "（(" and signed_line(text):
        return SIGN
    if opens_report(text):
        return LEAD
    if is_heading(text):
        return HEAD
    return ITEM if is_item(text) else BODY
