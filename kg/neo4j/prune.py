"""What a database holds of other loads: counted, or removed. What users drew themselves has no hash and is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from kg.neo4j import statements as cypher
from kg.neo4j.database import Database, Step
from kg.neo4j.rows import Links, Nodes
from kg.neo4j.schema import is_type


def surplus(database: Database, nodes: tuple[Nodes, ...], links: Links) -> tuple[int, int]:
    """How many nodes and relationships that kg loaded are not in the graph."""
    there = sum(database.value(f"MATCH (n:{g.label}) WHERE n.hash IS NOT NULL RETURN count(n)") for g in nodes)
    edges = database.value("MATCH ()-[r]->() RETURN count(r)")
    if edges > len(links):
        edges = database.value("MATCH ()-[r]->() WHERE r.hash IS NOT NULL RETURN count(r)")
    return there - sum(map(len, nodes)), max(0, edges - len(links))


def prune_links(database: Database, links: Links, size: int) -> int:
    """Remove the relationships of entities that have none of their type in the graph; `Load` has seen to the others."""
    removed, own = 0, links.by_type()
    for kind in filter(is_type, list(database.column("CALL db.relationshipTypes()"))):
        heads = links.heads.take(pa.array(own[kind])).unique() if kind in own else pa.array([], pa.string())
        for gone in _batches(_without(database.column(cypher.link_heads(kind)), heads, size), size):
            database.write([Step(cypher.delete_links(kind), {"heads": gone, "ids": None})])
            removed += len(gone)
    return removed


def prune_nodes(database: Database, nodes: tuple[Nodes, ...], size: int) -> int:
    """Remove nodes that are not in the graph."""
    removed = 0
    for group in nodes:
        ids = database.column(f"MATCH (n:{group.label}) WHERE n.hash IS NOT NULL RETURN n.id")
        for gone in _batches(_without(ids, group.ids, size), size):
            database.write([Step(cypher.delete_nodes(group.label), {"ids": gone})])
            removed += len(gone)
    return removed


def _without(ids: Iterable[str], known: pa.Array, size: int) -> list[str]:
    """Those that are not known; read to the end before anything is removed."""
    found: list[str] = []
    for batch in _batches(ids, size):
        column = pa.array(batch, pa.string())
        found += column.filter(pc.invert(pc.is_in(column, value_set=known))).to_pylist()
    return found


def _batches(values: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
