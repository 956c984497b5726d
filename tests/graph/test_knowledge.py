"""Questions to the graph and their answers."""

import json
import sys

import networkx as nx
import pytest

import kg
from kg.dataset import TABLES, Dataset, read_dataset, write_dataset
from kg.errors import DatasetError, InputError, MissingExtra, UnknownName
from kg.graph import KnowledgeGraph
from tests.graph.samples import hostile, namesakes, news


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("dataset")
    write_dataset(news(), folder)
    return kg.open(folder)


def test_relations_by_type_and_direction(graph: KnowledgeGraph) -> None:
    (post,) = graph.relations("县应急局", type="HOLDS_POST", direction="in")
    assert (post.head.name, post.props, post.label) == ("何向东", {"title": "局长"}, "局长")
    assert graph.relations("县应急局", type="任职", direction="out") == []
    assert {r.type for r in graph.relations("云岭绿能")} == {"HOLDS_POST", "INVESTS_IN", "COOPERATES_WITH"}
    assert len(graph.relations()) == 7
    assert [r.label for r in graph.relations("云岭绿能", type=["invests_in"])] == ["投资 12亿元"]


def test_wrong_type_or_direction_is_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(InputError, match="HOLDS_POST"):
        graph.relations("云岭县", type="LIKES")
    with pytest.raises(InputError, match="in, out or both"):
        graph.relations("云岭县", direction="up")  # type: ignore[arg-type]


def test_one_fact_of_two_articles_is_one_relation_with_two_evidences(graph: KnowledgeGraph) -> None:
    (post,) = graph.relations("何向东", type="HOLDS_POST")
    assert (post.weight, post.first_date, post.last_date) == (2, "2024-03-12", "2024-05-06")
    first, second = graph.evidence(post)
    assert first.date == "2024-03-12"
    assert second.date == "2024-05-06"
    assert graph.text(first.article_id)[first.start : first.end] == first.sentence
    assert "局长何向东" in second.sentence
    assert second.title == "县应急局进校园"
    assert second.doc == "2024/云岭.txt"
    assert graph.evidence(first.relation_id) == [first]


def test_a_fact_without_details_counts_for_the_only_one_with_them() -> None:
    whole = news()
    rows = whole.rows("relations")
    invests = next(r for r in rows if r["type"] == "INVESTS_IN")
    bare = invests | {"relation_id": "r-bare", "props": "{}", "article_id": rows[0]["article_id"]}
    kept = {t: whole.rows(t) for t in ("articles", "mentions", "entities")}
    (found,) = KnowledgeGraph(Dataset.from_rows(**kept, relations=[*rows, bare])).relations(type="INVESTS_IN")
    assert (found.weight, found.props, set(found.sources)) == (2, {"amount": "12亿元"}, {"r-bare", invests["relation_id"]})
    other = invests | {"relation_id": "r-other", "props": json.dumps({"amount": "3亿元"})}
    apart = KnowledgeGraph(Dataset.from_rows(**kept, relations=[*rows, bare, other])).relations(type="INVESTS_IN")
    assert sorted(r.weight for r in apart) == [1, 1, 1]


def test_mentions_are_relations_on_request(graph: KnowledgeGraph) -> None:
    assert not graph.relations("云岭第一中学")
    (found,) = graph.relations("云岭第一中学", type="MENTIONED_IN")
    (evidence,) = graph.evidence(found)
    assert found.tail.name == "县应急局进校园"
    assert evidence.sentence.startswith("县应急局局长何向东")
    assert graph.relations(found.tail.id, type="AUTHORED")[0].head.name == "石小川"


def test_neighbours_by_distance(graph: KnowledgeGraph) -> None:
    assert {e.name: d for e, d in graph.neighbours("马晓梅", depth=3).items()} == {
        "云岭绿能有限公司": 1,
        "清水河风电项目": 2,
        "北山大学": 2,
        "柳树镇": 3,
    }
    assert {e.name for e in graph.neighbours("云岭绿能", type="INVESTS_IN")} == {"清水河风电项目"}


def test_path(graph: KnowledgeGraph) -> None:
    steps = graph.path("马晓梅", "柳树镇")
    assert [s.type for s in steps] == ["HOLDS_POST", "INVESTS_IN", "LOCATED_IN"]
    assert graph.path("马晓梅", "云岭第一中学") == []
    through = graph.path("马晓梅", "云岭第一中学", articles=True)
    assert through[0].head.name == "马晓梅"
    assert {s.type for s in through} <= {"MENTIONED_IN", "HOLDS_POST"}


