"""KnowledgeGraph: look entities, relations and their evidence up in a dataset."""

from __future__ import annotations

from pathlib import Path

from kg.graph.knowledge import Frames, KnowledgeGraph
from kg.graph.model import Article, Entity, Event, Evidence, Relation
from kg.graph.source import FolderSource

__all__ = ["Article", "Entity", "Event", "Evidence", "Frames", "KnowledgeGraph", "Relation", "open"]


def open(folder: str | Path) -> KnowledgeGraph:
    """The graph of a dataset folder, as `kg build` writes it. Tables are read on first use.

    Raises:
        DatasetError: the folder is no dataset of this version.
    """
    return KnowledgeGraph(FolderSource(folder))
