"""What programs other than Gephi read from the exports, and what is left when writing fails."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from networkx.readwrite.gexf import GEXF

from kg.errors import OutputError
from kg.export import exporters, files
from kg.export.columns import node_color
from kg.export.files import clean, label
from kg.export.tabular import cell
from kg.graph import KnowledgeGraph
from tests.graph.samples import HOSTILE, hostile, news

needs_gexf_1_3 = pytest.mark.skipif("1.3" not in GEXF.versions, reason="networkx before 3.6 (all of Python 3.10) reads GEXF up to 1.2")
LOOK = ("r", "g", "b", "size", "viz")


def cleaned(data: dict, otherwise: str) -> dict:
    """Attributes as XML can hold them; texts that are nothing but control characters are left out."""
    plain = {clean(k): clean(v) if isinstance(v, str) else v for k, v in data.items()}
    return {k: v for k, v in plain.items() if v != ""} | {"label": label(data["label"], otherwise)}


@pytest.mark.parametrize("sample", [news, hostile])
@pytest.mark.parametrize("options", [{}, {"merged": False}, {"articles": True}])
def test_networkx_reads_graphml_whole(tmp_path: Path, sample, options: dict) -> None:
    graph = KnowledgeGraph(sample())
    counts = exporters["graphml"].load()(graph, tmp_path / "g.graphml", **options)
    net, read = graph.to_networkx(**options), nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert (counts.nodes, counts.edges) == (len(net), net.number_of_edges())
    assert read.is_directed()
    assert set(read) == set(net)
    for node, data in net.nodes(data=True):
        there = dict(read.nodes[node])
        assert tuple(there.pop(c) for c in "rgb") == node_color(data["type"])
        assert there.pop("size") >= 10
        assert there == cleaned(data, node)
    assert set(read.edges(keys=True)) == set(net.edges(keys=True))
    for *ends, data in net.edges(keys=True, data=True):
        there = {k: v for k, v in read.edges[tuple(ends)].items() if k not in LOOK}
        there.pop("id", None)
        assert there == cleaned(data, data["type"])


@needs_gexf_1_3
@pytest.mark.parametrize("sample", [news, hostile])
def test_networkx_reads_gexf(tmp_path: Path, sample) -> None:
    """All but colours of edges; DiGraph and `id` are networkx's doing."""
    graph = KnowledgeGraph(sample())
    exporters["gexf"].load()(graph, tmp_path / "g.gexf")
    net, read = graph.to_networkx(), nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    for node, data in net.nodes(data=True):
        there = {k: v for k, v in read.nodes[node].items() if k not in (*LOOK, "start", "end")}
        assert there == cleaned(data, node)
    for head, tail, key, data in net.edges(keys=True, data=True):
        there = {k: v for k, v in read.edges[head, tail].items() if k != "spells"}
        assert there == cleaned(data, data["type"]) | {"id": key}


@needs_gexf_1_3
def test_gexf_spells_are_days(tmp_path: Path) -> None:
    exporters["gexf"].load()(KnowledgeGraph(news()), tmp_path / "g.gexf")
    spells = [d["spells"] for *_, d in nx.read_gexf(tmp_path / "g.gexf", version="1.3").edges(data=True) if d["weight"] == 2]
    assert spells == [[("2024-03-12", "2024-03-12"), ("2024-05-06", "2024-05-06")]]
    exporters["gexf"].load()(KnowledgeGraph(hostile()), tmp_path / "g.gexf")
    assert "<spell" not in (tmp_path / "g.gexf").read_text("utf-8")


def test_csv_for_excel_and_pandas(tmp_path: Path) -> None:
    graph = KnowledgeGraph(hostile())
    exporters["csv"].load()(graph, tmp_path)
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbfId,Label,Type,")
    nodes = pd.read_csv(tmp_path / "nodes.csv", encoding="utf-8-sig", keep_default_na=False).set_index("Id")
    edges = pd.read_csv(tmp_path / "edges.csv", encoding="utf-8-sig", keep_default_na=False)
    assert len(nodes) == len(HOSTILE)
    assert [edges.columns[i] for i in range(3)] == ["Source", "Target", "Kind"]
    with (tmp_path / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = {row["Id"]: row["Label"] for row in csv.DictReader(file)}
    assert labels == {f"e{i}": cell(name) for i, name in enumerate(HOSTILE)}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text
    assert (cell("正常"), cell(None), cell(1.5), cell(-1.5)) == ("正常", "", 1.5, -1.5)


def test_jsonl_keeps_structure(tmp_path: Path) -> None:
    exporters["jsonl"].load()(KnowledgeGraph(news()), tmp_path / "g.jsonl", articles=True)
    records = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text("utf-8").splitlines()]
    post = next(r for r in records if r.get("type") == "HOLDS_POST" and r["weight"] == 2)
    assert post["props"] == {"title": "局长"}
    assert [(e["date"], e["headline"]) for e in post["evidence"]] == [
        ("2024-03-12", "云岭县开建清水河风电项目"),
        ("2024-05-06", "县应急局进校园"),
    ]
    bureau = next(r for r in records if r.get("label") == "云岭县应急管理局")
    assert bureau["aliases"] == ["县应急局"]
    assert {r["type"] for r in records if r["record"] == "edge"} >= {"AUTHORED", "MENTIONED_IN"}


def test_jsonl_of_hostile_names(tmp_path: Path) -> None:
    exporters["jsonl"].load()(KnowledgeGraph(hostile()), tmp_path / "g.jsonl")
    records = [json.loads(line) for line in (tmp_path / "g.jsonl").read_bytes().decode("utf-8").split("\n")[:-1]]
    assert len(records) == 2 * len(HOSTILE)
    assert records[0]["label"] == HOSTILE[0]


@pytest.mark.parametrize("name", sorted(exporters))
def test_a_failed_write_raises_and_leaves_the_old_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, path = KnowledgeGraph(news()), tmp_path / exporters[name].default
    write = exporters[name].load()
    write(graph, path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(OutputError, match="No space left"):
        write(graph, path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    graph = KnowledgeGraph(news())
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a folder"):
        exporters["graphml"].load()(graph, tmp_path)
    with pytest.raises(OutputError, match="file"):
        exporters["graphml"].load()(graph, tmp_path / "file" / "g.graphml")
    with pytest.raises(OutputError, match="is a file"):
        exporters["csv"].load()(graph, tmp_path / "file")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]
