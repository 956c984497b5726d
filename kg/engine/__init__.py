"""Engines: where the work of a build runs."""

from kg.engine.base import Engine, Outcome
from kg.engine.local import LocalEngine

__all__ = ["Engine", "LocalEngine", "Outcome"]
