"""Builds that are killed, interrupted, in each other's way, or short of room."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from filelock import FileLock

from kg.builder import build
from kg.dataset import read_dataset
from kg.engine import LocalEngine
from kg.errors import OutputError
from tests.build.pages import fresh_build, many_pages, run_kg, start_kg, tables, write_pages


def files_read(out: Path) -> int:
    """How many files a build has finished so far."""
    try:
        with sqlite3.connect(f"file:{out}/.kg/state.sqlite?mode=ro", uri=True) as db:
            return db.execute("select count(*) from files").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def wait_for(condition, process) -> None:
    """Until the condition holds; the process must not end before."""
    for _ in range(1200):
        if condition():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("nothing happened in a minute")


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_build_goes_on(tmp_path, workers, sign, code):
    pages, out = many_pages(tmp_path / "pages", 20, paragraphs=20), tmp_path / "out"
    process = start_kg("build", pages, "-o", out, "--workers", workers)
    wait_for(lambda: files_read(out) >= 3, process)
    process.send_signal(sign)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in err
    if sign == signal.SIGINT:
        assert "interrupted" in err
        assert "again" in err
    done = files_read(out)
    assert 3 <= done < 20
    assert build(pages, out, workers=1).fresh == 20 - done
    assert tables(out) == fresh_build(pages, tmp_path / "fresh")


def test_killed_between_reading_and_writing(tmp_path, monkeypatch):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    build(pages, out)
    write_pages(pages, {"新.txt": "昌吉州应急管理局局长张伟到玛纳斯县检查。"})
    with monkeypatch.context() as patch:
        patch.setattr("kg.builder.link_corpus", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            build(pages, out)
    assert build(pages, out).fresh == 0
    assert "新.txt" in {a["doc"] for a in read_dataset(out).rows("articles")}


def test_lost_and_damaged_tables_are_written_again(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    build(pages, out)
    before = tables(out)
    for harm in (lambda p: p.unlink(), lambda p: p.write_bytes(b"PAR1 no more")):
        harm(out / "mentions.parquet")
        assert build(pages, out).fresh == 0
        assert tables(out) == before


def test_a_file_whose_reading_failed_is_tried_again(tmp_path, monkeypatch):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr("kg.reader.set_home", lambda *_: 1 / 0)
        report = build(pages, out)
        assert {reason for _, reason in report.skipped} == {"ZeroDivisionError: division by zero"}
    report = build(pages, out)
    assert (report.fresh, report.skipped) == (3, [])


def test_second_build_at_once_is_refused(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    (out / ".kg").mkdir(parents=True)
    with FileLock(out / ".kg" / "lock"):
        code, _, err = run_kg("build", pages, "-o", out)
    assert code == 2
    assert "another build is writing here" in err
    assert build(pages, out).fresh == 3


@pytest.mark.parametrize("name", ["notes.txt", "entities.parquet", "graph.graphml", "sub/thing"])
def test_output_of_something_else_is_refused(tmp_path, name):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine")
    with pytest.raises(OutputError, match=f"holds something.*{Path(name).parts[0]}"):
        build(pages, out)
    assert [p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()] == [name]
    assert (out / name).read_text() == "mine"


def test_output_that_cannot_be(tmp_path):
    pages = write_pages(tmp_path / "pages")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        build(pages, tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        build(pages, tmp_path / "file" / "below")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_output_without_permission(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        build(pages, out)


@pytest.mark.parametrize("limit", [1, 30_000, 70_000])
def test_full_disk(tmp_path, limit):
    """A limit on the size of files stands in for a disk that is full."""
    pages, out = many_pages(tmp_path / "pages", 20, paragraphs=20), tmp_path / "out"
    limits = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
    code, _, err = run_kg("build", pages, "-o", out, preexec_fn=limits)
    assert code == 2, err
    assert "make room" in err
    assert "Traceback" not in err
    assert build(pages, out, workers=1).files == 20
    assert tables(out) == fresh_build(pages, tmp_path / "fresh")


def test_damaged_state(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    build(pages, out)
    (out / ".kg" / "state.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(OutputError, match=r"damaged.*delete"):
        build(pages, out)


def test_damaged_entry_of_the_state(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    build(pages, out)
    with sqlite3.connect(out / ".kg" / "state.sqlite") as db:
        db.execute("update files set extract = ?", (b"x",))
        db.execute("delete from meta where key = 'written'")
    with pytest.raises(OutputError, match=r"damaged.*delete"):
        build(pages, out)


class _Killing(LocalEngine):
    """Kills one of its processes as soon as there is a first result."""

    def map(self, make, tasks):
        """As `LocalEngine.map`."""
        import multiprocessing

        outcomes = super().map(make, tasks)
        yield next(outcomes)
        os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
        yield from outcomes


@pytest.mark.slow
def test_killed_process_costs_no_file(tmp_path):
    pages = many_pages(tmp_path / "pages", 8)
    report = build(pages, tmp_path / "out", workers=2, engine=_Killing(2))
    assert (report.files, report.skipped) == (8, [])
    assert tables(tmp_path / "out") == fresh_build(pages, tmp_path / "fresh")
