"""`kg load`: make a database hold a graph, whatever it held of it before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import ServerError
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j import statements as cypher
from kg.neo4j.connect import Server, connected
from kg.neo4j.database import Database, Step
from kg.neo4j.diff import NodeDifference, diff_links, diff_nodes
from kg.neo4j.lock import load_lock
from kg.neo4j.prune import prune_links, prune_nodes, surplus
from kg.neo4j.rows import Link, Links, Node, Nodes, all_nodes
from kg.neo4j.schema import CONSTRAINTS, INDEXES
from kg.neo4j.work import apart, cells, side_by_side, slices

if TYPE_CHECKING:
    from neo4j import Driver

_SMALL = 20_000  # relationships that one worker writes before others would have started
_AWAIT_INDEXES = "CALL db.awaitIndexes(3600)"


@dataclass(frozen=True)
class Progress:
    """What a load tells while it runs: `rows` more of `total` are done in a stage. Waits have no rows: "start", "lock", "indexes"."""

    stage: str
    rows: int = 0
    total: int = 0


@dataclass
class Count:
    """What became of rows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass
class Summary:
    """What a load did. `surplus` nodes and relationships are in the database from other loads and not in this graph."""

    nodes: Count = field(default_factory=Count)
    relationships: Count = field(default_factory=Count)
    surplus_nodes: int = 0
    surplus_relationships: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Options:
    """`prune`: remove what left the dataset. `every_evidence`: a relationship for each. `batch`: rows in a transaction.
    `workers`: threads. `wait`: seconds that the server may take to start."""

    prune: bool = False
    every_evidence: bool = False
    batch: int = 5_000
    workers: int = 3
    wait: float = 0.0


Tell = Callable[[Progress], None]


def load_graph(graph: KnowledgeGraph, server: Server, options: Options | None = None, tell: Tell = lambda _: None) -> Summary:
    """Write a graph into a Neo4j database: constraints, nodes, relationships, indexes.

    Only what is new or changed is written, in transactions of `batch` rows. A load that was stopped goes on when it
    is run again; loads of several processes wait for one another. `tell` may be called from several threads.

    Raises:
        ServerError: the server cannot be used, or went away.
        DatasetError: the dataset has types that cannot stand in Neo4j.
    """
    options = options or Options()
    started, nodes, links = time.monotonic(), all_nodes(graph), Links(graph, merged=not options.every_evidence)
    load = _Load(options, tell)
    try:
        with connected(server, options.wait, lambda: tell(Progress("start"))) as driver:
            load.run(driver, server.database, nodes, links)
    except ServerError as error:
        if load.begun:
            raise ServerError(f"{error}\nThe load is not complete. Run the same command again: it goes on where it stopped") from error
        raise
    load.summary.seconds = time.monotonic() - started
    return load.summary


