"""The graph as rows of nodes and relationships: what the loader, neo4j-admin and the embedded store all write.

Empty values are left out. Names are data: nothing in them is ever part of a statement.
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.graph.facts import json_object
from kg.graph.knowledge import KnowledgeGraph
from kg.graph.views import edge_table
from kg.neo4j.schema import ARTICLE, ENTITY, check_types, entity_label
from kg.relate.quantities import yuan

LONGEST_NAME = 2_000
"""Characters of a name that Neo4j's range index is sure to hold (it takes 8,167 bytes); longer ones are whole in `full_name`."""

_LISTS = ["date", "headline", "doc", "sentence", "article_id", "relation_id", "start", "end"]
Props = dict[str, Any]


@dataclass(frozen=True)
class Node:
    """A node: its labels, the one with the constraint first, and its properties, `id` and `hash` among them."""

    labels: tuple[str, ...]
    props: Props


@dataclass(frozen=True)
class Link:
    """A relationship from an entity to an entity or article."""

    type: str
    head: str
    tail: str
    tail_label: str
    props: Props


class Nodes:
    """Entities or articles of a graph, by position."""

    def __init__(self, label: str, table: pa.Table) -> None:
        self.label = label
        self.table = table
        self.ids: pa.Array = _one(table[f"{label.lower()}_id"])

    def __len__(self) -> int:
        return len(self.table)

    def rows(self, places: Sequence[int] | np.ndarray) -> list[Node]:
        """The nodes at these places."""
        make = entity_node if self.label == ENTITY else article_node
        return [make(row) for row in self.table.take(pa.array(places, pa.int64())).to_pylist()]


class Links:
    """Relationships of a graph, by position; in order of type and head."""

    def __init__(self, graph: KnowledgeGraph, merged: bool) -> None:
        table = edge_table(graph, merged=merged, articles=True, flat=False)
        order = pc.sort_indices(table, [("type", "ascending"), ("source", "ascending")])
        self._lists = table.select(_LISTS).take(order)
        self.table = _with_first(table).drop_columns(_LISTS).take(order)
        self.ids: pa.Array = _one(self.table["id"])
        self.heads: pa.Array = _one(self.table["source"])
        self.tails: pa.Array = _one(self.table["target"])
        self.types = np.array(self.table["type"].to_pylist(), object)
        self.to_article = np.asarray(pc.is_in(self.tails, value_set=_one(graph.source.articles["article_id"])))
        check_types(set(self.types))

    def __len__(self) -> int:
        return len(self.table)

    def by_type(self) -> dict[str, np.ndarray]:
        """The places of each type, in order of heads."""
        kinds, starts = np.unique(self.types.astype(str), return_index=True)
        ends = [*starts[1:].tolist(), len(self)]
        return {str(kind): np.arange(start, end) for kind, start, end in zip(kinds, starts.tolist(), ends, strict=True)}

    def rows(self, places: Sequence[int] | np.ndarray) -> list[Link]:
        """The relationships at these places."""
        picked = pa.array(places, pa.int64())
        rows = self.table.take(picked).to_pylist()
        several = [i for i, row in enumerate(rows) if row["weight"] > 1 and row["type"] != "MENTIONED_IN"]
        for i, lists in zip(several, self._lists.take(picked.take(pa.array(several, pa.int64()))).to_pylist(), strict=True):
            rows[i] |= lists
        labels = [ARTICLE if a else ENTITY for a in self.to_article[np.asarray(places, np.int64)]]
        return [link(row, label) for row, label in zip(rows, labels, strict=True)]


def all_nodes(graph: KnowledgeGraph) -> tuple[Nodes, Nodes]:
    """Entities, in order of type, and articles."""
    entities = graph.source.entities.sort_by("type")
    return Nodes(ENTITY, entities), Nodes(ARTICLE, graph.source.articles)


def entity_node(row: dict[str, Any]) -> Node:
    """A row of the dataset's entities."""
    name = row["name"] or row["entity_id"]
    props = {key: value for key, value in json_object(row["attributes"], f"entities.parquet: {row['entity_id']}").items()}
    own = {
        "id": row["entity_id"],
        "name": name[:LONGEST_NAME],
        "full_name": name if len(name) > LONGEST_NAME else None,
        "aliases": [alias for alias in row["aliases"] or () if alias],
        "adcode": row["adcode"],
        "first_seen": row["first_seen"],
        "last_seen": row["last_seen"],
        "articles": row["articles"] or 0,
        "mentions": row["mentions"] or 0,
    }
    return _node((ENTITY, entity_label(row["type"])), own | beside(own, props))


