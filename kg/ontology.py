"""The types of entities and relations: the one place that names them.

Adding a type is one entry here and nothing anywhere else. What counts as each
type is written in `seeds/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EntityType:
    """A type of entity. `label` is its Neo4j label, `letter` its mark in annotated text, `color` is #rrggbb."""

    name: str
    label: str
    letter: str
    color: str
    chinese: str


@dataclass(frozen=True)
class RelationType:
    """A type of relation. `head` and `tail` are the entity types it may join, `props` its own properties."""

    name: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    props: tuple[str, ...] = ()
    color: str = "#888888"
    chinese: str = ""


ENTITY_TYPES: dict[str, EntityType] = {
    t.name: t
    for t in (
        EntityType("PERSON", "Person", "p", "#e15759", "人物"),
        EntityType("ORG", "Org", "o", "#4e79a7", "机构"),
        EntityType("PLACE", "Place", "l", "#59a14f", "地点"),
        EntityType("PROJECT", "Project", "j", "#f28e2b", "项目"),
        EntityType("POLICY", "Policy", "y", "#b07aa1", "政策"),
    )
}

_BODY = ("ORG", "PLACE")

RELATION_TYPES: dict[str, RelationType] = {
    t.name: t
    for t in (
        RelationType("HOLDS_POST", ("PERSON",), _BODY, ("title",), "#e15759", "任职"),
        RelationType("PART_OF", ("ORG",), ("ORG",), ("role",), "#4e79a7", "隶属"),
        RelationType("LOCATED_IN", ("ORG", "PROJECT", "PLACE"), ("PLACE",), (), "#59a14f", "位于"),
        RelationType("INVESTS_IN", ("ORG", "PERSON"), ("PROJECT",), ("amount",), "#edc948", "投资"),
        RelationType("BUILDS", ("ORG",), ("PROJECT",), (), "#f28e2b", "承建"),
        RelationType("RUNS", _BODY, ("PROJECT",), (), "#9c755f", "实施"),
        RelationType("ISSUES", _BODY, ("POLICY",), (), "#b07aa1", "出台"),
        RelationType("DONATES_TO", ("ORG", "PERSON"), ("ORG",), ("amount", "purpose"), "#ff9da7", "捐赠"),
        RelationType("COOPERATES_WITH", ("ORG",), ("ORG",), ("what",), "#76b7b2", "合作"),
        RelationType("AUTHORED", ("PERSON",), ("ARTICLE",), ("role",), "#bab0ac", "署名"),
        RelationType("MENTIONED_IN", tuple(ENTITY_TYPES), ("ARTICLE",), ("mentions",), "#d3d3d3", "见于"),
    )
}

ARTICLE_KINDS = ("news", "photo", "comment", "list", "masthead")
MENTION_SOURCES = ("ner", "rule", "gazetteer", "anaphor")
