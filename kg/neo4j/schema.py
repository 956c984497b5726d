"""Labels, relationship types, constraints and indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.errors import DatasetError
from kg.ontology import ENTITY_TYPES

ENTITY = "Entity"
ARTICLE = "Article"

CONSTRAINTS = (
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
)
_CJK = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
INDEXES = (
    "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX article_date IF NOT EXISTS FOR (n:Article) ON (n.date)",
    f"CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] {_CJK}",
)

_TYPE = re.compile("[A-Z][A-Z0-9_]{0,63}")


def entity_label(kind: str) -> str:
    """The label of an entity type; that of a type the ontology lacks is made of its name.

    Raises:
        DatasetError: nothing that can be a label.
    """
    if kind in ENTITY_TYPES:
        return ENTITY_TYPES[kind].label
    label = "".join(word.capitalize() for word in kind.split("_"))
    if not _TYPE.fullmatch(kind or "") or label in (ENTITY, ARTICLE):
        raise DatasetError(f"entities.parquet: type {kind[:80]!r} cannot be a label in Neo4j; types are written like PERSON")
    return label


def check_types(kinds: Iterable[str]) -> None:
    """Make sure that relation types can stand in a statement.

    Raises:
        DatasetError: one is not in UPPER_SNAKE.
    """
    for kind in kinds:
        if not is_type(kind):
            raise DatasetError(f"relations.parquet: type {str(kind)[:80]!r} cannot be a type in Neo4j; types are written like HOLDS_POST")


def is_type(kind: str) -> bool:
    """Whether it is written like a relation type of kg."""
    return bool(_TYPE.fullmatch(kind or ""))
