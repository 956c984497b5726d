"""The embedded store answers as Neo4j does, or refuses."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.connect import Server
from kg.neo4j.embedded import EmbeddedStore
from kg.neo4j.load import load_graph
from kg.neo4j.query import Answer, Query, read_query, run_query, to_json
from tests.neo4j.shapes import PARAMETERS, SHAPES
from tests.neo4j.store import pages, wipe

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
pytest.importorskip("kglite")

FILES = sorted((Path(__file__).parents[2] / "queries").glob("*.cypher"))
EMPTY = {"homonyms"}  # the sample pages have none


@pytest.fixture(scope="module")
def stores(running: Server) -> tuple[Server, EmbeddedStore]:
    wipe(running)
    graph = KnowledgeGraph(pages())
    load_graph(graph, running)
    return running, EmbeddedStore(graph)


def found(answer: Answer, ordered: bool) -> list[str]:
    """Rows that can be compared: floats to nine digits; in order only where the query gives one."""
    rows = [json.dumps(shortened(to_json(list(row))), ensure_ascii=False, sort_keys=True) for row in answer.rows]
    return rows if ordered else sorted(rows)


def shortened(value: Any) -> Any:
    if isinstance(value, float) and math.isfinite(value):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: shortened(v) for key, v in value.items()}
    return [shortened(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_shipped_queries(file: Path, stores: tuple[Server, EmbeddedStore]) -> None:
    server, embedded = stores
    query = read_query(file)
    assert file.read_text("utf-8").startswith("// ")
    assert set(query.examples) == set(query.parameters)
    neo4j, own = run_query(query, server, query.examples), embedded.run(query, query.examples)
    assert neo4j.columns == own.columns
    assert found(neo4j, "ORDER BY" in query.text) == found(own, "ORDER BY" in query.text)
    assert neo4j.rows or file.stem in EMPTY


def test_there_are_enough() -> None:
    assert len(FILES) >= 15


def test_shapes(stores: tuple[Server, EmbeddedStore]) -> None:
    """Every shape that the embedded store takes has the rows that Neo4j gives."""
    server, embedded = stores
    different, refused, silent = [], 0, 0
    for shape in SHAPES:
        query = Query("shape", shape)
        parameters = {name: PARAMETERS[name] for name in query.parameters}
        try:
            own = embedded.run(query, parameters)
        except KgError as error:
            refused += 1
            silent += "server" not in str(error)
            continue
        neo4j, ordered = run_query(query, server, parameters), "ORDER BY" in shape
        if neo4j.columns != own.columns or found(neo4j, ordered) != found(own, ordered):
            different.append(shape)
    assert (different, silent) == ([], 0)
    assert refused < len(SHAPES) / 2
