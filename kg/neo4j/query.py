"""Query files: one question each, its title in the first line, and what an answer is made of.

    // Who holds which post in a body, and since when
    // :param name => '昌吉市'
    MATCH …

Parameters are named with an example of each, in the form that Neo4j Browser takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.neo4j.connect import Server, connected

_PARAM_LINE = re.compile(r"//\s*:param\s+(\w+)\s*=>\s*(.+?)\s*$")
_USED = re.compile(r"\$(\w+)")
_NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)


@dataclass(frozen=True)
class Query:
    """A query of a file: `examples` holds a value for each parameter."""

    title: str
    text: str
    examples: dict[str, Any] = field(default_factory=dict)

    @property
    def parameters(self) -> list[str]:
        """The parameters that the text uses, in its order."""
        return list(dict.fromkeys(_USED.findall(code_of(self.text))))


@dataclass(frozen=True)
class Node:
    """A node of an answer."""

    labels: tuple[str, ...]
    props: Mapping[str, Any]

    def __str__(self) -> str:
        return f"({self.props.get('name') or ''}:{self.labels[-1] if self.labels else ''})"


@dataclass(frozen=True)
class Link:
    """A relationship of an answer."""

    type: str
    props: Mapping[str, Any]

    def __str__(self) -> str:
        return f"[{self.props.get('label') or self.type}]"


@dataclass(frozen=True)
class Walk:
    """A path of an answer; `forward` tells of each relationship whether the path follows its direction."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    forward: tuple[bool, ...]

    def __str__(self) -> str:
        said = [str(self.nodes[0])]
        for link, forward, node in zip(self.links, self.forward, self.nodes[1:], strict=True):
            said.append(f"-{link}->{node}" if forward else f"<-{link}-{node}")
        return "".join(said)


@dataclass(frozen=True)
class Answer:
    """Rows with the names of their columns; values are plain, or `Node`, `Link` and `Walk`. `notes` are for the user."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    notes: tuple[str, ...] = ()


def read_query(path: str | Path) -> Query:
    """Read a query file.

    Raises:
        InputError: no such file, not UTF-8, or nothing in it.
    """
    path = Path(path)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    if not code_of(text).strip():
        raise InputError(f"{path}: no query in it")
    first = text.strip().splitlines()[0]
    title = first.removeprefix("//").strip() if first.startswith("//") else path.stem
    found = filter(None, map(_PARAM_LINE.match, text.splitlines()))
    return Query(title, text, {m[1]: _literal(m[2]) for m in found})


def code_of(text: str) -> str:
    """The text with comments, quoted strings and quoted names blanked out."""
    return _NOT_CODE.sub(lambda m: "''" if m[0][0] in "'\"" else "``" if m[0][0] == "`" else " ", text)


def check_parameters(query: Query, given: Mapping[str, Any]) -> None:
    """Make sure that every parameter has a value.

    Raises:
        InputError: one has none, or there is none of that name.
    """
    if lacking := [name for name in query.parameters if name not in given]:
        said = " ".join(f"--param {name}={query.examples.get(name, '…')}" for name in lacking)
        raise InputError(f"{query.title}: needs {', '.join(lacking)}; for example {said}")
    if unknown := [name for name in given if name not in query.parameters]:
        raise InputError(f"{query.title}: has no parameter {', '.join(unknown)}; it takes {', '.join(query.parameters) or 'none'}")


def run_query(query: Query, server: Server, parameters: Mapping[str, Any], wait: float = 0.0) -> Answer:
    """Run a query on a server, which is told that it only reads.

    Raises:
        InputError: parameters that are missing or unknown.
        ServerError: the server cannot be used, or does not take the query.
    """
    check_parameters(query, parameters)
    with connected(server, wait) as driver, driver.session(database=server.database, default_access_mode="READ") as session:
        result = session.run(query.text, dict(parameters))  # type: ignore[arg-type]
        columns = tuple(result.keys())
        return Answer(columns, [tuple(map(from_driver, record.values())) for record in result])


def from_driver(value: Any) -> Any:
    """A value of the driver as one of ours; dates and times as ISO text."""
    from neo4j import graph, spatial

    if isinstance(value, graph.Node):
        return Node(tuple(sorted(value.labels, key=lambda label: (label != "Entity", label))), plain(value))
    if isinstance(value, graph.Relationship):
        return Link(value.type, plain(value))
    if isinstance(value, graph.Path):
        forward = tuple(r.start_node == node for r, node in zip(value.relationships, value.nodes, strict=False))
        return Walk(tuple(map(from_driver, value.nodes)), tuple(map(from_driver, value.relationships)), forward)
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, spatial.Point):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [from_driver(v) for v in value]
    return value.iso_format() if hasattr(value, "iso_format") else value


def plain(values: Mapping[str, Any] | Any) -> dict[str, Any]:
    """A map with its values as ours."""
    return {key: from_driver(value) for key, value in values.items()}


def to_json(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Node):
        return {"labels": list(value.labels), "properties": dict(value.props)}
    if isinstance(value, Link):
        return {"type": value.type, "properties": dict(value.props)}
    if isinstance(value, Walk):
        steps = {"nodes": list(map(to_json, value.nodes)), "relationships": list(map(to_json, value.links))}
        return {**steps, "forward": list(value.forward)}
    if isinstance(value, Mapping):
        return {key: to_json(v) for key, v in value.items()}
    if isinstance(value, list):
        return [to_json(v) for v in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def to_text(value: Any) -> str:
    """A value as a cell of a table: lists with 、 between, maps as JSON."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(to_text, value))
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return json.dumps(to_json(value), ensure_ascii=False) if isinstance(value, Mapping) else str(value)


def _literal(text: str) -> Any:
    try:
        return json.loads(text.replace("'", '"').rstrip(";"))
    except ValueError:
        return text
