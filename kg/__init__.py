"""From Chinese newspaper pages to a knowledge graph.

    import kg

    graph = kg.open("out")                 # a folder made by `kg build`
    graph.entity("哈比勒别克")
    graph.relations("木垒县", type="HOLDS_POST", direction="in")

Every public name is loaded when it is first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.builder import build
    from kg.dataset import Dataset, read_dataset, write_dataset
    from kg.errors import AmbiguousName, KgError, LookupFailed, UnknownName
    from kg.export import exporters
    from kg.export.gexf import write_gexf
    from kg.export.graphml import write_graphml
    from kg.export.jsonl import write_jsonl
    from kg.export.tabular import write_csv
    from kg.graph import Entity, Evidence, KnowledgeGraph, Relation, open
    from kg.pipeline import load_pipeline

# Public name -> module that has it; `__all__` names the same (type checkers and ruff want it literal, a test holds the two together).
_HOMES = {
    "AmbiguousName": "kg.errors",
    "Dataset": "kg.dataset",
    "Entity": "kg.graph",
    "Evidence": "kg.graph",
    "KgError": "kg.errors",
    "KnowledgeGraph": "kg.graph",
    "LookupFailed": "kg.errors",
    "Relation": "kg.graph",
    "UnknownName": "kg.errors",
    "build": "kg.builder",
    "exporters": "kg.export",
    "load_pipeline": "kg.pipeline",
    "open": "kg.graph",
    "read_dataset": "kg.dataset",
    "write_csv": "kg.export.tabular",
    "write_dataset": "kg.dataset",
    "write_gexf": "kg.export.gexf",
    "write_graphml": "kg.export.graphml",
    "write_jsonl": "kg.export.jsonl",
}

__all__ = [
    "AmbiguousName",
    "Dataset",
    "Entity",
    "Evidence",
    "KgError",
    "KnowledgeGraph",
    "LookupFailed",
    "Relation",
    "UnknownName",
    "build",
    "exporters",
    "load_pipeline",
    "open",
    "read_dataset",
    "write_csv",
    "write_dataset",
    "write_gexf",
    "write_graphml",
    "write_jsonl",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
