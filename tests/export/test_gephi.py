"""What Gephi makes of our GraphML and GEXF: nothing lost, nothing doubled, no issue."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import networkx as nx
import pytest

from kg.dataset import Dataset
from kg.export import exporters
from kg.export.columns import edge_color, node_color
from kg.export.files import clean, label
from kg.graph import KnowledgeGraph
from tests.export import gephi
from tests.graph.samples import hostile, news

pytestmark = pytest.mark.slow

NODE_COLUMNS = {"Id", "Label", "Interval", "type", "aliases", "first_seen", "last_seen", "articles", "mentions"}
EDGE_COLUMNS = {"Id", "Label", "Interval", "Weight", "type", "score", "first_date", "last_date", "date", "headline", "doc", "sentence"}
OWN = {"Id", "Label", "Interval", "Weight"}


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gephi.gephi(tmp_path_factory)


def export(dataset: Dataset, name: str, folder: Path, **options: bool) -> tuple[Path, nx.MultiDiGraph]:
    graph, path = KnowledgeGraph(dataset), folder / exporters[name].default
    exporters[name].load()(graph, path, **options)
    return path, graph.to_networkx(**options)


@pytest.mark.parametrize("articles", [False, True])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_columns_colours_and_weights(classes: Path, tmp_path: Path, name: str, articles: bool) -> None:
    path, net = export(news(), name, tmp_path, articles=articles)
    found = gephi.import_file(classes, path)
    assert found.issues == []
    titles = {kind: [title for title, _ in columns] for kind, columns in found.columns.items()}
    assert all(len({t.lower() for t in ts}) == len(ts) for ts in titles.values())
    assert set(titles["node"]) >= NODE_COLUMNS
    assert set(titles["edge"]) >= EDGE_COLUMNS | {"title", "role" if articles else "amount"}
    assert dict(found.columns["node"])["mentions"] == "Integer"
    assert dict(found.columns["edge"])["score"] == "Double"
    assert {key: color for key, (color, _) in found.nodes.items()} == {
        key: ",".join(map(str, node_color(data["type"]))) for key, data in net.nodes(data=True)
    }
    assert {key: edge[:5] for key, edge in found.edges.items()} == {
        key: (",".join(map(str, edge_color(data["type"]))), data["weight"], head, tail, True)
        for head, tail, key, data in net.edges(keys=True, data=True)
    }


@pytest.mark.parametrize("sample", [news, hostile])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_every_value_arrives(classes: Path, tmp_path: Path, name: str, sample) -> None:
    path, net = export(sample(), name, tmp_path)
    found = gephi.import_file(classes, path)
    assert found.issues == []
    rows = [("node", key, data) for key, data in net.nodes(data=True)]
    rows += [("edge", key, data) for *_, key, data in net.edges(keys=True, data=True)]
    for kind, key, data in rows:
        there = found.values[kind, key]
        assert there.pop("Label") == label(data["label"], key if kind == "node" else data["type"])
        for title in OWN:
            there.pop(title, None)
        expected = {clean(k): clean(v) for k, v in data.items() if k not in ("label", "weight") and clean(v)}
        assert there == expected


def test_gexf_has_time_and_kinds(classes: Path, tmp_path: Path) -> None:
    path, net = export(news(), "gexf", tmp_path)
    found = gephi.import_file(classes, path)
    spans = {found.values["node", key]["Label"]: found.values["node", key].get("Interval") for key in net}
    first, last = (datetime.fromisoformat(f"{day}T00:00+00:00").timestamp() * 1000 for day in ("2024-03-12", "2024-05-06"))
    assert spans["何向东"] == f"<[{first}, {last}]>"
    assert spans["白河市应急管理局"] is None
    posts = [found.values["edge", key]["Interval"] for key, edge in found.edges.items() if edge[1] == 2]
    assert posts == [f"<[{first}, {first}]; [{last}, {last}]>"]
    assert {edge[5] for edge in found.edges.values()} == {d["type"] for *_, d in net.edges(data=True)}


def test_csv(classes: Path, tmp_path: Path) -> None:
    path, net = export(news(), "csv", tmp_path)
    found = gephi.import_file(classes, path / "edges.csv")
    assert found.issues == []
    assert {key: edge[1:] for key, edge in found.edges.items()} == {
        key: (data["weight"], head, tail, True, data["type"]) for head, tail, key, data in net.edges(keys=True, data=True)
    }