def article_node(row: dict[str, Any]) -> Node:
    """A row of the dataset's articles; without a headline, its page and number are its name."""
    props = {
        "id": row["article_id"],
        "name": row["title"] or f"{row['doc'] or ''} #{row['seq'] or 0}",
        "doc": row["doc"],
        "seq": row["seq"],
        "date": row["date"],
        "publication": row["publication"],
        "issue": row["issue"],
        "kind": row["kind"],
        "byline": [name for name in row["byline"] or () if name],
    }
    return _node((ARTICLE,), props)


def link(row: dict[str, Any], tail_label: str) -> Link:
    """A row of `Links`; a sum of money gets its value as `yuan`."""
    mentioned = row["type"] == "MENTIONED_IN"
    own = {"id": row["id"], "label": row["label"], **(mention_props(row) if mentioned else evidence_props(row))}
    props = filled(own | beside(own, _props(row["props"])))
    if isinstance(amount := props.get("amount"), str) and (value := yuan(amount)) is not None:
        props["yuan"] = float(value)
    props["hash"] = content_hash((row["type"], row["source"], row["target"]), props)
    return Link(row["type"], row["source"], row["target"], tail_label, props)


def mention_props(row: dict[str, Any]) -> Props:
    """What MENTIONED_IN carries: how often, and when."""
    return {"mentions": int(row["weight"]), "date": row["first_date"]}


def evidence_props(row: dict[str, Any]) -> Props:
    """The oldest evidence as `sentence`, `article`, `date`; where there are several, all of them as lists of one order."""
    first = {
        "weight": int(row["weight"]),
        "score": round(row["score"], 4),
        "date": row["first_date"],
        "last_date": row["last_date"],
        "sentence": row["first_sentence"],
        "article": row["first_headline"] or row["first_doc"],
        "article_id": row["first_article_id"],
    }
    if row["weight"] == 1:
        return first
    return {
        **first,
        "dates": _texts(row["date"]),
        "sentences": _texts(row["sentence"]),
        "articles": [h or d or "" for h, d in zip(row["headline"], row["doc"], strict=True)],
        "article_ids": _texts(row["article_id"]),
    }


def beside(own: Props, props: Props) -> Props:
    """Properties of the dataset's own making; a name that is taken already gets the prefix `prop_`."""
    return {(f"prop_{key}" if key in own or key == "hash" or not key else key): scalar(value) for key, value in props.items()}


def scalar(value: Any) -> Any:
    """A value as a property can hold it: lists and objects as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (list, dict)) else value


def filled(props: Props) -> Props:
    """Without None, empty texts and empty lists, which Neo4j's ways of loading do not treat alike."""
    return {key: value for key, value in props.items() if value is not None and value != "" and value != []}


def content_hash(place: Sequence[str], props: Props) -> str:
    """16 hex digits that tell whether a row is what it was. marshal's version 0 is fast and the same in all Pythons."""
    return hashlib.blake2b(marshal.dumps((tuple(place), props), 0), digest_size=8).hexdigest()


def _node(labels: tuple[str, ...], props: Props) -> Node:
    props = filled(props)
    return Node(labels, props | {"hash": content_hash(labels, props)})


@lru_cache(maxsize=10_000)
def _props(text: str | None) -> Props:
    return json_object(text, "relations.parquet: props")


def _with_first(table: pa.Table) -> pa.Table:
    """With the first evidence of each relationship in columns of its own; MENTIONED_IN may have none."""
    for name in ("sentence", "headline", "doc", "article_id"):
        column = _one(table[name])
        has = pc.greater(pc.list_value_length(column), 0).fill_null(False)
        first = pc.list_element(pc.if_else(has, column, pa.scalar([None], column.type)), 0)
        table = table.append_column(f"first_{name}", first)
    return table


def _texts(values: Sequence[Any]) -> list[str]:
    return ["" if value is None else value for value in values]


def _one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
