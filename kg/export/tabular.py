"""nodes.csv and edges.csv for spreadsheets and Gephi's spreadsheet importer.

UTF-8 with a byte order mark: Excel needs it, LibreOffice, pandas (`utf-8-sig`) and Gephi skip it. Gephi reads
`Type` of edges as their direction, so that the relation type is in `Kind`, which Gephi takes as the kind of edge.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.errors import OutputError
from kg.export.columns import Counts, Options, rows, tables
from kg.export.files import clean, new_file
from kg.graph.knowledge import KnowledgeGraph

NODE_HEADS = {"id": "Id", "label": "Label", "type": "Type"}
EDGE_HEADS = {"source": "Source", "target": "Target", "type": "Kind", "id": "Id", "label": "Label", "weight": "Weight"}


def write_csv(graph: KnowledgeGraph, folder: str | Path, *, merged: bool = True, articles: bool = False) -> Counts:
    """Write `nodes.csv` and `edges.csv` into a folder.

    Raises:
        OutputError: a file cannot be written; the old ones stay as they were.
    """
    folder = Path(folder)
    if folder.is_file():
        raise OutputError(f"{folder}: is a file; CSV needs a folder for nodes.csv and edges.csv")
    nodes, edges = tables(graph, Options(merged, articles))
    with new_file(folder / "nodes.csv", encoding="utf-8-sig", newline="") as node_file, new_file(
        folder / "edges.csv", encoding="utf-8-sig", newline=""
    ) as edge_file:
        _write(csv.writer(node_file).writerow, nodes, NODE_HEADS)
        _write(csv.writer(edge_file).writerow, edges, EDGE_HEADS)
    return Counts(len(nodes), len(edges))


def _write(write_row: Callable[[list[Any]], Any], table: pa.Table, heads: dict[str, str]) -> None:
    order = [*heads, *(c for c in table.column_names if c not in heads)]
    write_row([heads.get(name, name) for name in order])
    for row in rows(table.select(order)):
        write_row([cell(value) for value in row.values()])


def cell(value: Any) -> Any:
    """A value as a cell. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = clean(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
