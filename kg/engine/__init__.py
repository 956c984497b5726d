"""Engines: where the work of a build runs."""

from kg.engine.base import Engine, Outcome
from kg.engine.local import LocalEngine, available_cores

__all__ = ["Engine", "LocalEngine", "Outcome", "available_cores"]
