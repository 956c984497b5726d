"""Walks over the graph: neighbours, paths, timelines."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise

import networkx as nx
import numpy as np
import pyarrow.compute as pc

from kg.graph.facts import Facts, evidence_rows, incident, pairs, type_codes
from kg.graph.model import Entity, Event, Relation, by_weight, shorten
from kg.graph.records import Records


class Walks:
    """Walks over the facts of a graph. Codes are node numbers."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def neighbours(self, start: int, depth: int, kinds: set[str]) -> dict[Entity, int]:
        """Entities within `depth` facts of `start`, whichever way they point, with their distance."""
        facts = self.records.facts
        edge = self.records.between_entities(facts)
        edge &= np.isin(facts.type, type_codes(facts, kinds)) if kinds else True
        head, tail = facts.head[edge], facts.tail[edge]
        distance, reached = {start: 0}, np.zeros(self.records.numbers.entities, bool)
        if start < len(reached):
            reached[start] = True
        for step in range(1, depth + 1):
            met = np.unique(np.concatenate([tail[reached[head]], head[reached[tail]]]))
            met = met[~reached[met]]
            reached[met] = True
            distance |= dict.fromkeys(met.tolist(), step)
        del distance[start]
        return dict(zip(self.records.entities(distance), distance.values(), strict=True))

    def path(self, start: int, end: int, articles: bool) -> list[Relation]:
        """A shortest chain (networkx, bidirectional breadth-first search), empty where there is none."""
        try:
            codes = nx.bidirectional_shortest_path(self._with_articles if articles else self._net, start, end)
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return []
        return [self._best_between(x, y) for x, y in pairwise(codes)]

    def timeline(self, code: int) -> list[Event]:
        """One event an article that names the entity or tells a relation of it."""
        facts, mentions = self.records.facts, self.records.source.mentions
        table, picked = self.records.source.relations, incident(facts, code, "both", set())
        told: dict[str, list[Relation]] = defaultdict(list)
        rows, offsets = evidence_rows(facts, picked)
        where = table["article_id"].take(rows).to_pylist()
        for place, relation in enumerate(self.records.relations(facts, picked)):
            for article_id in dict.fromkeys(where[offsets[place] : offsets[place + 1]]):
                told[article_id].append(relation)
        named = pc.value_counts(mentions["article_id"].filter(pc.equal(mentions["entity_id"], self.records.id(code)))).to_pylist()
        counts = {row["values"]: row["counts"] for row in named}
        articles = self.records.articles(counts.keys() | told.keys())
        events = [Event(a.date, a, tuple(sorted(told[a.id], key=by_weight)), counts.get(a.id, 0)) for a in articles]
        return sorted(events, key=lambda e: (e.date is None, e.date or "", e.article.doc, e.article.seq))

    def latest(self, code: int) -> str:
        """Headline and date of the latest article that names the entity; empty for none."""
        mentions = self.records.source.mentions
        ids = mentions["article_id"].filter(pc.equal(mentions["entity_id"], self.records.id(code))).unique().to_pylist()
        found = max(self.records.articles(ids), key=lambda a: (a.date or "", a.id), default=None)
        return " ".join(filter(None, (f"in “{shorten(found.name, 40)}”", found.date))) if found else ""

    @cached_property
    def _net(self) -> nx.Graph:
        """Which entities are joined at all, whichever way."""
        return nx.Graph(pairs(self.records.facts, self.records.between_entities(self.records.facts)))

    @cached_property
    def _with_articles(self) -> nx.Graph:
        """Also joined to the articles that name them; their authors are not, or any two pages of one reporter would meet."""
        facts, named = self.records.facts, self.records.mentioned
        authors = set(pairs(facts, ~self.records.between_entities(facts)))
        net = self._net.copy()
        net.add_edges_from(pair for pair in pairs(named, np.ones(len(named), bool)) if pair not in authors)
        return net

    def _best_between(self, x: int, y: int) -> Relation:
        def joining(facts: Facts) -> list[Relation]:
            hit = ((facts.head == x) & (facts.tail == y)) | ((facts.head == y) & (facts.tail == x))
            return self.records.relations(facts, np.flatnonzero(hit))

        return min(joining(self.records.facts) or joining(self.records.mentioned), key=by_weight)
