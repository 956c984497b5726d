"""Sample pages from annotated articles: raw pages as a text layer gives them, and what a careful reader takes from them.

    python -m kg.evaluate.typeset seeds/annotated seeds/pages seeds/gold

Each annotated file is one page of an invented paper. What differs from page to page stands in `PAGES`; chance is
drawn from the page's name, so that writing again changes nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.evaluate.annotated import AnnotatedArticle, read_annotated
from kg.evaluate.convert import to_gold
from kg.evaluate.layout import Block, Style, print_articles, set_columns


@dataclass(frozen=True)
class Sheet:
    """A page of a paper: its file under the folder of pages (the stem is the gold document's name), and how it is printed."""

    path: str
    style: Style
    header: tuple[str, ...] = ()
    encoding: str = "utf-8"
    newline: str = "\n"
    masthead_last: bool = False

    @property
    def doc(self) -> str:
        """The name of the gold document."""
        return PurePosixPath(self.path).stem


_LUOJI, _ZHICHENG = "螺髻新报", "枳城晚报"
PAGES: dict[str, Sheet] = {
    "01": Sheet(f"{_LUOJI}/2024-03-12/2024-03-12-01.txt", Style(column=260, square=True, run_on=True)),
    "02": Sheet(
        f"{_LUOJI}/2024-03-12/2024-03-12-02.txt",
        Style(wrap=22, between="\n", indent="　　", slips=2),
        ("2版 综合 2024年3月12日 星期二 责任编辑：覃思敏 校对：蔺小川",),
    ),
    "03": Sheet(f"{_LUOJI}/2024-05-21/2024-05-21-01.txt", Style(half=True, straight=True, column=180, gaps=0.1, slips=1)),
    "04": Sheet(
        f"{_LUOJI}/2024-05-21/2024-05-21-02.txt",
        Style(between="\n", indent="　　", square=True),
        ("2024年5月21日 星期二", "民生", "责编 覃思敏 版式 尤佳", "2"),
        encoding="gb18030",
    ),
    "05": Sheet(f"{_LUOJI}/2024-07-18/2024-07-18-01.txt", Style(wrap=18, column=300, blanks=0.004, slips=3), masthead_last=True),
    "06": Sheet(
        f"{_LUOJI}/2024-07-18/2024-07-18-02.txt",
        Style(between="\n", aired=True),
        ("02 社会 SHEHUI 2024.07.18 星期四 编辑/蔺小川",),
        encoding="utf-8-sig",
        newline="\r\n",
    ),
    "07": Sheet(f"{_LUOJI}/2024-10-24/2024-10-24-01.txt", Style(half=True, run_on=True, column=220, gaps=0.15, blanks=0.002, slips=2)),
    "08": Sheet(
        f"{_LUOJI}/2024-10-24/2024-10-24-02.txt",
        Style(wrap=24, joint=" ", column=400, straight=True),
        ("2024年10月24日 星期四", "2", "版面编辑：覃思敏"),
    ),
    "09": Sheet(f"{_ZHICHENG}/2024-06/2024-06-06-01.txt", Style(wide=True, blanks=0.006, gaps=0.1, aired=True, slips=2)),
    "10": Sheet(f"{_ZHICHENG}/2024-06/2024-06-06-02.html", Style(), ("2024年6月6日 星期四 第5版：人文",)),
    "11": Sheet(f"{_ZHICHENG}/2024-11/2024-11-15-01.txt", Style(wrap=20, column=260, gaps=0.1, square=True, aired=True, slips=3)),
    "12": Sheet(f"{_ZHICHENG}/2024-11/2024-11-15-02.md", Style(aired=True), ("枳城晚报 2024年11月15日 星期五 第6版 都市",)),
}


def typeset(annotated: Path, pages: Path, gold: Path) -> int:
    """Write the page and the gold document of every annotated file; returns how many there are.

    Raises:
        InputError: an annotated file has no sheet in `PAGES`, or there is none.
        MarkupError: broken markup.
    """
    sources = sorted(annotated.glob("*.txt"))
    if not sources:
        raise InputError(f"{annotated}: no annotated pages (NN.txt) here")
    for source in sources:
        if source.stem not in PAGES:
            raise InputError(f"{source}: no sheet of this name; add one to PAGES in kg/evaluate/typeset.py")
        sheet = PAGES[source.stem]
        articles = _in_order(read_annotated(source), sheet)
        target = pages / sheet.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(typeset_page(articles, sheet))
        gold.mkdir(parents=True, exist_ok=True)
        document = json.dumps(to_gold(sheet.doc, articles), ensure_ascii=False, indent=1)
        (gold / f"{sheet.doc}.json").write_text(document + "\n", encoding="utf-8", newline="\n")
    return len(sources)


def typeset_page(articles: Sequence[AnnotatedArticle], sheet: Sheet) -> bytes:
    """The page as a file's content."""
    rng = random.Random(sheet.doc)
    printed = print_articles(articles, sheet.style, rng)
    form = {".html": _as_html, ".md": _as_markdown}.get(PurePosixPath(sheet.path).suffix)
    text = form(printed, sheet) if form else _as_text(printed, sheet, rng)
    return text.replace("\n", sheet.newline).encode(sheet.encoding)


def _in_order(articles: list[AnnotatedArticle], sheet: Sheet) -> list[AnnotatedArticle]:
    """Articles as they stand on the page."""
    return sorted(articles, key=lambda a: a.meta.get("kind") == "masthead") if sheet.masthead_last else articles


def _as_text(printed: Sequence[Sequence[Block]], sheet: Sheet, rng: random.Random) -> str:
    parts = [*sheet.header, *(set_columns(blocks, sheet.style, rng) for blocks in printed)]
    return "\n\n".join(parts) + "\n"


def _as_html(printed: Sequence[Sequence[Block]], sheet: Sheet) -> str:
    tags = {"title": "h2", "byline": 'p class="author"', "text": "p"}
    body = []
    for blocks in printed:
        lines = [f"<{tags[b.role]}>{escape(b.text, quote=False)}</{tags[b.role].split()[0]}>" for b in blocks]
        body.append("\n".join(['<div class="article">', *lines, "</div>"]))
    head = f'<meta charset="utf-8">\n<title>{_ZHICHENG} {sheet.header[0]}</title>'
    top = '<div class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/epaper">数字报</a> <a href="/about">关于我们</a></div>'
    foot = '<div class="footer"><p>版权所有 未经授权不得转载</p><p><a href="#top">返回顶部</a></p></div>'
    date = f'<p class="date">{sheet.header[0]}</p>'
    page = "\n".join([top, date, *body, foot])
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n{head}\n</head>\n<body>\n{page}\n</body>\n</html>\n'


def _as_markdown(printed: Sequence[Sequence[Block]], sheet: Sheet) -> str:
    forms = {"title": "## {}", "byline": "*{}*", "text": "{}"}
    body = ["\n\n".join(forms[b.role].format(b.text) for b in blocks) for blocks in printed]
    return "\n\n---\n\n".join([*sheet.header, *body]) + "\n"


def main(argv: list[str]) -> int:
    """Write pages and gold from the three folders named."""
    if len(argv) != 3:
        print("usage: python -m kg.evaluate.typeset ANNOTATED PAGES GOLD")
        return 2
    count = typeset(*map(Path, argv))
    print(f"{count} pages")
    return 0


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
