"""Queries without a server: a store in this process, made of the dataset by kglite.

kglite speaks most of Cypher. What it does not answer as Neo4j does is refused or told, by `kg.neo4j.refused`; the
suite of `tests/neo4j/test_parity.py` runs every shipped query, and a list of shapes, on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import numpy as np

from kg.errors import InputError, MissingExtra
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j import statements as cypher
from kg.neo4j.query import Answer, Link, Node, Query, Walk, check_parameters
from kg.neo4j.refused import check_supported, notes
from kg.neo4j.rows import Links, all_nodes
from kg.neo4j.work import slices

_BATCH = 20_000


class EmbeddedStore:
    """A graph in memory that answers Cypher."""

    def __init__(self, graph: KnowledgeGraph, every_evidence: bool = False) -> None:
        try:
            import kglite
        except ImportError as error:
            raise MissingExtra("queries without a server need kglite: pip install 'kg[cypher]'") from error
        kglite.set_query_warning_policy("silent")
        self._error = kglite.KgError
        self._store = kglite.KnowledgeGraph()
        for statement, rows in _statements(graph, every_evidence):
            self._store.cypher(statement, params={"rows": rows})

    def run(self, query: Query, parameters: Mapping[str, Any]) -> Answer:
        """Run a query that only reads.

        Raises:
            InputError: parameters are missing or unknown, or the query is one that only a server answers.
        """
        check_parameters(query, parameters)
        check_supported(query)
        try:
            result: Any = self._store.cypher(query.text, params=dict(parameters), disable_optimizer=True)
        except self._error as error:
            raise InputError(f"{query.title}: the embedded store does not take this query: {error}; run it on a server") from error
        columns = tuple(result.columns)
        rows = [tuple(from_store(row[name]) for name in columns) for row in result.to_list()]
        return Answer(columns, rows, (*notes(query), *(f"embedded store: {said}" for said in result.warnings)))


def from_store(value: Any) -> Any:
    """A value of kglite as one of ours."""
    if isinstance(value, dict) and {"labels", "properties"} <= value.keys():
        return Node(tuple(value["labels"]), {k: v for k, v in value["properties"].items() if k not in ("type", "title")})
    if isinstance(value, dict) and {"type", "start", "end", "properties"} <= value.keys():
        return Link(value["type"], {k: v for k, v in value["properties"].items() if k != "type"})
    if isinstance(value, dict) and {"nodes", "relationships"} <= value.keys():
        forward = tuple(r["start"] == node["id"] for r, node in zip(value["relationships"], value["nodes"], strict=False))
        return Walk(tuple(map(from_store, value["nodes"])), tuple(map(from_store, value["relationships"])), forward)
    if isinstance(value, dict):
        return {key: from_store(v) for key, v in value.items()}
    return [from_store(v) for v in value] if isinstance(value, list) else value


def _statements(graph: KnowledgeGraph, every_evidence: bool) -> Iterator[tuple[str, list[Any]]]:
    for nodes in all_nodes(graph):
        for part in slices(np.arange(len(nodes)), _BATCH):
            for labels, group in groupby(nodes.rows(part), key=lambda n: n.labels):
                yield cypher.create_nodes(labels), [n.props for n in group]
    links = Links(graph, merged=not every_evidence)
    for part in slices(np.arange(len(links)), _BATCH):
        for key, found in groupby(links.rows(part), key=lambda r: (r.type, r.tail_label)):
            links_of = list(found)
            keys = cypher.link_keys(links_of)
            yield cypher.create_links(*key, keys), [cypher.link_row(r, keys) for r in links_of]
