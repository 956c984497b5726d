"""One file of the archive as a page of text."""

from __future__ import annotations

import re
from collections import Counter

from kg.article import Page
from kg.errors import ReadError
from kg.read.dates import date_in_path
from kg.read.decode import decode, is_binary
from kg.read.files import HTML, MARKDOWN, PDF, SourceFile, kind_of
from kg.read.html import read_html
from kg.read.pdf import read_pdf
from kg.read.text import edit, has_chinese, identity

MAX_MEGABYTES = 64
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.I)
_MARKUP = re.compile(
    r"^[ ]{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\S))|!\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)|\[(?=[^\]\n]{1,200}\]\()"
    r"|\]\([^)\n]{0,400}\)|\*+(?=\S)|(?<=[^\s*])\*+|__|`",
    re.M,
)


def read_page(source: SourceFile, max_megabytes: int = MAX_MEGABYTES) -> Page:
    """Read one file: text, Markdown, HTML or PDF with a text layer.

    Raises:
        ReadError: with a short reason that can be counted, such as "empty", "binary" or "no Chinese text".
    """
    data = _read_bytes(source, max_megabytes)
    path, dropped = str(source.path), Counter[str]()
    kind = kind_of(source.path, data)
    if kind is None:
        raise ReadError(path, f"unknown kind {source.path.suffix.lower() or 'of file'}")
    page = Page(source.doc, "", dropped=dropped, date=date_in_path(source.doc))
    if kind == PDF:
        page.text, page.encoding = read_pdf(data, path), "pdf"
    else:
        page.text, page.encoding = _decode(data, path, kind, dropped)
    if kind == HTML:
        web = read_html(page.text)
        page.text, page.title, page.date = web.text, web.title, page.date or web.date
    if not page.text.strip():
        raise ReadError(path, "empty")
    if not has_chinese(page.text):
        raise ReadError(path, "no Chinese text")
    page.offsets = identity(page.text)
    if kind == MARKDOWN:
        page.text, page.offsets = edit(page.text, page.offsets, ((m.start(), m.end(), "") for m in _MARKUP.finditer(page.text)))
    return page


def _read_bytes(source: SourceFile, max_megabytes: int) -> bytes:
    path = str(source.path)
    if source.size > max_megabytes << 20:
        raise ReadError(path, f"larger than {max_megabytes} MB")
    if source.path.exists() and not (source.path.is_file() or source.path.is_dir()):
        raise ReadError(path, "not readable: a device or pipe")
    try:
        with open(source.path, "rb") as file:
            data = file.read((max_megabytes << 20) + 1)
    except PermissionError as error:
        raise ReadError(path, "not readable: permission") from error
    except OSError as error:
        raise ReadError(path, f"not readable: {error.strerror or type(error).__name__}".lower()) from error
    if len(data) > max_megabytes << 20:
        raise ReadError(path, f"larger than {max_megabytes} MB")
    if not data.strip():
        raise ReadError(path, "empty")
    return data


def _decode(data: bytes, path: str, kind: str, dropped: Counter[str]) -> tuple[str, str]:
    if is_binary(data):
        raise ReadError(path, "binary")
    declared = _CHARSET.search(data[:2048]) if kind == HTML else None
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass
    found = decode(data, dropped)
    if found is None:
        raise ReadError(path, "encoding not recognised")
    return found
