"""CSV and arguments for `neo4j-admin database import full`.

In the folder written, `neo4j-admin database import full @import.args neo4j` fills an empty database; the server must be
stopped, or the database new. `kg load` afterwards adds constraints and indexes and finds every row unchanged.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import OutputError
from kg.export.columns import Counts
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j.rows import Link, Links, Node, Nodes, Props, all_nodes
from kg.neo4j.schema import ENTITY
from kg.neo4j.work import slices

_BATCH = 10_000
_DELIMITERS = "\x1f\x1e\x1d\x1c\ue000\ue001\ue002"
_TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "long", float: "double", list: "string[]"}

Row = tuple[dict[str, Any], Props]


def write_neo4j_admin(graph: KnowledgeGraph, folder: str | Path, *, merged: bool = True, articles: bool = True) -> Counts:
    """Write a folder of header and data files and `import.args`. Articles are always in it, as in `kg load`.

    Raises:
        OutputError: the folder cannot be written, or holds something else; nothing is left behind.
        DatasetError: the dataset has types that cannot stand in Neo4j.
    """
    folder = Path(folder)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    if folder.exists() and any(folder.iterdir()) and not (folder / "import.args").exists():
        raise OutputError(f"{folder}: holds something else; give a new folder")
    nodes, links = all_nodes(graph), Links(graph, merged)
    try:
        part.mkdir(parents=True)
        _write(part, nodes, links)
        _swap(part, folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Counts(sum(map(len, nodes)), len(links))


def _swap(new: Path, folder: Path) -> None:
    """Put the new folder in the old one's place; if that fails, the old one stays."""
    old = folder.with_name(f"{new.name}.old")
    if folder.exists():
        os.rename(folder, old)
    try:
        os.replace(new, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write(folder: Path, nodes: tuple[Nodes, ...], links: Links) -> None:
    sets: list[tuple[str, Callable[[], Iterator[Row]]]] = []
    for group in nodes:
        sets.append((group.label.lower(), lambda group=group: map(node_row, _rows(group))))  # type: ignore[misc]
    for kind in links.by_type():
        places = links.by_type()[kind]
        sets.append((kind.lower(), lambda places=places: map(link_row, _rows(links, places))))  # type: ignore[misc]
    delimiter = free_delimiter(row for _, rows in sets for row in rows())
    arguments: list[str] = []
    for name, rows in sets:
        _write_set(folder, name, rows, delimiter)
        kind = "nodes" if name in ("entity", "article") else "relationships"
        arguments.append(f"--{kind}={name}-header.csv,{name}.csv")
    # Last, for the importer takes all that follows a list of files for files.
    arguments += [f"--array-delimiter=U+{ord(delimiter):04X}", "--multiline-fields=true", "--bad-tolerance=0", "--id-type=string"]
    arguments += ["--normalize-types=false", "--overwrite-destination=true"]
    (folder / "import.args").write_text("\n".join(arguments) + "\n", "utf-8")


def _write_set(folder: Path, name: str, rows: Callable[[], Iterator[Row]], delimiter: str) -> None:
    columns: dict[str, str] = {}
    own: list[str] = []
    for fixed, props in rows():
        own = list(fixed)
        for key, value in props.items():
            columns[key] = _wider(columns.get(key), _TYPES[type(value)])
    with (folder / f"{name}-header.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([*own, *(f"{_key(key)}:{kind}" for key, kind in columns.items())])
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        write_row = csv.writer(file, lineterminator="\n").writerow
        for fixed, props in rows():
            write_row([*(cell(value, delimiter) for value in fixed.values()), *(cell(props.get(key), delimiter) for key in columns)])


def node_row(node: Node) -> Row:
    """A node: what the importer needs of it, and its other properties."""
    space = node.labels[0]
    return {f"id:ID({space})": node.props["id"], ":LABEL": list(node.labels)}, {k: v for k, v in node.props.items() if k != "id"}


def link_row(link: Link) -> Row:
    """A relationship: its ends and type, and its properties. All of a file have ends of one kind."""
    return {f":START_ID({ENTITY})": link.head, f":END_ID({link.tail_label})": link.tail, ":TYPE": link.type}, link.props


def cell(value: Any, delimiter: str) -> str | int | float:
    """A value as neo4j-admin reads it; nothing for None."""
    if isinstance(value, list):
        return delimiter.join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def free_delimiter(rows: Iterable[Row]) -> str:
    """A character that no list has in its values, since neo4j-admin cannot quote it."""
    left = set(_DELIMITERS)
    for fixed, props in rows:
        for value in (*fixed.values(), *props.values()):
            if isinstance(value, list):
                left -= set("".join(map(str, value))) & left
    if not left:
        raise OutputError("no character is left to separate the values of lists; clean the dataset of control characters")
    return min(left)


def _rows(table: Any, places: np.ndarray | None = None) -> Iterator[Any]:
    for part in slices(np.arange(len(table)) if places is None else places, _BATCH):
        yield from table.rows(part)


def _wider(known: str | None, found: str) -> str:
    if known in (None, found):
        return found
    return "double" if {known, found} == {"long", "double"} else "string"


def _key(name: str) -> str:
    return name.replace(":", "_")
