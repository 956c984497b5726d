"""Exports: one table names the formats; each writer is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Exporter:
    """A format. `writer` is `module:function`, called with (graph, path, merged=, articles=); `default` is its usual file name."""

    name: str
    writer: str
    default: str
    about: str

    def load(self) -> Callable[..., Any]:
        """The writing function."""
        module, name = self.writer.split(":")
        return getattr(import_module(module), name)


exporters: dict[str, Exporter] = {
    e.name: e
    for e in (
        Exporter("graphml", "kg.export.graphml:write_graphml", "graph.graphml", "one file for Gephi, networkx, yEd, Cytoscape"),
        Exporter("gexf", "kg.export.gexf:write_gexf", "graph.gexf", "one file for Gephi, with time"),
        Exporter("csv", "kg.export.tabular:write_csv", "csv", "a folder with nodes.csv and edges.csv, for spreadsheets"),
        Exporter("jsonl", "kg.export.jsonl:write_jsonl", "graph.jsonl", "one file of JSON lines, for programs"),
        Exporter("neo4j-admin", "kg.neo4j.admin:write_neo4j_admin", "neo4j", "a folder for neo4j-admin database import"),
    )
}


def __getattr__(name: str) -> Any:
    for exporter in exporters.values():
        if exporter.writer.endswith(f":{name}"):
            return exporter.load()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