def test_timeline_is_in_order_with_undated_last(graph: KnowledgeGraph) -> None:
    events = graph.timeline("何向东")
    assert [e.date for e in events] == ["2024-03-12", "2024-05-06", None]
    assert [r.label for r in events[0].relations] == ["局长"]
    assert events[2].mentions == 1


def test_subgraph_keeps_relations_among_its_entities_only(graph: KnowledgeGraph) -> None:
    part = graph.subgraph(["马晓梅", graph.entity("云岭绿能"), "柳树镇"])
    assert len(part) == 3
    assert [r.type for r in part.relations()] == ["HOLDS_POST"]
    assert "何向东" not in part
    assert len(part.timeline("马晓梅")) == 1
    with pytest.raises(UnknownName):
        part.subgraph([graph.entity("何向东")])


def test_container_behaviour(graph: KnowledgeGraph) -> None:
    assert len(graph) == len(list(graph)) == graph.to_networkx().number_of_nodes()
    assert "云岭绿能" in graph
    assert graph.entity("何向东") in graph
    assert "没有的" not in graph
    assert 7 not in graph
    assert "何向东" in KnowledgeGraph(namesakes())
    assert repr(graph).startswith(f"<KnowledgeGraph: {len(graph)} entities, 7 relations (8 evidences)")


def test_networkx_views(graph: KnowledgeGraph) -> None:
    merged, every, whole = graph.to_networkx(), graph.to_networkx(merged=False), graph.to_networkx(articles=True)
    assert isinstance(merged, nx.MultiDiGraph)
    assert (merged.number_of_edges(), every.number_of_edges()) == (5, 6)
    assert whole.number_of_nodes() == merged.number_of_nodes() + 3
    assert {d["type"] for *_, d in whole.edges(data=True)} >= {"AUTHORED", "MENTIONED_IN"}
    ends = graph.entity("何向东").id, graph.entity("县应急局").id
    (data,) = merged.get_edge_data(*ends).values()
    assert data["weight"] == 2
    assert data["date"] == "2024-03-12 | 2024-05-06"
    assert set(every.get_edge_data(*ends)) == {e.relation_id for e in graph.evidence(graph.relations("何向东", type="任职")[0])}


def test_pandas_tables(graph: KnowledgeGraph) -> None:
    nodes, edges = graph.to_pandas()
    assert len(nodes) == len(graph)
    assert edges.loc[edges.type == "INVESTS_IN", "amount"].tolist() == ["12亿元"]


def test_missing_pandas_names_the_extra(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"kg\[pandas\]"):
        graph.to_pandas()


def test_same_graph_whatever_the_order_of_rows() -> None:
    whole = namesakes()
    turned = Dataset.from_rows(**{name: whole.rows(name)[::-1] for name in TABLES})
    one, other = KnowledgeGraph(whole).relations(), KnowledgeGraph(turned).relations()
    assert [(r.id, r.sources) for r in one] == [(r.id, r.sources) for r in other]


def test_empty_dataset() -> None:
    graph = KnowledgeGraph(Dataset.from_rows())
    assert len(graph) == 0
    assert graph.relations(articles=True) == graph.search("x") == []
    assert graph.to_networkx(articles=True).number_of_nodes() == 0
    assert len(graph.to_pandas(articles=True).edges) == 0


def test_broken_datasets_are_told(tmp_path) -> None:
    with pytest.raises(DatasetError, match="kg build"):
        kg.open(tmp_path)
    write_dataset(hostile(), tmp_path)
    data = read_dataset(tmp_path)
    lost = Dataset(data.articles, data.mentions, data.entities.slice(1), data.relations)
    with pytest.raises(DatasetError, match="e0"):
        KnowledgeGraph(lost).relations()
    (tmp_path / "relations.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(DatasetError, match=r"relations\.parquet"):
        kg.open(tmp_path).relations()


def test_attributes_must_be_json() -> None:
    row = {"entity_id": "e1", "type": "ORG", "name": "x", "attributes": "{oops"}
    with pytest.raises(DatasetError, match="e1"):
        KnowledgeGraph(Dataset.from_rows(entities=[row])).entity("x")
    row["attributes"] = json.dumps({"level": "县"})
    assert KnowledgeGraph(Dataset.from_rows(entities=[row])).entity("x").attributes == {"level": "县"}
