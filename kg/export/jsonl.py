"""JSON Lines: a line for every entity, article and relation, nested, with all evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.export.columns import Counts, rows
from kg.export.files import clean, new_file
from kg.graph.facts import json_object
from kg.graph.knowledge import KnowledgeGraph
from kg.graph.views import edge_table, node_table

_EVIDENCE = ("date", "headline", "doc", "sentence", "article_id", "relation_id", "start", "end")


def write_jsonl(graph: KnowledgeGraph, path: str | Path, *, merged: bool = True, articles: bool = False) -> Counts:
    """Write one object a line: nodes (`"record": "node"`) first, then edges (`"record": "edge"`).

    Raises:
        OutputError: the file cannot be written; none is left behind.
    """
    nodes, edges = node_table(graph, articles, flat=False), edge_table(graph, merged, articles, flat=False)
    with new_file(path) as file:
        file.writelines(json_line(node_record(row)) for row in rows(nodes))
        file.writelines(json_line(edge_record(row)) for row in rows(edges))
    return Counts(len(nodes), len(edges))


def node_record(row: dict[str, Any]) -> dict[str, Any]:
    """A node: aliases as a list, attributes as an object; empty values are left out."""
    attributes = json_object(row.get("attributes"), f"{row['id']}: attributes")
    return {"record": "node"} | {k: v for k, v in (row | {"attributes": attributes}).items() if v not in (None, {}, [])}


def edge_record(row: dict[str, Any]) -> dict[str, Any]:
    """An edge: props as an object, evidence as a list of objects."""
    columns = {name: row.pop(name) for name in _EVIDENCE if row.get(name) is not None}
    evidence = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return {"record": "edge"} | row | {"props": json_object(row["props"], f"{row['id']}: props"), "evidence": evidence}


def json_line(record: dict[str, Any]) -> str:
    """One line of JSON, Chinese as it is; what a text file cannot hold is gone or escaped."""
    return clean(json.dumps(record, ensure_ascii=False)) + "\n"
