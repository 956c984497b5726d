"""KnowledgeGraph: a dataset as people ask it questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.compute as pc

from kg.dataset import Dataset
from kg.errors import AmbiguousName, InputError, LookupFailed, UnknownName
from kg.graph.facts import Direction, incident
from kg.graph.model import Article, Entity, Event, Evidence, Relation, by_weight, shorten, type_name
from kg.graph.records import Records
from kg.graph.resolve import Resolver
from kg.graph.source import MemorySource, PartSource, Source
from kg.graph.walks import Walks
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Named = str | Entity | Article
Types = str | Iterable[str] | None


class Frames(NamedTuple):
    """A graph as two pandas tables."""

    nodes: pd.DataFrame
    edges: pd.DataFrame


class KnowledgeGraph:
    """The entities of a dataset and the relations between them; made by `kg.open(DIR)`.

    Wherever an entity is asked for, its id, its name, any alias or an `Entity` will do.
    Names that nobody has raise `UnknownName`, names of several `AmbiguousName`.
    """

    def __init__(self, source: Source | Dataset) -> None:
        self.source: Source = MemorySource(source) if isinstance(source, Dataset) else source
        self.records = Records(self.source)
        self._resolver = Resolver(self.records, self.describe)
        self._walks = Walks(self.records)

    # names

    def entity(self, name: str | Entity, type: str | None = None) -> Entity:
        """The entity of an id, a name or an alias; blanks, quotation marks, 《》 and width do not matter.

        Raises:
            UnknownName: nobody is called so; the message names the nearest.
            AmbiguousName: several are; the message lists them. `type` (PERSON, ORG …) may settle it.
        """
        if isinstance(name, Entity):
            return self.records.entities([self._resolver.code(name)])[0]
        return self._resolver.entity(name, type_name(type, ENTITY_TYPES, "entity") if type else None)

    def search(self, text: str, limit: int | None = 20, type: str | None = None) -> list[Entity]:
        """Entities with every word of `text` in a name or alias, best first."""
        codes = np.array(self._resolver.names.search(text), np.int64)
        if type:
            kinds = self.source.entities["type"].take(codes)
            codes = codes[pc.equal(kinds, type_name(type, ENTITY_TYPES, "entity")).to_numpy()]
        return self.records.entities(codes[:limit])

    def describe(self, entity: Named) -> str:
        """What tells an entity from its namesakes: a post, else a place or another relation, else the latest article with its date."""
        code = self._resolver.code(entity)
        facts = [r for r in self.relations(self.records.id(code)) if isinstance(r.tail, Entity)]
        if not facts:
            return self._walks.latest(code)
        (node,) = self.records.nodes([code])
        order = ("HOLDS_POST", "LOCATED_IN", "PART_OF")
        best = min(facts, key=lambda r: (order.index(r.type) if r.type in order and r.head == node else len(order), -r.weight, r.id))
        other = shorten(best.other(node).name, 40)
        return f"{other} {shorten(best.label, 20)}" if best.head == node else f"{shorten(best.label, 20)} {other}"

    # relations

    def relations(
        self,
        entity: Named | None = None,
        type: Types = None,
        direction: Direction = "both",
        articles: bool = False,
    ) -> list[Relation]:
        """Relations of an entity (or all), merged over their evidence, the best attested first.

        `type` is one type or several (HOLDS_POST or 任职); `direction` is seen from the entity.
        MENTIONED_IN is derived from the mentions and given only with `articles` or when asked for by type.

        Raises:
            UnknownName, AmbiguousName: for the entity.
            InputError: for a type or a direction that does not exist.
        """
        if direction not in ("in", "out", "both"):
            raise InputError(f"direction {direction!r}: give in, out or both")
        kinds = _kinds(type)
        code = None if entity is None else self._resolver.code(entity)
        sets = [self.records.facts] + ([self.records.mentioned] if articles or "MENTIONED_IN" in kinds else [])
        found = [r for facts in sets for r in self.records.relations(facts, incident(facts, code, direction, kinds))]
        return sorted(found, key=by_weight)

    def evidence(self, relation: Relation | str) -> list[Evidence]:
        """Every sentence a relation was read from, oldest first. A relation id of the dataset will do.

        Raises:
            UnknownName: an id that no relation has.
        """
        if isinstance(relation, Relation):
            return self.records.places(relation) if relation.type == "MENTIONED_IN" else self.records.evidence(relation.sources)
        found = self.records.evidence([relation])
        if not found:
            raise UnknownName(f"{shorten(relation)!r}: no relation has this id")
        return found

    def neighbours(self, entity: Named, depth: int = 1, type: Types = None) -> dict[Entity, int]:
        """Entities within `depth` relations, whichever way they point, with their distance; nearest first."""
        return self._walks.neighbours(self._resolver.code(entity), depth, _kinds(type))

    def path(self, a: Named, b: Named, articles: bool = False) -> list[Relation]:
        """A shortest chain of relations from `a` to `b`, whichever way they point; empty where there is none.

        With `articles`, two entities named in one article are joined through it.
        """
        return self._walks.path(self._resolver.code(a), self._resolver.code(b), articles)

    def timeline(self, entity: Named) -> list[Event]:
        """What the articles say of an entity, one event an article, oldest first, undated last."""
        return self._walks.timeline(self._resolver.code(entity))

    # parts and forms

    def article(self, article_id: str) -> Article:
        """An article by its id.

        Raises:
            UnknownName: no article has this id.
        """
        found = self.records.articles([article_id])
        if not found:
            raise UnknownName(f"{shorten(article_id)}: no article has this id")
        return found[0]

    def text(self, article: Article | str) -> str:
        """The text of an article."""
        key = article if isinstance(article, str) else article.id
        return self.source.texts([self.article(key).id])[key]

    def subgraph(self, entities: Iterable[Named]) -> KnowledgeGraph:
        """The graph of these entities alone, with the relations between them."""
        return KnowledgeGraph(PartSource(self.source, self._resolver.ids(entities)))

    def to_networkx(self, merged: bool = True, articles: bool = False) -> nx.MultiDiGraph:
        """A networkx MultiDiGraph. Nodes are entity ids, edge keys edge ids, all attributes plain text or numbers.

        `merged=False` gives every evidence an edge of its own; `articles` adds articles with AUTHORED and MENTIONED_IN.
        """
        from kg.graph.views import to_networkx

        return to_networkx(self, merged, articles)

    def to_pandas(self, merged: bool = True, articles: bool = False) -> Frames:
        """Two pandas tables, `nodes` and `edges`, with the columns of the exports.

        Raises:
            MissingExtra: pandas is not installed.
        """
        from kg.graph.views import to_pandas

        return Frames(*to_pandas(self, merged, articles))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many entities and relations (merged) there are of each type."""
        kinds = pc.value_counts(self.source.entities["type"]).to_pylist()
        facts = self.records.facts
        edges = zip(facts.types, np.bincount(facts.type, minlength=len(facts.types)).tolist(), strict=True)
        return {
            "entities": _in_order({k["values"]: k["counts"] for k in kinds}, ENTITY_TYPES),
            "relations": _in_order(dict(edges), RELATION_TYPES),
        }

    def __len__(self) -> int:
        return len(self.source.entities)

    def __iter__(self) -> Iterator[Entity]:
        for start in range(0, len(self), 1000):
            yield from self.records.entities(range(start, min(start + 1000, len(self))))

    def __contains__(self, name: object) -> bool:
        try:
            return isinstance(name, (str, Entity, Article)) and self._resolver.code(name) >= 0
        except AmbiguousName:
            return True
        except LookupFailed:
            return False

    def __repr__(self) -> str:
        facts, told = len(self.records.facts), len(self.source.relations)
        return f"<KnowledgeGraph: {len(self)} entities, {facts} relations ({told} evidences), {len(self.source.articles)} articles>"

    def _repr_html_(self) -> str:
        from kg.graph.views import counts_html

        return counts_html(self)


def _kinds(types: Types) -> set[str]:
    return {type_name(t, RELATION_TYPES, "relation") for t in ([types] if isinstance(types, str) else types or ())}


def _in_order(counts: dict[str, int], known: Iterable[str]) -> dict[str, int]:
    return {k: counts[k] for k in [*known, *sorted(counts.keys() - set(known))] if k in counts}
