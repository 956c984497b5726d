"""The Cypher of a load. Labels and types come from the ontology or were checked; everything else is a parameter.

`create_*` is for rows that the database lacks, `merge_*` does the same again without harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.neo4j.rows import Link, Node, Props
from kg.neo4j.schema import ARTICLE, ENTITY
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

NODE_KEYS = {
    ENTITY: ("name", "full_name", "aliases", "adcode", "first_seen", "last_seen"),
    ARTICLE: ("name", "doc", "seq", "date", "publication", "issue", "kind", "byline"),
}
LINK_KEYS = (
    *("label", "yuan", "weight", "score", "date", "last_date", "sentence", "article", "article_id"),
    *("dates", "sentences", "articles", "article_ids", *dict.fromkeys(p for t in RELATION_TYPES.values() for p in t.props)),
)
_OTHER_LABELS = ":".join(t.label for t in ENTITY_TYPES.values())


def node_hashes(label: str) -> str:
    """Which of `$ids` there are, and what they hold."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, n.hash AS hash"


def create_nodes(labels: tuple[str, ...]) -> str:
    """New nodes of `$rows`."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"


def merge_nodes(labels: tuple[str, ...]) -> str:
    """Nodes of `$rows`, new or as they are now; labels and properties that a user gave stay."""
    relabel = f"REMOVE n:{_OTHER_LABELS} SET n:{':'.join(labels)} " if labels[0] == ENTITY else ""
    return f"UNWIND $rows AS row MERGE (n:{labels[0]} {{id: row.id}}) {relabel}SET n += row"


def delete_nodes(label: str) -> str:
    """Nodes of `$ids`, with all that hangs on them."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n"


def link_hashes(kind: str) -> str:
    """What leaves `$heads`; loaded relationships have a hash, those that users drew have none."""
    return f"UNWIND $heads AS head MATCH (:{ENTITY} {{id: head}})-[r:{kind}]->() WHERE r.hash IS NOT NULL RETURN r.id AS id, r.hash AS hash"


def create_links(kind: str, tail_label: str, keys: Sequence[str]) -> str:
    """New relationships of `$rows`, each a list: head, tail, then the values of `keys`; far less to send than maps."""
    props = ", ".join(f"{quoted(key)}: row[{place}]" for place, key in enumerate(keys, 2))
    ends = f"UNWIND $rows AS row MATCH (a:{ENTITY} {{id: row[0]}}) MATCH (b:{tail_label} {{id: row[1]}})"
    return f"{ends} CREATE (a)-[:{kind} {{{props}}}]->(b)"


def merge_links(kind: str, tail_label: str, keys: Sequence[str]) -> str:
    """The same again, where some may be there already; `keys` begin with id."""
    props = ", ".join(f"{quoted(key)}: row[{place}]" for place, key in enumerate(keys, 2))
    ends = f"UNWIND $rows AS row MATCH (a:{ENTITY} {{id: row[0]}}) MATCH (b:{tail_label} {{id: row[1]}})"
    return f"{ends} MERGE (a)-[r:{kind} {{id: row[2]}}]->(b) SET r += {{{props}}}"


def change_links(kind: str) -> str:
    """Relationships that leave `$heads`; `$rows` has the new properties by id."""
    return f"{_leaving(kind)} WITH r, $rows[r.id] AS props WHERE props IS NOT NULL SET r += props"


def delete_links(kind: str) -> str:
    """Relationships that leave `$heads` and are among `$ids`, all of them if that is null; returns how many."""
    return f"{_leaving(kind)} WITH r WHERE r.hash IS NOT NULL AND ($ids IS NULL OR r.id IN $ids) DELETE r RETURN count(*) AS number"


def link_heads(kind: str) -> str:
    """Every entity that has loaded relationships of a type."""
    return f"MATCH (a:{ENTITY})-[r:{kind}]->() WHERE r.hash IS NOT NULL RETURN DISTINCT a.id AS id"


def node_row(node: Node, whole: bool) -> Props:
    """A node as a parameter; without `whole` what it had and has no more is cleared."""
    return node.props if whole else dict.fromkeys(NODE_KEYS[node.labels[0]]) | node.props


def link_keys(links: Iterable[Link]) -> list[str]:
    """All properties that relationships have, id first, in an order that is the same for most batches of a type."""
    found = {key for link in links for key in link.props}
    return ["id", *sorted(found - {"id"})]


def link_row(link: Link, keys: Sequence[str]) -> list[object]:
    """A relationship as a parameter of `create_links` and `merge_links`."""
    return [link.head, link.tail, *map(link.props.get, keys)]


def changed_rows(links: Iterable[Link]) -> dict[str, Props]:
    """Relationships as the parameter of `change_links`."""
    return {link.props["id"]: dict.fromkeys(LINK_KEYS) | link.props for link in links}


def quoted(name: str) -> str:
    """A property's name as it may stand in a statement."""
    return "`" + name.replace("`", "``") + "`"


def _leaving(kind: str) -> str:
    return f"UNWIND $heads AS head MATCH (:{ENTITY} {{id: head}})-[r:{kind}]->()"
