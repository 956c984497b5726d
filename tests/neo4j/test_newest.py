"""The newest Neo4j, where a Java for it is found: loaded, loaded again, queried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.load import Count, Options, load_graph
from kg.neo4j.query import read_query, run_query
from tests.neo4j.local import NEWEST, LocalNeo4j, missing
from tests.neo4j.store import contents, expected, pages

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.mark.skipif(not NEWEST.java_home(), reason=f"Neo4j {NEWEST.version}: {missing(NEWEST)}")
def test_newest_release(make_local: Callable[..., LocalNeo4j]) -> None:
    local, graph = make_local(release=NEWEST).start(), KnowledgeGraph(pages())
    load_graph(graph, local.server)
    nodes, links = expected(pages())
    assert contents(local.server) == (nodes, links)
    again = load_graph(graph, local.server, Options(prune=True))
    assert (again.nodes, again.relationships) == (Count(unchanged=len(nodes)), Count(unchanged=len(links)))
    for file in sorted((Path(__file__).parents[2] / "queries").glob("*.cypher")):
        query = read_query(file)
        run_query(query, local.server, query.examples)
