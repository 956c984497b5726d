"""`kg load` against a real server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.dataset import Dataset, stable_id, write_dataset
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.connect import Server
from kg.neo4j.load import Count, Options, Progress, Summary, load_graph
from tests.graph.samples import HOSTILE, hostile, news
from tests.neo4j.store import contents, expected, pages, rows

pytestmark = pytest.mark.neo4j


def load(dataset: Dataset, server: Server, **options: Any) -> Summary:
    return load_graph(KnowledgeGraph(dataset), server, Options(**options))


def without(dataset: Dataset, article_id: str) -> Dataset:
    """The dataset as it was before an article came, its entities kept where others name them."""
    tables = {name: dataset.rows(name) for name in ("articles", "mentions", "relations", "entities")}
    for name in ("articles", "mentions", "relations"):
        tables[name] = [row for row in tables[name] if row["article_id"] != article_id]
    named = {m["entity_id"] for m in tables["mentions"]}
    tables["entities"] = [e for e in tables["entities"] if e["entity_id"] in named]
    return Dataset.from_rows(**tables)


def test_a_dataset_arrives_whole(server: Server) -> None:
    summary = load(pages(), server)
    nodes, links = contents(server)
    assert (nodes, links) == expected(pages())
    assert summary.nodes == Count(created=len(nodes))
    assert summary.relationships == Count(created=len(links))


def test_what_an_analyst_finds(server: Server) -> None:
    load(news(), server)
    ((title, weight, date, last, sentences, articles, dates),) = rows(
        server,
        "MATCH (:Person:Entity {name: '何向东'})-[r:HOLDS_POST]->(:Org {name: '云岭县应急管理局'}) "
        "RETURN r.title, r.weight, r.date, r.last_date, r.sentences, r.articles, r.dates",
    )
    assert (title, weight, date, last) == ("局长", 2, "2024-03-12", "2024-05-06")
    assert dates == ["2024-03-12", "2024-05-06"]
    assert articles == ["云岭县开建清水河风电项目", "县应急局进校园"]
    assert sentences[1].startswith("县应急局局长何向东给学生讲防震")
    invested = rows(server, "MATCH (:Entity {name: '云岭绿能有限公司'})-[r:INVESTS_IN]->() RETURN r.amount, r.label")
    assert invested == [["12亿元", "投资 12亿元"]]
    mentioned = rows(server, "MATCH (:Person {name: '何向东'})-[r:MENTIONED_IN]->(a {date: '2024-05-06'}) RETURN r.mentions, a.name")
    assert mentioned == [[1, "县应急局进校园"]]


def test_every_evidence_gives_a_relationship_of_each(server: Server) -> None:
    load(news(), server, every_evidence=True)
    assert contents(server) == expected(news(), merged=False)
    ids = {row["relation_id"] for row in news().rows("relations")}
    assert {r[0] for r in rows(server, "MATCH ()-[r]->() WHERE type(r) <> 'MENTIONED_IN' RETURN r.id")} == ids


def test_constraints_and_indexes(server: Server) -> None:
    load(news(), server)
    constraints = rows(server, "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    assert {"['UNIQUENESS', ['Article'], ['id']]", "['UNIQUENESS', ['Entity'], ['id']]"} <= set(map(str, constraints))
    indexes = rows(server, "SHOW INDEXES YIELD type, labelsOrTypes, properties, state RETURN type, labelsOrTypes, properties, state")
    assert ["RANGE", ["Entity"], ["name"], "ONLINE"] in indexes
    assert ["FULLTEXT", ["Entity"], ["name", "aliases"], "ONLINE"] in indexes
    found = rows(server, "CALL db.index.fulltext.queryNodes('names', '应急局') YIELD node RETURN node.name")
    assert ["云岭县应急管理局"] in found  # by its alias 县应急局


def test_twice_is_the_same_as_once(server: Server) -> None:
    load(pages(), server)
    before = contents(server)
    summary = load(pages(), server, prune=True)
    assert contents(server) == before
    assert summary.nodes == Count(unchanged=len(before[0]))
    assert summary.relationships == Count(unchanged=len(before[1]))


def test_a_grown_dataset_only_adds(server: Server) -> None:
    whole = pages()
    load(without(whole, whole.rows("articles")[0]["article_id"]), server)
    before = contents(server)
    summary = load(whole, server)
    after = contents(server)
    assert after == expected(whole)
    assert before[0].keys() < after[0].keys()
    assert before[1].keys() < after[1].keys()
    assert summary.relationships.created == len(after[1]) - len(before[1])
    assert (summary.nodes.removed, summary.surplus_nodes, summary.surplus_relationships) == (0, 0, 0)


def test_what_left_stays_until_pruned(server: Server) -> None:
    whole = pages()
    less = without(whole, whole.rows("articles")[0]["article_id"])
    load(whole, server)
    rows(server, "MATCH (p:Person) WITH p LIMIT 1 CREATE (p)-[:KNOWS {since: 2020}]->(:Note {id: 'n', text: 'mine'})")
    kept = load(less, server)
    nodes, links = expected(less)
    full = expected(whole)
    assert (kept.surplus_nodes, kept.surplus_relationships) == (len(full[0]) - len(nodes), len(full[1]) - len(links))
    pruned = load(less, server, prune=True)
    assert (pruned.nodes.removed, pruned.relationships.removed) == (kept.surplus_nodes, kept.surplus_relationships)
    assert rows(server, "MATCH (:Person)-[k:KNOWS]->(n:Note) RETURN k.since, n.text") == [[2020, "mine"]]
    rows(server, "MATCH (n:Note) DETACH DELETE n")
    assert contents(server) == (nodes, links)


def test_changes_are_written_and_users_notes_stay(server: Server) -> None:
    dataset = news()
    load(dataset, server)
    tables = {name: dataset.rows(name) for name in ("articles", "mentions", "relations", "entities")}
    person = next(e for e in tables["entities"] if e["name"] == "马晓梅")
    person |= {"aliases": ["马总"], "last_seen": None}
    post = next(r for r in tables["relations"] if r["head_id"] == person["entity_id"])
    post |= {"sentence": "别的话。", "score": 0.25}
    rows(server, "MATCH (p:Person {name: '马晓梅'}) SET p.note = 'ask her', p:Watched, p.aliases = ['broken']")
    summary = load(Dataset.from_rows(**tables), server)
    assert summary.nodes.changed == 1
    assert summary.relationships == Count(changed=1, unchanged=summary.relationships.unchanged)
    ((labels, props),) = rows(server, "MATCH (p:Person {name: '马晓梅'}) RETURN labels(p), properties(p)")
    assert set(labels) == {"Entity", "Person", "Watched"}
    assert (props["note"], props["aliases"], "last_seen" in props) == ("ask her", ["马总"], False)
    assert rows(server, "MATCH (:Person {name: '马晓梅'})-[r:HOLDS_POST]->() RETURN r.sentence, r.score") == [["别的话。", 0.25]]


def test_hostile_names_are_data(server: Server) -> None:
    dataset = hostile()
    tables = {name: dataset.rows(name) for name in ("articles", "mentions", "relations", "entities")}
    cypher = "'}) DETACH DELETE n //` ${evil} $rows {id: 1} \\u0027 \\"
    tables["entities"].append(tables["entities"][1] | {"entity_id": "e-cypher", "name": cypher, "aliases": [cypher]})
    whole = Dataset.from_rows(**tables)
    load(whole, server)
    names = {row[0] for row in rows(server, "MATCH (n:Entity) RETURN coalesce(n.full_name, n.name)")}
    assert names == {*HOSTILE, cypher}
    assert contents(server) == expected(whole)
    assert load(whole, server).nodes == Count(unchanged=len(HOSTILE) + 2)


def test_a_type_that_cannot_be_named_is_refused(server: Server, tmp_path: Path, environment: dict[str, str]) -> None:
    dataset = hostile()
    tables = {name: dataset.rows(name) for name in ("articles", "mentions", "relations", "entities")}
    tables["relations"][0]["type"] = "X]->() DETACH DELETE n //"
    write_dataset(Dataset.from_rows(**tables), tmp_path)
    result = CliRunner().invoke(app, ["load", str(tmp_path)])
    assert (result.exit_code, contents(server)) == (2, ({}, {}))
    assert "cannot be a type in Neo4j" in result.stderr


def test_many_relationships_of_few_nodes_by_many_workers(server: Server) -> None:
    """Three workers on hubs that all share: no deadlock, nothing lost; then the same, changed and pruned."""
    dataset = hubs(30_000)
    told: list[Progress] = []
    summary = load_graph(KnowledgeGraph(dataset), server, Options(batch=1_000), told.append)
    assert summary.relationships == Count(created=30_000)
    assert sum(e.rows for e in told if e.stage == "relationships") == 30_000
    assert rows(server, "MATCH ()-[r:COOPERATES_WITH]->() RETURN count(DISTINCT r.id)") == [[30_000]]
    assert load(dataset, server, batch=1_000).relationships == Count(unchanged=30_000)


def hubs(number: int) -> Dataset:
    """Relationships between forty organisations, each with its own `what`."""
    entities = [{"entity_id": f"e{i}", "type": "ORG", "name": f"公司{i}", "aliases": [], "attributes": "{}"} for i in range(40)]
    article = {"article_id": "a", "doc": "a.txt", "seq": 0, "title": "合作", "date": "2024-01-01", "kind": "news", "text": "合作"}
    relations = [
        {
            "relation_id": stable_id("r", i),
            "type": "COOPERATES_WITH",
            "head_id": f"e{i % 40}",
            "tail_id": f"e{(i // 40) % 40}",
            "article_id": "a",
            "start": 0,
            "end": 2,
            "sentence": "合作",
            "props": json.dumps({"what": f"事{i}"}),
            "source": "test",
            "score": 1.0,
        }
        for i in range(number)
    ]
    return Dataset.from_rows(articles=[article], entities=entities, relations=relations)


def test_the_command_prints_what_it_did(tmp_path: Path, environment: dict[str, str]) -> None:
    write_dataset(news(), tmp_path)
    first = CliRunner().invoke(app, ["load", str(tmp_path)])
    again = CliRunner().invoke(app, ["load", str(tmp_path)])
    assert (first.exit_code, again.exit_code) == (0, 0), first.stderr
    nodes, links = expected(news())
    assert f"nodes\t{len(nodes)}\t0\t0\t0" in first.stdout
    assert f"relationships\t0\t0\t{len(links)}\t0" in again.stdout
