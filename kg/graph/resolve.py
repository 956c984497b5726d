"""From what a user calls an entity to that entity, or an error that helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from kg.errors import AmbiguousName, UnknownName
from kg.graph.model import Article, Entity, shorten
from kg.graph.names import NameIndex
from kg.graph.records import Records

LISTED = 10


class Resolver:
    """Resolves ids, names and aliases. `describe` says what tells an entity from its namesakes."""

    def __init__(self, records: Records, describe: Callable[[Entity], str]) -> None:
        self._records = records
        self._describe = describe

    @cached_property
    def names(self) -> NameIndex:
        """The index of names, made on first use."""
        return NameIndex(self._records.source.entities)

    def entity(self, name: str, type: str | None = None) -> Entity:
        """See `KnowledgeGraph.entity`."""
        found = [e for e in self._records.entities(self.names.find(name)) if type in (None, e.type)]
        if not found:
            raise UnknownName(self._unknown(name, type))
        if len(found) > 1:
            raise AmbiguousName(self._ambiguous(name, found), [e.id for e in found])
        return found[0]

    def code(self, name: str | Entity | Article) -> int:
        """The node number of an id, a name or a record."""
        at = self._records.code(name if isinstance(name, str) else name.id)
        if at >= 0:
            return at
        if isinstance(name, str):
            return self._records.code(self.entity(name).id)
        raise UnknownName(f"{name!r} is not in this graph")

    def ids(self, names: Iterable[str | Entity | Article]) -> list[str]:
        """The ids of names and records, as `code` finds them; records are all looked up at once."""
        found = list(names)
        records = [n.id for n in found if not isinstance(n, str)]
        lost = next((key for key, known in zip(records, self._records.known(records), strict=True) if not known), None)
        if lost:
            raise UnknownName(f"{lost!r} is not in this graph")
        return records + [self._records.id(self.code(n)) for n in found if isinstance(n, str)]

    def _unknown(self, name: str, type: str | None) -> str:
        near = self._records.entities(self.names.nearest(name))
        said = f"{shorten(name)!r}: no {type or 'entity'} has this name or alias"
        if not near:
            return f"{said}; search for a part of it"
        return f"{said}; the nearest are " + ", ".join(f"{shorten(e.name, 40)} ({e.type})" for e in near)

    def _ambiguous(self, name: str, found: list[Entity]) -> str:
        lines = [f"{shorten(name)!r} is the name of {len(found)} entities; ask for one by its id:"]
        lines += map(self._candidate, found[:LISTED])
        return "\n".join(lines + ([f"  … and {len(found) - LISTED} more"] if len(found) > LISTED else []))

    def _candidate(self, entity: Entity) -> str:
        told = [entity.id, entity.type, shorten(entity.name), self._describe(entity), f"({entity.mentions} mentions)"]
        return "  " + "  ".join(filter(None, told))
