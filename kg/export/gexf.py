"""GEXF 1.3 with time: entities from first to last seen, relations on the days they were printed.

Source: https://gexf.net/schema.html. Gephi shows its timeline for such a file. networkx reads it
(3.6, not 3.5, `read_gexf(path, version="1.3")`) but for the colours of edges; it gives a DiGraph where no edges are parallel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import quoteattr

import pyarrow as pa

from kg.export.columns import Counts, Options, column_type, edge_color, node_color, node_size, rows, tables
from kg.export.files import clean, label, new_file
from kg.graph.knowledge import KnowledgeGraph
from kg.graph.views import SEPARATOR

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>kg</creator></meta>
<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NODE_OWN = ("id", "label")
_EDGE_OWN = ("id", "source", "target", "label", "weight")


def write_gexf(graph: KnowledgeGraph, path: str | Path, *, merged: bool = True, articles: bool = False) -> Counts:
    """Write GEXF 1.3 with colours, sizes, kinds of edges and time.

    Raises:
        OutputError: the file cannot be written; none is left behind.
    """
    nodes, edges = tables(graph, Options(merged, articles))
    with new_file(path) as file:
        _write(file, nodes, edges)
    return Counts(len(nodes), len(edges))


def _write(file: IO[str], nodes: pa.Table, edges: pa.Table) -> None:
    file.write(_HEAD)
    file.writelines(attribute_lines("node", nodes.schema, _NODE_OWN))
    file.writelines(attribute_lines("edge", edges.schema, _EDGE_OWN))
    file.write(f'<nodes count="{len(nodes)}">\n')
    file.writelines(map(node_lines, rows(nodes)))
    file.write(f'</nodes>\n<edges count="{len(edges)}">\n')
    file.writelines(map(edge_lines, rows(edges)))
    file.write("</edges>\n</graph>\n</gexf>\n")


def attribute_lines(kind: str, schema: pa.Schema, own: tuple[str, ...]) -> Iterator[str]:
    """The declarations of a kind's attributes, but for those that GEXF has itself."""
    yield f'<attributes class="{kind}" mode="static">\n'
    for field in schema:
        if field.name not in own:
            type = {"int": "integer"}.get(column_type(field), column_type(field))
            yield f'<attribute id={_quoted(field.name)} title={_quoted(field.name)} type="{type}"/>\n'
    yield "</attributes>\n"


def node_lines(row: dict[str, Any]) -> str:
    """One node, alive from `first_seen` to `last_seen`; without dates it is always there."""
    span = "".join(f' {name}="{day}"' for name, day in (("start", row.get("first_seen")), ("end", row.get("last_seen"))) if _is_day(day))
    look = f'{_color(node_color(row["type"]))}<viz:size value="{node_size(row.get("mentions"))}"/>'
    return f"<node id={_quoted(row['id'])} label={_quoted(label(row['label'], row['id']))}{span}>{_values(row, _NODE_OWN)}{look}</node>\n"


def edge_lines(row: dict[str, Any]) -> str:
    """One edge, with a spell for each day it was printed on."""
    ends = " ".join(f"{name}={_quoted(row[name])}" for name in ("id", "source", "target"))
    ends += f" label={_quoted(label(row['label'], row['type']))}"
    days = sorted({day for day in (row.get("date") or "").split(SEPARATOR) if _is_day(day)})
    spells = "".join(f'<spell start="{day}" end="{day}"/>' for day in days)
    inner = _values(row, _EDGE_OWN) + (f"<spells>{spells}</spells>" if spells else "") + _color(edge_color(row["type"]))
    return f'<edge {ends} kind={_quoted(row["type"])} weight="{row["weight"]}">{inner}</edge>\n'


def _values(row: dict[str, Any], own: tuple[str, ...]) -> str:
    texts = ((_name(name), clean(value)) for name, value in row.items() if value is not None and name not in own)
    found = "".join(f"<attvalue for={name} value={quoteattr(text)}/>" for name, text in texts if text)
    return f"<attvalues>{found}</attvalues>"


@lru_cache(maxsize=1000)
def _name(name: str) -> str:
    return _quoted(name)


def _color(color: tuple[int, int, int]) -> str:
    return '<viz:color r="{}" g="{}" b="{}"/>'.format(*color)


def _is_day(text: str | None) -> bool:
    return bool(text and _DAY.fullmatch(text))


def _quoted(value: Any) -> str:
    return quoteattr(clean(value))