class _Load:
    """One load: the database, what was asked for and what has been done."""

    def __init__(self, options: Options, tell: Tell) -> None:
        self.options = options
        self.tell = tell
        self.summary = Summary()
        self.begun = False

    def run(self, driver: Driver, name: str | None, nodes: tuple[Nodes, ...], links: Links) -> None:
        """Under the lock: constraints, data, indexes."""
        with load_lock(driver, name, lambda: self.tell(Progress("lock"))) as lock:
            self.database, self.begun = Database(driver, name, lock.check), True
            self.database.command(*CONSTRAINTS)
            self.load(nodes, links)
            self.tell(Progress("indexes"))
            self.database.command(*INDEXES, _AWAIT_INDEXES)

    def load(self, nodes: tuple[Nodes, ...], links: Links) -> None:
        """Nodes, then relationships, then what is too much."""
        for group in nodes:
            self.load_nodes(group)
        self.load_links(links)
        summary = self.summary
        if self.options.prune:
            summary.relationships.removed += prune_links(self.database, links, self.options.batch)
            summary.nodes.removed += prune_nodes(self.database, nodes, self.options.batch)
        else:
            summary.surplus_nodes, summary.surplus_relationships = surplus(self.database, nodes, links)

    def load_nodes(self, nodes: Nodes) -> None:
        """Nodes of one kind, some thousands a transaction, several transactions at once."""
        is_new = not self.database.value(f"MATCH (n:{nodes.label}) RETURN count(n)")
        count, total = self.summary.nodes, len(nodes)
        parts, workers = self.batches(total), self.options.workers
        for found in side_by_side(parts, lambda part: self.load_batch(nodes, part, is_new), workers, self.database.stop):
            count.created += len(found.new)
            count.changed += len(found.changed)
            count.unchanged += found.unchanged
            self.tell(Progress("nodes", len(found), total))

    def batches(self, total: int) -> Iterator[np.ndarray]:
        """All places, in parts; the lock is looked at between them."""
        for part in slices(np.arange(total), self.options.batch):
            self.database.check()
            yield part

    def load_batch(self, nodes: Nodes, part: np.ndarray, is_new: bool) -> NodeDifference:
        """One batch of nodes."""
        rows = nodes.rows(part)
        with self.database.session() as session:
            found = NodeDifference(rows, [], 0) if is_new else diff_nodes(session, nodes.label, rows)
        self.database.write([*_node_steps(found.new, True), *_node_steps(found.changed, False)])
        return found

    def load_links(self, links: Links) -> None:
        """Changed relationships one batch after the other; new ones side by side, apart by the nodes they join."""
        new = [places for kind, group in links.by_type().items() for places in self.compare_links(kind, links, group)]
        places = np.concatenate(new) if new else np.empty(0, np.int64)
        buckets = 1 if len(places) < _SMALL else 2 * self.options.workers
        parts = cells(links.heads.take(places), links.tails.take(places), buckets)
        work = {cell: np.sort(places[part]) for cell, part in parts.items()}
        for created in apart(work, len, lambda part: self.create_links(links, part), self.options.workers, self.database.stop):
            self.summary.relationships.created += created
            self.database.check()

    def compare_links(self, kind: str, links: Links, places: np.ndarray) -> Iterator[np.ndarray]:
        """Places of relationships to create; those to change or to remove are done on the way."""
        if not self.database.value(f"MATCH ()-[r:{kind}]->() RETURN count(r)"):
            yield places
            return
        count = self.summary.relationships
        with self.database.session() as session:
            for part in diff_links(session, links, places, 2 * self.options.batch):
                steps, gone = [], part.gone if self.options.prune else []
                if part.changed:
                    steps.append(Step(cypher.change_links(kind), {"heads": part.heads, "rows": cypher.changed_rows(part.changed)}))
                if gone:
                    steps.append(Step(cypher.delete_links(kind), {"heads": part.heads, "ids": gone}))
                self.database.check()
                self.database.write(steps)
                count.changed += len(part.changed)
                count.unchanged += part.unchanged
                count.removed += len(gone)
                self.tell(Progress("relationships", part.unchanged + len(part.changed), len(links)))
                yield part.new

    def create_links(self, links: Links, places: np.ndarray) -> int:
        """The relationships of one cell."""
        for part in slices(places, self.options.batch):
            self.database.write(_link_steps(links.rows(part)))
            self.tell(Progress("relationships", len(part), len(links)))
        return len(places)


def _node_steps(nodes: list[Node], new: bool) -> Iterator[Step]:
    for labels, group in groupby(sorted(nodes, key=lambda n: n.labels), key=lambda n: n.labels):
        again = cypher.merge_nodes(labels)
        yield Step(cypher.create_nodes(labels) if new else again, {"rows": [cypher.node_row(n, new) for n in group]}, again)


def _link_steps(links: list[Link]) -> list[Step]:
    steps = []
    for (kind, tail), group in groupby(links, key=lambda r: (r.type, r.tail_label)):
        found = list(group)
        keys = cypher.link_keys(found)
        rows = {"rows": [cypher.link_row(r, keys) for r in found]}
        steps.append(Step(cypher.create_links(kind, tail, keys), rows, cypher.merge_links(kind, tail, keys)))
    return steps
