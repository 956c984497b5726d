"""The rows of an article put together: text, headline, bylines, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.article import Article, Byline, Page
from kg.read.authors import byline_line, line_bylines, name_line, signed_line
from kg.read.lines import BYLINE, CREDIT, HEAD, ITEM, MASTHEAD, SIGN
from kg.read.masthead import Imprint, masthead_name
from kg.read.text import HAN, Builder, is_finished

if TYPE_CHECKING:
    from kg.read.rows import Row

_COLUMN = re.compile(
    rf"^[“【\[■●]?(?:今日|热点|本报|新闻|时事|民生|百姓|一线|高质量发展|聚焦|关注|走进|走近|典范"
    rf"|学习贯彻|深入学习|深入贯彻|全面深入|奋进|奋斗|喜迎|庆祝|新时代|新征程|决胜|党旗|身边|特别)[{HAN}·—\-“”]{{0,20}}$"
    rf"|^[{HAN}“”·]{{2,10}}(?:评点|时评|快评|短评|评论|观察|视点|关注|追踪|进行时|在行动|风采"
    rf"|走笔|连线|视界|镜头|大家谈|随笔|论坛|热线|信箱|故事|人物|周刊|专版|专栏|走基层|看[{HAN}]{{2,4}})$"
    rf"|^(?:[{HAN}]{{2,6}})·[{HAN}]{{2,8}}$"
)
_SLOGAN = re.compile(r"(?:学习|宣传|贯彻|落实|践行).{0,30}(?:精神|思想|讲话)$")
_OPINION = re.compile(r"评论|时评|短评|快评|评点|杂谈|有感|之我见|论坛|众议|言论|随笔|大家谈|社论|漫谈|杂文|热评|锐评|来论|观点")
_VOICE = re.compile(r"^(?:让|别|莫|勿)|别让|莫把|不该|不必|何必|岂能|不是|[缺要]的是|更[要须]|不妨|才是")
AFTERWORD = re.compile(
    r"[【（(\[]?(?:编后|编者|反馈|回音|记者|本报|见报|附记|后记|编辑)|(?:[\d〇一二三四五六七八九十]{2,4}年)?[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
LIST = re.compile(
    r"^(?!—).*(?:名单|名录|一览表?|公示|公告|启事|榜单|成绩榜|任免|任命|目录|招聘|声明|预告|排行榜?|中奖号码|节目单|课程表|时间表|清单"
    r"|大事记|纪事|职务调整|服务台|服务信息|曝光台|的通[告报知])\s?(?:[（(][^（）()]{1,24}[）)])?$"
    r"|^(?:公告|公示|启事|通告|讣告)|任免.{0,8}(?:通知|人员)"
)


def make_article(page: Page, seq: int, rows: Sequence[Row], heads: int, kind: str | None, imprint: Imprint) -> Article:
    """One article from its rows, of which the first `heads` stand above the body."""
    builder = Builder(page.text, page.offsets)
    bylines: list[Byline] = []
    titles: list[tuple[int, int]] = []
    at = 0
    heads = _without_name(rows, heads)
    for number, row in enumerate(rows):
        if number:
            builder.put("\n", row.start)
            at += 1
        found = [] if number < heads or kind == MASTHEAD else _authors(row, number == heads and heads > 0, _closes(rows, number))
        at = _add(builder, row, found, bylines, at)
        if number < heads:
            titles.append((at - len(row.text), at))
    text, offsets = builder.done()
    article = Article(page.doc, seq, text, offsets, titles=titles, bylines=bylines)
    article.date, article.publication, article.issue = imprint.date, imprint.publication, imprint.issue
    lines = [r.text for r in rows]
    article.title = (masthead_name(lines) or lines[0]) if kind == MASTHEAD else title_of(lines[:heads])
    article.kind = kind or _kind(article, rows, heads)
    return article


def _closes(rows: Sequence[Row], number: int) -> bool:
    """Whether a row is the last of its article, the last before a date or a note of the editor, or stands
    between two paragraphs."""
    if number == len(rows) - 1 or AFTERWORD.match(rows[number + 1].text):
        return True
    return number > 0 and len(rows[number + 1].text) > 25 and len(rows[number - 1].text) > 25 and is_finished(rows[number - 1].text)


def _without_name(rows: Sequence[Row], heads: int) -> int:
    """A plain name below a headline looks like one more headline; it is the author."""
    last = rows[heads - 1] if heads > 1 else None
    if last is not None and len(rows) > heads and (name_line(last.text) or signed_line(last.text)):
        return heads - 1
    return heads


def _authors(row: Row, first: bool, last: bool) -> list[Byline]:
    if row.kind in (BYLINE, CREDIT, SIGN):
        return byline_line(row.text) or signed_line(row.text) or []
    named = (name_line(row.text) or signed_line(row.text)) if first or last else None
    if named:
        return named
    return line_bylines(row.text, last)


def _add(builder: Builder, row: Row, found: Sequence[Byline], bylines: list[Byline], at: int) -> int:
    """Take over a row without the blanks inside its authors' names; returns where the text now ends."""
    done, shift = 0, at
    for name in sorted(found, key=lambda b: b.start):
        start, end = name.start, name.end
        if start < done:
            continue
        blanks = [i for i in range(start, end) if row.text[i].isspace()]
        first = start + shift
        for blank in blanks:
            builder.keep(row.start + done, row.start + blank)
            done, shift = blank + 1, shift - 1
        builder.keep(row.start + done, row.start + end)
        done = end
        bylines.append(Byline(name.name, name.role, first, end + shift))
    builder.keep(row.start + done, row.end)
    return len(row.text) + shift


def title_of(heads: Sequence[str]) -> str:
    """The headline with kicker and subheading, joined by blanks (a dash joins by itself); column heads are left out."""
    lines = list(heads)
    while len(lines) > 1 and _is_column(lines[0], lines[1:]):
        lines.pop(0)
    return re.sub(r" (?=[—-]{2})", "", " ".join(lines))


def _is_column(line: str, rest: Sequence[str]) -> bool:
    return bool(_COLUMN.match(line) or (_SLOGAN.search(line) and len(rest) >= 1))


def _kind(article: Article, rows: Sequence[Row], heads: int) -> str:
    roles = {b.role for b in article.bylines if b.start <= (article.titles[-1][1] if article.titles else 0) + 40}
    top = " ".join(r.text for r in rows[:heads])
    body = rows[heads:]
    if "评论员" in roles or _OPINION.search(top) or (roles == {"作者"} and heads and rows[heads].text[0] in "□■◎●"):
        return "comment"
    if roles == {"作者"} and _VOICE.search(article.title):
        return "comment"
    items = sum((r.kind == ITEM and r.text[0] not in "▲△▶►") or (r.kind == HEAD and len(r.text) < 20) for r in body)
    if body and (items > len(body) * 0.6 or any(LIST.search(r.text) for r in rows[:heads])):
        return "list"
    return "news"
