"""Records as JSON objects and as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from kg.cli.output import excerpt, safe

if TYPE_CHECKING:
    from kg.graph import Article, Entity, Evidence, KnowledgeGraph, Relation


def entity_json(entity: Entity) -> dict[str, Any]:
    """An entity with all it carries."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "adcode": entity.adcode,
        "attributes": entity.attributes,
        "first_seen": entity.first_seen,
        "last_seen": entity.last_seen,
        "articles": entity.articles,
        "mentions": entity.mentions,
    }


def relation_json(relation: Relation, evidence: list[Evidence]) -> dict[str, Any]:
    """A relation with its ends and all its evidence."""
    return {
        "id": relation.id,
        "type": relation.type,
        "head": _end(relation.head),
        "tail": _end(relation.tail),
        "props": relation.props,
        "weight": relation.weight,
        "first_date": relation.first_date,
        "last_date": relation.last_date,
        "score": relation.score,
        "evidence": [vars(e) for e in evidence],
    }


def _end(node: Entity | Article) -> dict[str, str]:
    return {"id": node.id, "type": node.type, "name": node.name}


def words_of(relation: Relation) -> list[str]:
    """The wordings of both ends and the properties, longest first: what an excerpt should show."""
    names = [n for node in (relation.head, relation.tail) for n in (node.name, *getattr(node, "aliases", ()))]
    return sorted({*names, *map(str, relation.props.values())} - {""}, key=len, reverse=True)


def evidence_text(evidence: Evidence, words: list[str]) -> Text:
    """“sentence” — date, headline; the words stand out. A sentence with quotation marks gets none round it."""
    said = excerpt(evidence.sentence, words)
    text = Text(said if "“" in said or "”" in said else f"“{said}”")
    text.highlight_words([safe(w) for w in words], "bold")
    text.append(f" — {evidence.date or 'undated'}, {safe(evidence.title)}", "dim")
    return text


def first_evidence(graph: KnowledgeGraph, relations: list[Relation]) -> dict[str, Evidence]:
    """The oldest evidence of each relation of the dataset, by the relation's id, in one look-up."""
    ids = [r.sources[0] for r in relations if r.sources]
    found = {e.relation_id: e for e in graph.records.evidence(ids)}
    return {r.id: found[r.sources[0]] for r in relations if r.sources}
