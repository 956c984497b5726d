"""The graph in Neo4j Browser: three shipped queries, drawn in colours with names on nodes and posts on relationships.

`KG_PICTURES=docs pytest tests/neo4j/test_browser.py` writes the pictures of the README.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.load import load_graph
from kg.neo4j.query import Node, Walk, read_query, run_query
from kg.ontology import ENTITY_TYPES
from tests.neo4j.browser import CHROMIUM, draw, drop_style, neo4j_browser
from tests.neo4j.local import PASSWORD, LocalNeo4j
from tests.neo4j.store import pages

pytestmark = [pytest.mark.neo4j, pytest.mark.browser, pytest.mark.slow]

QUERIES = Path(__file__).parents[2] / "queries"
SHOWN = {"around": "browser.png", "people-map": "browser-people-map.png", "investment-map": "browser-investment-map.png"}
COLORS = {t.label: t.color for t in ENTITY_TYPES.values()}


def need_chromium() -> None:
    """Skip without a browser; in CI that is a failure."""
    if CHROMIUM:
        pytest.importorskip("playwright")
    elif os.environ.get("CI"):
        pytest.fail("CI must test Neo4j Browser: apt-get install chromium fonts-noto-cjk")
    else:
        pytest.skip("no Chromium (apt-get install chromium fonts-noto-cjk)")


def test_three_queries_as_a_person_sees_them(make_local: Callable[..., LocalNeo4j]) -> None:
    need_chromium()
    local = make_local().start()
    load_graph(KnowledgeGraph(pages()), local.server)
    pictures = Path(os.environ["KG_PICTURES"]) if "KG_PICTURES" in os.environ else None
    with neo4j_browser(local.http, local.bolt, PASSWORD) as page:
        drop_style(page, QUERIES / "style.grass")
        for name, picture in SHOWN.items():
            query = read_query(QUERIES / f"{name}.cypher")
            wanted = nodes_of(run_query(query, local.server, query.examples).rows)
            drawn, links = draw(page, query.text, query.examples, pictures / picture if pictures else None)
            assert len(drawn) == len(wanted) > 5
            assert sorted(color for _, color in drawn) == sorted(COLORS[node.labels[-1]] for node in wanted.values())
            names = [node.props["name"] for node in wanted.values()]
            assert all(any(full.startswith(caption.rstrip("…. ")) for full in names) for caption, _ in drawn), drawn
            assert all(len(caption) > 1 for caption, _ in drawn)
            assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(links))
            assert not any("HOLDS_POST" in caption or "INVESTS_IN" in caption for caption in links)


def nodes_of(rows: list[tuple]) -> dict[str, Node]:
    """The nodes of all paths, by id."""
    return {node.props["id"]: node for row in rows for value in row if isinstance(value, Walk) for node in value.nodes}
