"""GraphML as Gephi and networkx read it.

Gephi (ImporterGraphML) takes a key for one of its own properties by the key's id or name: label, size,
r, g, b of nodes; label, weight, r, g, b of edges; keys of ids d3 and d7 it takes for yEd's labels.
So ids are the names with a prefix, and every name has one key a kind with one data type.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa

from kg.export.columns import Counts, Options, column_type, edge_color, node_color, node_size, rows, tables
from kg.export.files import clean, label, new_file
from kg.graph.knowledge import KnowledgeGraph

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_COLOR = {"r": "int", "g": "int", "b": "int"}


def write_graphml(graph: KnowledgeGraph, path: str | Path, *, merged: bool = True, articles: bool = False) -> Counts:
    """Write GraphML: nodes with label, type and colour, edges with label, type, weight and evidence.

    Raises:
        OutputError: the file cannot be written; none is left behind.
    """
    nodes, edges = tables(graph, Options(merged, articles))
    with new_file(path) as file:
        _write(file, nodes, edges)
    return Counts(len(nodes), len(edges))


def _write(file: IO[str], nodes: pa.Table, edges: pa.Table) -> None:
    file.write(_HEAD)
    file.writelines(key_lines("node", {**_types(nodes, ("id",)), "size": "double", **_COLOR}))
    file.writelines(key_lines("edge", {**_types(edges, ("id", "source", "target")), **_COLOR}))
    file.write('<graph edgedefault="directed">\n')
    file.writelines(map(node_line, rows(nodes)))
    file.writelines(map(edge_line, rows(edges)))
    file.write("</graph>\n</graphml>\n")


def key_lines(kind: str, types: dict[str, str]) -> Iterator[str]:
    """The declarations of a kind's attributes."""
    for name, type in types.items():
        yield f'<key id={_key(kind, name)} for="{kind}" attr.name={quoteattr(clean(name))} attr.type="{type}"/>\n'


def node_line(row: dict[str, Any]) -> str:
    """One node; empty values are left out."""
    r, g, b = node_color(row["type"])
    data = row | {"label": label(row["label"], row["id"]), "size": node_size(row.get("mentions")), "r": r, "g": g, "b": b}
    return f"<node id={_attribute(data.pop('id'))}>{_data('node', data)}</node>\n"


def edge_line(row: dict[str, Any]) -> str:
    """One edge; empty values are left out."""
    r, g, b = edge_color(row["type"])
    data = row | {"label": label(row["label"], row["type"]), "r": r, "g": g, "b": b}
    ends = " ".join(f"{name}={_attribute(data.pop(name))}" for name in ("id", "source", "target"))
    return f"<edge {ends}>{_data('edge', data)}</edge>\n"


def _data(kind: str, values: dict[str, Any]) -> str:
    texts = ((name, _text(value)) for name, value in values.items() if value is not None)
    return "".join(f"<data key={_key(kind, name)}>{text}</data>" for name, text in texts if text)


@lru_cache(maxsize=1000)
def _key(kind: str, name: str) -> str:
    return quoteattr(f"{kind}_{clean(name)}")


def _text(value: Any) -> str:
    return escape(clean(value)).replace("\r", "&#13;") if isinstance(value, str) else str(value)


def _attribute(value: Any) -> str:
    return quoteattr(clean(value))


def _types(table: pa.Table, without: tuple[str, ...]) -> dict[str, str]:
    return {field.name: column_type(field) for field in table.schema if field.name not in without}
