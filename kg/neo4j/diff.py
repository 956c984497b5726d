"""What of a graph a database lacks, told by ids and content hashes; rows that are there already cost only a read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from kg.neo4j.rows import Link, Links, Node
from kg.neo4j.statements import link_hashes, node_hashes

if TYPE_CHECKING:
    from neo4j import Session


@dataclass(frozen=True)
class NodeDifference:
    """Nodes to create and to change, and how many are as they should be."""

    new: list[Node]
    changed: list[Node]
    unchanged: int

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + self.unchanged


@dataclass(frozen=True)
class LinkDifference:
    """Relationships of one type that leave `heads`: places to create, rows to change, ids that the graph lacks."""

    type: str
    heads: list[str]
    new: np.ndarray
    changed: list[Link]
    unchanged: int
    gone: list[str]


def diff_nodes(session: Session, label: str, nodes: list[Node]) -> NodeDifference:
    """Compare nodes with those of the database."""
    found = dict(session.run(node_hashes(label), ids=[n.props["id"] for n in nodes]).values())
    new = [n for n in nodes if n.props["id"] not in found]
    changed = [n for n in nodes if n.props["id"] in found and found[n.props["id"]] != n.props["hash"]]
    return NodeDifference(new, changed, len(nodes) - len(new) - len(changed))


def diff_links(session: Session, links: Links, places: np.ndarray, size: int) -> Iterator[LinkDifference]:
    """Compare the relationships of one type, `places` being all of them, some heads at a time."""
    for part in by_heads(links, places, size):
        heads = list(dict.fromkeys(links.heads.take(pa.array(part)).to_pylist()))
        kind = links.types[part[0]]
        found = dict(session.run(link_hashes(kind), heads=heads).values())
        rows = links.rows(part)
        new = [place for place, row in zip(part.tolist(), rows, strict=True) if row.props["id"] not in found]
        changed = [row for row in rows if found.get(row.props["id"], row.props["hash"]) != row.props["hash"]]
        gone = found.keys() - {row.props["id"] for row in rows}
        yield LinkDifference(kind, heads, np.array(new, np.int64), changed, len(rows) - len(new) - len(changed), sorted(gone))


def by_heads(links: Links, places: np.ndarray, size: int) -> Iterator[np.ndarray]:
    """Places, in order of heads, cut into parts of about `size` that never part a head's relationships."""
    heads = links.heads.take(pa.array(places)).dictionary_encode().indices.to_numpy()
    cuts = np.flatnonzero(np.diff(heads)) + 1
    start = 0
    while start < len(places):
        later = cuts[np.searchsorted(cuts, start + size) :]
        end = int(later[0]) if len(later) else len(places)
        yield places[start:end]
        start = end
