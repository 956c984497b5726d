"""`kg build` end to end: what it writes, and what it reads again."""

from __future__ import annotations

import shutil
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest

from kg.builder import build
from kg.dataset import SCHEMAS, TABLES, read_dataset
from kg.errors import InputError, OutputError, SettingsError
from tests.build.pages import PAGES, fresh_build, many_pages, run_kg, tables, write_pages


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(pages, out, report) of a build that no test changes."""
    folder = tmp_path_factory.mktemp("built")
    pages = write_pages(folder / "pages")
    return pages, folder / "out", build(pages, folder / "out")


def rows(out: Path, table: str) -> dict[str, dict]:
    """A table's rows by id."""
    return {row[SCHEMAS[table].names[0]]: row for row in read_dataset(out).rows(table)}


def test_tables_are_the_contract(built):
    _, out, _ = built
    for name in TABLES:
        assert pq.read_schema(out / f"{name}.parquet").remove_metadata() == SCHEMAS[name]
    dataset = read_dataset(out)
    texts = {a["article_id"]: a["text"] for a in dataset.rows("articles")}
    entities = {e["entity_id"] for e in dataset.rows("entities")}
    for mention in dataset.rows("mentions"):
        assert texts[mention["article_id"]][mention["start"] : mention["end"]] == mention["surface"]
        assert mention["entity_id"] in entities
    for relation in dataset.rows("relations"):
        assert texts[relation["article_id"]][relation["start"] : relation["end"]] == relation["sentence"]
        assert {relation["head_id"], relation["tail_id"]} <= entities | set(texts)
    for name in TABLES:
        ids = [row[SCHEMAS[name].names[0]] for row in dataset.rows(name)]
        assert ids == sorted(set(ids))


def test_article_points_into_its_file(built):
    pages, out, _ = built
    for article in read_dataset(out).rows("articles"):
        source = (pages / article["doc"]).read_text(encoding="utf-8")
        part = source[article["source_start"] : article["source_end"]]
        assert all(line[:6] in part for line in article["text"].split("\n"))


def test_graph_and_summary(built):
    _, out, report = built
    dataset = read_dataset(out)
    assert nx.read_graphml(out / "graph.graphml").number_of_nodes() == dataset.entities.num_rows
    assert (report.files, report.fresh, report.removed, report.skipped) == (3, 3, 0, [])
    assert report.articles == dataset.articles.num_rows == sum(report.kinds.values())
    assert report.mentions == dataset.mentions.num_rows
    assert sum(report.entities.values()) == dataset.entities.num_rows
    assert sum(report.relations.values()) == dataset.relations.num_rows
    assert (report.first_date, report.last_date) == ("2024-03-05", "2024-03-06")


def test_one_identity_over_files_and_wordings(built):
    _, out, _ = built
    surfaces = {}
    for mention in read_dataset(out).rows("mentions"):
        surfaces.setdefault(mention["surface"], set()).add(mention["entity_id"])
    assert surfaces["州应急管理局"] == surfaces["昌吉州应急管理局"]
    assert len(surfaces["林海燕"]) == 1


def test_second_build_reads_nothing(built, tmp_path):
    pages, out, _ = built
    shutil.copytree(out, tmp_path / "out")
    before = tables(tmp_path / "out")
    report = build(pages, tmp_path / "out")
    assert (report.fresh, report.removed, report.files) == (0, 0, 3)
    assert tables(tmp_path / "out") == before


def test_grown_archive_only_adds(tmp_path):
    *old, new = sorted(PAGES)
    pages = write_pages(tmp_path / "pages", {name: PAGES[name] for name in [new, *old[1:]]})
    out = tmp_path / "out"
    build(pages, out)
    before = {name: rows(out, name) for name in TABLES}
    late = PAGES[old[0]].replace("3月5日", "3月7日").replace("3月4日", "3月6日")
    write_pages(pages, {"2024/昌吉日报-0307.txt": late})
    assert build(pages, out).fresh == 1
    for name in ("articles", "mentions", "relations"):
        assert before[name].items() <= rows(out, name).items()
    assert set(before["entities"]) < set(rows(out, "entities"))
    assert tables(out) == fresh_build(pages, tmp_path / "fresh")


def test_changed_and_removed_files(tmp_path):
    pages, out = write_pages(tmp_path / "pages"), tmp_path / "out"
    build(pages, out)
    first, second, third = sorted(PAGES)
    write_pages(pages, {first: PAGES[first].replace("徐国梁", "徐国栋")})
    (pages / third).unlink()
    report = build(pages, out)
    assert (report.fresh, report.removed, report.files) == (1, 1, 2)
    assert {a["doc"] for a in read_dataset(out).rows("articles")} == {first, second}
    assert tables(out) == fresh_build(pages, tmp_path / "fresh")


def test_workers_and_order_do_not_matter(tmp_path):
    pages = many_pages(tmp_path / "pages", 5)
    turned = tmp_path / "turned"
    turned.mkdir()
    for path in sorted(pages.iterdir(), reverse=True):
        shutil.copy(path, turned)
    build(turned, tmp_path / "two", workers=2)
    assert tables(tmp_path / "two") == fresh_build(pages, tmp_path / "one")


def test_one_file(tmp_path):
    pages = write_pages(tmp_path / "pages")
    report = build(pages / "2024/台州晚报.md", tmp_path / "out")
    assert report.files == 1
    assert {a["doc"] for a in read_dataset(tmp_path / "out").rows("articles")} == {"台州晚报.md"}


def test_output_inside_input_is_not_read(tmp_path):
    pages = write_pages(tmp_path / "pages")
    build(pages, pages / "out")
    (pages / "out" / "notes.txt").write_text("昌吉州的笔记。", encoding="utf-8")
    report = build(pages, pages / "out")
    assert (report.fresh, report.files) == (0, 3)


def test_input_inside_output_is_refused(tmp_path):
    pages = write_pages(tmp_path / "pages")
    for out in (pages, tmp_path):
        with pytest.raises(OutputError, match="lie in it"):
            build(pages, out)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pages"]


def test_other_settings_read_anew(tmp_path):
    pages = write_pages(tmp_path / "pages")
    build(pages, tmp_path / "out")
    assert build(pages, tmp_path / "out", home="台州市").fresh == 3
    with pytest.raises(SettingsError, match="火星"):
        build(pages, tmp_path / "out", home="火星")
    assert build(pages, tmp_path / "out", home="台州市").fresh == 0


def test_nothing_to_read(tmp_path):
    (tmp_path / "empty").mkdir()
    for pages in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(InputError, match=pages.name):
            build(pages, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_command_prints_a_summary(tmp_path):
    pages = write_pages(tmp_path / "pages", PAGES | {"空.txt": ""})
    code, out, err = run_kg("build", pages, "--out", tmp_path / "out", "--strict")
    assert code == 1
    assert "3 (4 read now)" in out
    assert "空.txt: empty" in out
    assert "HOLDS_POST" in out
    assert "Traceback" not in err
    assert run_kg("build", pages, "--out", tmp_path / "out")[0] == 0
