"""Files of all kinds and encodings become pages, or tell why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import SourceFile, find_files, read_articles, read_page
from tests.read.pdfs import make_pdf

TEXT = (
    "水渠通水了\n本报讯（记者 王强）3月1日，青河村的水渠通了水，一百二十户人家的麦田等来了今年的头一遍水。\n"
    "“明年再修二期。”村支书李全说。\n"
)


def source(path: Path, data: bytes) -> SourceFile:
    path.write_bytes(data)
    return SourceFile(path.name, path, len(data))


def reason(found: SourceFile, **options: int) -> str:
    with pytest.raises(ReadError) as caught:
        read_page(found, **options)
    return caught.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    page = read_page(source(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert page.text == TEXT
    assert list(page.offsets) == list(range(len(TEXT)))


def test_short_gb_text(tmp_path: Path) -> None:
    assert read_page(source(tmp_path / "a.txt", "通水了".encode("gb18030"))).text == "通水了"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_dropped_and_counted(tmp_path: Path, encoding: str) -> None:
    data = (TEXT * 10).encode(encoding)
    page = read_page(source(tmp_path / "a.txt", data[:60] + b"\xff\xff" + data[60:]))
    assert abs(len(page.text) - len(TEXT) * 10) <= 3
    assert page.dropped["broken bytes"] >= 1


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + os.urandom(4000), "binary"),
        ("a.txt", b"only English words here\n", "no Chinese text"),
        ("a.html", b"<html><body><script>1</script></body></html>", "empty"),
        ("a.docx", b"PK\x03\x04", "unknown kind .docx"),
        ("a.json", b"{}", "unknown kind .json"),
        ("a.pdf", b"%PDF-1.4 broken", "damaged PDF"),
        ("a.pdf", "不是PDF".encode(), "unknown kind .pdf"),
        ("a.pdf", make_pdf([[]]), "no text layer; needs OCR first"),
    ],
)
def test_reasons(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    assert reason(source(tmp_path / name, data)) == expected


def test_size_limit(tmp_path: Path) -> None:
    found = source(tmp_path / "a.txt", "水".encode() * 400_000)
    assert reason(found, max_megabytes=1) == "larger than 1 MB"
    assert len(read_page(found).text) == 400_000


def test_missing_and_unreadable(tmp_path: Path) -> None:
    assert reason(SourceFile("x.txt", tmp_path / "x.txt", 3)).startswith("not readable")
    assert reason(SourceFile("d", tmp_path, 0)).startswith("not readable")


def test_pdf_keeps_page_order_and_joins_across_pages(tmp_path: Path) -> None:
    pages = [["水渠通水了", "本报讯（记者 王强）3月1日，青河村的水渠通了水，一百", "二十户人家等来了今年的头"], ["一遍水。"]]
    (article,) = read_articles(source(tmp_path / "2024-03-02.pdf", make_pdf(pages)))
    assert article.text.split("\n") == ["水渠通水了", "本报讯（记者 王强）3月1日，青河村的水渠通了水，一百二十户人家等来了今年的头一遍水。"]
    assert (article.title, article.date, [b.name for b in article.bylines]) == ("水渠通水了", "2024-03-02", ["王强"])


WEB = """<!doctype html><html><head><meta charset="{charset}"><title>水渠通水了_青河新闻网</title>
<meta property="article:published_time" content="2024-03-02T08:00:00+08:00"></head><body>
<nav><a href="/">首页</a> <a href="/n">新闻</a></nav><h1>水渠通水了</h1>
<p class="info">来源：青河日报　作者：王强　2024-03-02 08:00</p><div class="content">
<p>3月1日，青河村的水渠通了水，一百二十户人家的麦田等来了今年的头一遍水。渠长四公里，去年十月动工。</p>
<p>“明年再修二期，把上游三个村也连起来。”村支书李全说，二期的图纸已经送到县水利局。</p></div>
<p>责任编辑：赵小云</p><script>var x="脚本";</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_web_page(tmp_path: Path, encoding: str) -> None:
    (article,) = read_articles(source(tmp_path / "a.html", WEB.format(charset=encoding).encode(encoding)))
    assert article.title == "水渠通水了"
    assert article.date == "2024-03-02"
    assert [(b.name, b.role) for b in article.bylines] == [("王强", "作者")]
    body = article.text.split("\n")
    assert body[-1].startswith("“明年再修二期")
    assert body[-2].startswith("3月1日")
    assert "脚本" not in article.text
    assert "赵小云" not in article.text


def test_simple_web_page_without_paragraph_marks(tmp_path: Path) -> None:
    articles = read_articles(source(tmp_path / "a.htm", "<html><body>渠通了。<br>水来了。<div>人笑了。</div></body></html>".encode()))
    assert [line for a in articles for line in a.text.split("\n")] == ["渠通了。", "水来了。", "人笑了。"]


def test_markdown(tmp_path: Path) -> None:
    data = "# 水渠通水了\n\n记者 王强\n\n3月1日，**青河村**的[水渠](http://a.cn/b)通了水，麦田等来了头一遍水。\n"
    (article,) = read_articles(source(tmp_path / "a.md", data.encode()))
    assert article.text == "水渠通水了\n记者 王强\n3月1日，青河村的水渠通了水，麦田等来了头一遍水。"
    assert all(data[o] == c for c, o in zip(article.text, article.offsets, strict=True) if c != "\n")


def test_find_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", ".DS_Store", "b/Thumbs.db", "c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("水")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [f.doc for f in find_files(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt", "c.docx"]
    assert [(f.doc, f.size) for f in find_files(tmp_path / "a.txt")] == [("a.txt", 3)]
    with pytest.raises(FileNotFoundError):
        list(find_files(tmp_path / "nothing"))
