"""What a database holds, in a form that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.dataset import Dataset
from kg.evaluate.annotated import read_annotated
from kg.evaluate.convert import to_dataset
from kg.neo4j.connect import Server, connected

SEEDS = Path(__file__).parents[2] / "seeds"


def pages() -> Dataset:
    """The twelve annotated sample pages."""
    return to_dataset({path.stem: read_annotated(path) for path in sorted((SEEDS / "annotated").glob("*.txt"))})


def wipe(server: Server) -> None:
    """Empty the database: data, constraints, indexes."""
    with connected(server) as driver, driver.session(database=server.database) as session:
        session.run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX `{name}`").consume()


def rows(server: Server, query: str, **parameters: Any) -> list[list[Any]]:
    """The rows of a query."""
    with connected(server) as driver, driver.session(database=server.database) as session:
        return session.run(query, parameters).values()


def contents(server: Server) -> tuple[dict[str, Any], dict[str, Any]]:
    """All nodes by id with labels and properties, all relationships by id with type, ends and properties."""
    nodes = rows(server, "MATCH (n) RETURN n.id, labels(n), properties(n)")
    links = rows(server, "MATCH (a)-[r]->(b) RETURN r.id, type(r), a.id, b.id, properties(r)")
    assert len({n[0] for n in nodes}) == len(nodes), "two nodes of one id"
    assert len({r[0] for r in links}) == len(links), "two relationships of one id"
    return {n[0]: (sorted(n[1]), n[2]) for n in nodes}, {r[0]: tuple(r[1:]) for r in links}


def expected(dataset: Dataset, merged: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `contents` must be after a load, by the rows of the dataset."""
    from kg.graph.knowledge import KnowledgeGraph
    from kg.neo4j.rows import Links, all_nodes

    graph = KnowledgeGraph(dataset)
    nodes = {n.props["id"]: (sorted(n.labels), n.props) for group in all_nodes(graph) for n in group.rows(range(len(group)))}
    found = Links(graph, merged)
    return nodes, {r.props["id"]: (r.type, r.head, r.tail, r.props) for r in found.rows(range(len(found)))}
