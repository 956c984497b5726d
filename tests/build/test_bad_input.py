"""Files that no careful person would hand in: each is read, or named with a reason, and the rest goes through."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.builder import build
from kg.dataset import read_dataset
from tests.build.pages import PAGES, reasons, run_kg, write_pages

PLAIN = "昌吉州应急管理局局长张伟到木垒县检查工作。\n木垒县民政局局长王建国介绍了情况。\n"
GOOD = {"好.txt": PLAIN}


def build_bytes(folder: Path, files: dict[str, bytes]):
    """Build of files given as bytes, beside one good page; (report, texts by doc)."""
    pages = write_pages(folder / "pages", GOOD)
    for name, data in files.items():
        (pages / name).write_bytes(data)
    report = build(pages, folder / "out")
    texts: dict[str, str] = {}
    for article in read_dataset(folder / "out").rows("articles"):
        texts[article["doc"]] = texts.get(article["doc"], "") + article["text"]
    assert "张伟" in texts["好.txt"]
    return report, texts


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.txt", "　\n　".encode(), "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", os.urandom(5000), "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("a.txt", b"plain English and no Chinese at all", "no Chinese text"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "unknown kind .jpg"),
        ("a.pdf", b"%PDF-1.4 broken", "damaged PDF"),
        ("a.html", b"<html><body></body></html>", "empty"),
    ],
)
def test_reason(tmp_path, name, data, reason):
    report, texts = build_bytes(tmp_path, {name: data})
    assert reasons(report)[name].startswith(reason)
    assert set(texts) == {"好.txt"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings(tmp_path, encoding):
    report, texts = build_bytes(tmp_path, {"a.txt": PLAIN.encode(encoding)})
    assert report.skipped == []
    assert texts["a.txt"] == texts["好.txt"]


HOSTILE = {
    "control": PLAIN * 40 + PLAIN.replace("局长", "局\x07长\x1b[31m") + "\x0b\x0c\x1c\x85",
    "nul": PLAIN * 40 + PLAIN.replace("局长", "局\0长"),
    "emoji": PLAIN + "祝贺🎉👨‍👩‍👧‍👦木垒县🇨🇳！",
    "traditional": "昌吉州應急管理局局長張偉到木壘縣檢查工作，臺灣來賓參觀。",
    "cypher": PLAIN + "木垒县\"}) MATCH (n) DETACH DELETE n // '); DROP TABLE entities;--",
    "markup": PLAIN + "<script>alert('木垒县')</script> &lt;b&gt; [bold]木垒县[/bold] {{ 7*7 }} ]]> %s {0} \\u0041",
    "marks": PLAIN + "\u200b\u200e\u202e\ufeff\u2028\u2029木\u0301垒\u0301县",
    "private": PLAIN + "\ue000\uf8ff\U000f0000\U0010ffff\ufffe\uffff",
    "rare": PLAIN + "𠮷野家和𪚥𪚥县长，㊗️㍿ﷺ①Ⅳ",
    "wide": "ＡＢＣ公司１２３，昌吉州　木 垒 县　检 查。",
    "keys": "PLACE/6523县局长张/伟到ORG/party/某县委员会，中共a/b县委员会、政府和#2公司（以下简称“/”）、木垒县@6523村检查。",
    "quotes": "“”‘’《》（）【】" * 200 + PLAIN,
    "dots": "·" * 500 + "张·伟·" * 200 + PLAIN,
    "crlf": PLAIN.replace("\n", "\r\n\r\r\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(tmp_path, name):
    report, texts = build_bytes(tmp_path, {f"{name}.txt": HOSTILE[name].encode()})
    assert report.skipped == []
    assert f"{name}.txt" in texts
    dataset = read_dataset(tmp_path / "out")
    known = {a["article_id"]: a["text"] for a in dataset.rows("articles")}
    for mention in dataset.rows("mentions"):
        assert known[mention["article_id"]][mention["start"] : mention["end"]] == mention["surface"]


def test_surrogates_and_broken_bytes_are_counted(tmp_path):
    report, texts = build_bytes(tmp_path, {"a.txt": (PLAIN * 20).encode() + b"\xed\xa0\x80" + "木垒县".encode() + b"\xff"})
    assert report.skipped == []
    assert "木垒县" in texts["a.txt"]
    assert sum(report.dropped.values()) >= 2


def test_every_character_of_the_basic_plane(tmp_path):
    """A page of every character that there is goes through, and positions hold."""
    every = "".join(chr(i) for i in range(1, 0x3400) if not 0xD800 <= i < 0xE000) + "".join(chr(i) for i in range(0xA000, 0xD7FF, 7))
    lines = "\n".join("木垒县" + every[i : i + 50] for i in range(0, len(every), 50))
    report, texts = build_bytes(tmp_path, {"a.txt": lines.encode()})
    assert report.skipped == []
    assert "木垒县" in texts["a.txt"]


@pytest.mark.parametrize(
    "name", ["a b  c.txt", "a'b\"c.txt", "a\nb.txt", "木垒县·1（副本）.txt", "a%20&<b>.txt", "[red]a.txt", "-o.txt"]
)
def test_names_of_files(tmp_path, name):
    report, texts = build_bytes(tmp_path, {name: PLAIN.encode()})
    assert report.skipped == []
    assert name in texts


def test_name_that_is_no_unicode(tmp_path):
    pages = write_pages(tmp_path / "pages", GOOD)
    Path(os.fsdecode(os.fsencode(pages) + b"/\xb2\xe2.txt")).write_text(PLAIN, encoding="utf-8")
    assert build(pages, tmp_path / "out").files == 2
    assert build(pages, tmp_path / "out").fresh == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_without_permission(tmp_path):
    pages = write_pages(tmp_path / "pages", GOOD | {"a.txt": PLAIN})
    (pages / "a.txt").chmod(0)
    assert reasons(build(pages, tmp_path / "out"))["a.txt"].startswith("not readable")
    (pages / "a.txt").chmod(0o600)
    assert build(pages, tmp_path / "out").skipped == []


def test_links_and_things_that_are_no_files(tmp_path):
    pages = write_pages(tmp_path / "pages", GOOD)
    (pages / "broken.txt").symlink_to(tmp_path / "nowhere")
    (pages / "loop").symlink_to(pages)
    (pages / "self.txt").symlink_to(pages / "self.txt")
    os.mkfifo(pages / "pipe.txt")
    (tmp_path / "fifo").symlink_to(pages / "pipe.txt")
    (pages / "to-pipe.txt").symlink_to(pages / "pipe.txt")
    report = build(pages, tmp_path / "out")
    assert set(reasons(report)) == {"broken.txt", "self.txt", "to-pipe.txt", "pipe.txt"}
    assert all(reason.startswith("not readable") for reason in reasons(report).values())
    assert build(pages, tmp_path / "out").fresh == 0


def test_file_that_vanishes(tmp_path):
    pages = write_pages(tmp_path / "pages", PAGES)
    gone = pages / sorted(PAGES)[0]

    def vanish(event):
        if event.stage == "read":
            gone.unlink(missing_ok=True)

    report = build(pages, tmp_path / "out", progress=vanish)
    assert reasons(report) == {sorted(PAGES)[0]: "not readable: no such file or directory"}
    assert report.files == 2


def test_exit_codes_and_reasons_in_the_summary(tmp_path):
    pages = write_pages(tmp_path / "pages", GOOD | {"空\n白.txt": "", "[b]a.txt": "abc"})
    code, out, err = run_kg("build", pages, "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "空 白.txt: empty" in out
    assert "[b]a.txt: no Chinese text" in out
    assert run_kg("build", pages, "-o", tmp_path / "out", "--strict")[0] == 1


_MEASURE = """
import resource, sys
from kg.builder import build
report = build(sys.argv[1], sys.argv[2], workers=1)
print(len(report.skipped), report.characters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_endless_line(tmp_path):
    """A line of half a megabyte ends, in bounded memory."""
    line = "昌吉州应急管理局局长张伟到木垒县检查工作，" * 8_000
    pages = write_pages(tmp_path / "pages", GOOD | {"a.txt": line})
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, pages, tmp_path / "out"], capture_output=True, text=True, timeout=600, check=True
    )
    skipped, characters, kilobytes = map(int, done.stdout.split())
    assert skipped == 0
    assert characters > 160_000
    assert kilobytes < 2_000_000
    assert time.monotonic() - began < 400
