"""Rows of the dataset as entities, articles, relations and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.dataset import stable_id
from kg.graph.facts import NO_DATE, Facts, Numbering, encodable, evidence_rows, json_object, mention_facts, relation_facts
from kg.graph.model import Article, Entity, Evidence, Node, Relation
from kg.graph.source import Source


class Records:
    """Makes records of the rows of a source. Codes are the node numbers of `Numbering`."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def numbers(self) -> Numbering:
        """The numbers of entities and articles."""
        return Numbering(self.source)

    @cached_property
    def facts(self) -> Facts:
        """The relations table, merged."""
        return relation_facts(self.source, self.numbers)

    @cached_property
    def mentioned(self) -> Facts:
        """MENTIONED_IN, derived from the mentions."""
        return mention_facts(self.source, self.numbers)

    def between_entities(self, facts: Facts) -> np.ndarray:
        """Which facts join two entities, not an entity and an article."""
        return (facts.head < self.numbers.entities) & (facts.tail < self.numbers.entities)

    def code(self, key: str) -> int:
        """The number of an entity's or article's id, -1 for none."""
        return pc.index(self.numbers.ids, encodable(key)).as_py()

    def id(self, code: int) -> str:
        """The id of a node."""
        return self.numbers.ids[code].as_py()

    def known(self, keys: Sequence[str]) -> list[bool]:
        """Which ids are those of nodes."""
        return pc.is_in(pa.array(keys, pa.string()), value_set=self.numbers.ids).to_pylist()

    def entities(self, codes: Iterable[int]) -> list[Entity]:
        """Entities in the order of the codes."""
        return [_entity(row) for row in self.source.entities.take(np.fromiter(codes, np.int64)).to_pylist()]

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Articles of these ids, in the order of the table."""
        table = self.source.articles
        return [_article(row) for row in table.filter(among(table["article_id"], ids)).to_pylist()]

    def nodes(self, codes: Sequence[int]) -> list[Node]:
        """Entities and articles in the order of the codes."""
        first = self.numbers.entities
        entities = iter(self.entities([c for c in codes if c < first]))
        rows = self.source.articles.take(np.array([c - first for c in codes if c >= first], np.int64)).to_pylist()
        articles = map(_article, rows)
        return [next(entities) if c < first else next(articles) for c in codes]

    def relations(self, facts: Facts, picked: np.ndarray) -> list[Relation]:
        """The facts of these places."""
        codes = np.unique(np.concatenate([facts.head[picked], facts.tail[picked]])).tolist()
        node = dict(zip(codes, self.nodes(codes), strict=True))
        rows, offsets = evidence_rows(facts, picked)
        ids = self.source.relations["relation_id"].take(rows).to_pylist() if len(rows) else []
        spans = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
        return [_relation(facts, i, node, tuple(ids[a:b])) for i, (a, b) in zip(picked.tolist(), spans, strict=True)]

    def evidence(self, relation_ids: Sequence[str]) -> list[Evidence]:
        """The evidence of relations of the dataset, in the order of the ids."""
        table, order = self.source.relations, {key: place for place, key in enumerate(relation_ids)}
        rows = table.filter(among(table["relation_id"], relation_ids)).to_pylist()
        return self._evidence(sorted(rows, key=lambda row: order[row["relation_id"]]))

    def places(self, relation: Relation) -> list[Evidence]:
        """The paragraphs of an article that mention an entity: the evidence of MENTIONED_IN."""
        table, article_id = self.source.mentions, relation.tail.id
        hit = pc.and_(pc.equal(table["entity_id"], relation.head.id), pc.equal(table["article_id"], article_id))
        text, rows = self.source.texts([article_id])[article_id], table.filter(hit).sort_by("start").to_pylist()
        spans: dict[tuple[int, int], str] = {}
        for row in rows:
            end = text.find("\n", row["start"])
            spans.setdefault((text.rfind("\n", 0, row["start"]) + 1, end if end >= 0 else len(text)), row["source"] or "")
        own = {"article_id": article_id, "relation_id": relation.id, "score": 1.0}
        return self._evidence([{"sentence": text[s:e], "start": s, "end": e, "source": source, **own} for (s, e), source in spans.items()])

    def _evidence(self, rows: list[dict[str, Any]]) -> list[Evidence]:
        articles = {a.id: a for a in self.articles({row["article_id"] for row in rows})}
        return [_evidence(row, articles[row["article_id"]]) for row in rows]


def among(column: pa.ChunkedArray, values: Iterable[str]) -> pa.ChunkedArray:
    """Which rows hold one of the values."""
    return pc.is_in(column, value_set=pa.array(list(values), pa.string()))


def _relation(facts: Facts, i: int, node: dict[int, Node], sources: tuple[str, ...]) -> Relation:
    kind, text = facts.types[facts.type[i]], facts.prop_texts[facts.props[i]]
    head, tail = node[int(facts.head[i])], node[int(facts.tail[i])]
    first, last = (facts.dates[d] if d != NO_DATE else None for d in (facts.first[i], facts.last[i]))
    props = json_object(text, "relations.parquet: props")
    key = stable_id("f", kind, head.id, tail.id, text)
    return Relation(key, kind, head, tail, props, int(facts.weight[i]), first, last, float(facts.score[i]), sources)


def _evidence(row: dict[str, Any], article: Article) -> Evidence:
    return Evidence(
        sentence=row["sentence"] or "",
        title=article.name,
        doc=article.doc,
        date=article.date,
        article_id=article.id,
        start=row["start"],
        end=row["end"],
        relation_id=row["relation_id"],
        source=row["source"] or "",
        score=1.0 if row["score"] is None else row["score"],
    )


def _entity(row: dict[str, Any]) -> Entity:
    return Entity(
        row["entity_id"],
        row["type"],
        row["name"],
        tuple(row["aliases"] or ()),
        row["adcode"],
        json_object(row["attributes"], f"entities.parquet: {row['entity_id']}: attributes"),
        row["first_seen"],
        row["last_seen"],
        row["articles"] or 0,
        row["mentions"] or 0,
    )


def _article(row: dict[str, Any]) -> Article:
    return Article(
        row["article_id"],
        row["title"] or "",
        row["doc"] or "",
        row["seq"] or 0,
        row["date"],
        row["publication"],
        row["issue"],
        row["kind"] or "news",
        tuple(row["byline"] or ()),
    )
