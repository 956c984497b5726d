"""What the exports share: the columns with their types, colours and sizes of nodes and edges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kg.graph.knowledge import KnowledgeGraph
from kg.graph.views import edge_table, node_table
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

BATCH = 10_000
ARTICLE_COLOR = "#bab0ac"
OTHER_COLOR = "#888888"


@dataclass(frozen=True)
class Counts:
    """How many nodes and edges were written."""

    nodes: int
    edges: int


@dataclass(frozen=True)
class Options:
    """`merged`: one edge for a fact, its weight the number of evidences; else one for every evidence. `articles`: as nodes too."""

    merged: bool = True
    articles: bool = False


def tables(graph: KnowledgeGraph, options: Options) -> tuple[pa.Table, pa.Table]:
    """Nodes and edges; columns that are empty throughout are left out."""
    nodes, edges = node_table(graph, options.articles), edge_table(graph, options.merged, options.articles)
    return _filled(nodes, ("id", "label", "type")), _filled(edges, ("id", "source", "target", "label", "type", "weight"))


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Rows as dictionaries, some thousands in memory at a time."""
    for batch in table.to_batches(max_chunksize=BATCH):
        yield from batch.to_pylist()


def column_type(field: pa.Field) -> str:
    """The name of a column's type in GraphML and (int apart) GEXF."""
    if pa.types.is_integer(field.type):
        return "int"
    return "double" if pa.types.is_floating(field.type) else "string"


def node_color(kind: str) -> tuple[int, int, int]:
    """Red, green and blue (0–255) of an entity type."""
    known = ENTITY_TYPES.get(kind)
    return _rgb(known.color if known else ARTICLE_COLOR if kind == "ARTICLE" else OTHER_COLOR)


def edge_color(kind: str) -> tuple[int, int, int]:
    """Red, green and blue (0–255) of a relation type."""
    known = RELATION_TYPES.get(kind)
    return _rgb(known.color if known else OTHER_COLOR)


def node_size(mentions: int | None) -> float:
    """A size in Gephi's units that grows with the logarithm of the mentions, from 10."""
    return round(10 + 5 * math.log2(1 + (mentions or 0)), 2)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _filled(table: pa.Table, always: tuple[str, ...]) -> pa.Table:
    return table.select([c for c in table.column_names if c in always or table[c].null_count < len(table)])
