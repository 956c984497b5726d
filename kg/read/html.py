"""Web pages: main text, title and date by trafilatura, or all paragraphs of the page where it finds none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import trafilatura
from lxml import html as lxml_html
from trafilatura.settings import Document

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "title"}
_PARTS = {"p", "div", "li", "tr", "td", "th", "dd", "dt", "pre", "br", "hr"}
_BLOCKS = _HEADINGS | _PARTS | {"section", "article", "header", "footer", "main", "blockquote"}
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "nav", "form", "select", "button", "svg", "iframe"))
_AUTHOR = re.compile(r"(?:来源|作者|记者|通讯员|撰文|文/|发布时间)\s*[:：/]?")
_SITE = re.compile(r"\s*[-_|–—]{1,2}\s*[^-_|–—]{2,20}$")
_SPACES = re.compile(r"[ \t\r\n\xa0]+")



@dataclass(frozen=True)
class WebPage:
    """What a web page says: `text` begins with the title."""

    text: str
    title: str | None
    date: str | None


def read_html(source: str) -> WebPage:
    """Main text, title and date (ISO 8601) of a web page."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    visible = _visible_lines(source)
    result = trafilatura.bare_extraction(source, include_comments=False, favor_recall=True, with_metadata=True)
    found = result if isinstance(result, Document) else None
    lines = [_SPACES.sub(" ", x).strip() for x in (found.text or "").split("\n")] if found else []
    lines = _in_page_order([x for x in lines if x], visible) or visible
    title = _SITE.sub("", found.title.strip()) if found and found.title else None
    if title and title not in lines[:3]:
        lines = [title, *_author_lines(visible, lines), *(x for x in lines if x != title)]
    date = found.date if found and re.fullmatch(r"\d{4}-\d\d-\d\d", found.date or "") else None
    return WebPage("\n".join(lines), title, date)


def _in_page_order(lines: list[str], visible: list[str]) -> list[str]:
    """Lines sorted as they stand in the page; trafilatura puts lines it is unsure of last."""
    place = {"".join(line.split()): number for number, line in reversed(list(enumerate(visible)))}
    keys, last = [], 0
    for line in lines:
        last = place.get("".join(line.split()), last)
        keys.append(last)
    return [line for _, line in sorted(zip(keys, lines, strict=True), key=lambda pair: pair[0])]


def _author_lines(visible: list[str], lines: list[str]) -> list[str]:
    """Short lines with source and author that belong to the article and were left out of its text."""
    known = {"".join(x.split()) for x in lines}
    found = dict.fromkeys(x for x in visible if len(x) < 80 and _AUTHOR.match(x))
    return [x for x in found if "".join(x.split()) not in known][:3]


def _visible_lines(source: str) -> list[str]:
    try:
        tree = lxml_html.fromstring(source.encode("utf-8", "ignore"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (ValueError, SyntaxError):
        return []
    parts: list[str] = []
    for event, node in _events(tree):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS:
            parts.append("\n")
        if event == "start":
            parts.append(_SPACES.sub(" ", node.text or ""))
        elif node is not tree:
            parts.append(_SPACES.sub(" ", node.tail or ""))
    return [line for line in map(str.strip, "".join(parts).split("\n")) if line]


def _events(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
    """Start and end of each visible element, without recursion."""
    stack = [(tree, False)]
    while stack:
        node, left = stack.pop()
        if left:
            yield "end", node
            continue
        hidden = not isinstance(node.tag, str) or node.tag in _HIDDEN
        if not hidden:
            yield "start", node
        stack.append((node, True))
        if not hidden:
            stack.extend((child, False) for child in reversed(node))
