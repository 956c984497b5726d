"""What lookups return: small frozen records of entities, relations, articles and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import InputError
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

SHORT = 60


def shorten(text: str, width: int = SHORT) -> str:
    """One line of at most `width` characters, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= width else line[: width - 1] + "…"


def edge_label(kind: str, props: Mapping[str, Any]) -> str:
    """What an edge is called in a picture: the post or role itself, else the relation's Chinese name and amount."""
    said = props.get("title") or props.get("role")
    if said:
        return str(said)
    known = RELATION_TYPES.get(kind)
    name = known.chinese if known and known.chinese else kind
    return " ".join(filter(None, (name, str(props.get("amount") or ""))))


@dataclass(frozen=True, repr=False)
class Entity:
    """A person, organisation, place, project or policy. Dates are ISO 8601; `articles` and `mentions` are counts."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    adcode: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict, compare=False)
    first_seen: str | None = None
    last_seen: str | None = None
    articles: int = 0
    mentions: int = 0

    @property
    def chinese(self) -> str:
        """The type in Chinese, for people to read."""
        known = ENTITY_TYPES.get(self.type)
        return known.chinese if known else self.type

    def __repr__(self) -> str:
        return f"<{self.type} {shorten(self.name)} {self.id}>"

    def __str__(self) -> str:
        return shorten(self.name)


@dataclass(frozen=True, repr=False)
class Article:
    """An article, without its text. `doc` is the path of its page under the input folder."""

    id: str
    title: str
    doc: str
    seq: int = 0
    date: str | None = None
    publication: str | None = None
    issue: str | None = None
    kind: str = "news"
    byline: tuple[str, ...] = ()

    type = "ARTICLE"
    chinese = "文章"

    @property
    def name(self) -> str:
        """The headline, or where the article lies when it has none."""
        return self.title or f"{self.doc} #{self.seq}"

    def __repr__(self) -> str:
        return f"<ARTICLE {shorten(self.name)} {self.date or 'undated'} {self.id}>"

    def __str__(self) -> str:
        return shorten(self.name)


Node = Entity | Article


@dataclass(frozen=True, repr=False)
class Relation:
    """A fact, merged over all sentences that say it.

    `weight` is the number of evidences, `sources` their relation ids in the dataset (empty for
    MENTIONED_IN, which is derived from mentions); `score` is the best of theirs.
    """

    id: str
    type: str
    head: Node
    tail: Node
    props: dict[str, Any] = field(default_factory=dict, compare=False)
    weight: int = 1
    first_date: str | None = None
    last_date: str | None = None
    score: float = 1.0
    sources: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the edge is called in a picture."""
        return edge_label(self.type, self.props)

    def other(self, node: Node) -> Node:
        """The end that is not `node`."""
        return self.tail if self.head.id == node.id else self.head

    def __repr__(self) -> str:
        props = " ".join(f"{k}={shorten(str(v), 30)}" for k, v in self.props.items())
        return f"<{shorten(self.head.name, 30)} -{self.type}{' ' + props if props else ''}-> {shorten(self.tail.name, 30)} ×{self.weight}>"


@dataclass(frozen=True)
class Evidence:
    """Where a relation was read: `sentence` is characters `start` to `end` of the article's text."""

    sentence: str
    title: str
    doc: str
    date: str | None
    article_id: str
    start: int
    end: int
    relation_id: str
    source: str
    score: float


@dataclass(frozen=True)
class Event:
    """What one article says of an entity: the relations read there and how often it is named."""

    date: str | None
    article: Article
    relations: tuple[Relation, ...]
    mentions: int


def by_weight(relation: Relation) -> tuple:
    """A sort key: types in the order of the ontology, the best attested first, then the oldest."""
    kinds = list(RELATION_TYPES)
    place = kinds.index(relation.type) if relation.type in kinds else len(kinds)
    return (place, -relation.weight, relation.first_date or "9", relation.id)


def type_name(name: str, known: Mapping[str, Any], what: str) -> str:
    """The name of a type from its name in any case, or its Chinese name.

    Raises:
        InputError: no such type; lists those there are.
    """
    for kind in known.values():
        if name.strip().upper() == kind.name or name.strip() == kind.chinese:
            return kind.name
    raise InputError(f"no {what} type {shorten(name)!r}; there are {', '.join(known)}")
