"""How fast a graph comes into Neo4j: `kg load`, a bare driver loop (the floor) and neo4j-admin import, in one run.

    python -m benchmarks.neo4j [--entities 200000] [--relations 1000000] [--only kg,bare,admin]

Generated data with skewed degrees; a fresh server of its own for each way (see tests/neo4j/local.py). "bare" sends the
same rows by the same UNWIND and CREATE, one transaction after the other, with the constraint and nothing else: no lock,
no retry, no indexes on names. For "kg load" the indexes are part of the time; for "admin" writing and importing the CSV.
The four numbers of megabytes are the client's memory at its largest in each quarter of the time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from kg.dataset import SCHEMAS, Dataset, read_dataset, stable_id, write_dataset
from kg.graph.knowledge import KnowledgeGraph
from kg.neo4j import statements as cypher
from kg.neo4j.admin import write_neo4j_admin
from kg.neo4j.connect import connected
from kg.neo4j.rows import Links, all_nodes
from kg.neo4j.work import slices
from tests.neo4j.local import LocalNeo4j

_KINDS = (("HOLDS_POST", "PERSON", "ORG"), ("COOPERATES_WITH", "ORG", "ORG"), ("LOCATED_IN", "ORG", "PLACE"), ("RUNS", "ORG", "PROJECT"))
_TYPES = ("PERSON", "ORG", "PLACE", "PROJECT")


def make_dataset(entities: int, relations: int, seed: int = 1) -> Dataset:
    """Entities of four types and relations between them; the chance to be an end falls with the square root of the rank."""
    chance = np.random.default_rng(seed)
    each = entities // len(_TYPES)
    ids = {kind: [stable_id("e", kind, i) for i in range(each)] for kind in _TYPES}
    same = {"attributes": "{}", "articles": 1, "mentions": 1}
    rows = [{"entity_id": key, "type": kind, "name": f"{kind}{i}", **same} for kind in _TYPES for i, key in enumerate(ids[kind])]
    article = {"article_id": "a", "doc": "a.txt", "seq": 0, "title": "基准", "date": "2024-03-12", "kind": "news", "text": ""}
    tables = []
    for kind, head, tail in _KINDS:
        number = relations // len(_KINDS)
        ends = [pa.array(ids[t]).take(pa.array((chance.random(number) ** 2 * each).astype(np.int64))) for t in (head, tail)]
        props = pa.array([json.dumps({"title": f"职务{i}"}, ensure_ascii=False) for i in range(number)])
        columns = {
            "relation_id": pa.array([f"r{kind}{i}" for i in range(number)]),
            "type": pa.array([kind] * number),
            "head_id": ends[0],
            "tail_id": ends[1],
            "article_id": pa.array(["a"] * number),
            "start": pa.array(np.zeros(number, np.int32)),
            "end": pa.array(np.full(number, 40, np.int32)),
            "sentence": pa.array(["县应急管理局局长到清水河风电项目工地检查，要求各单位在汛期以前排除隐患。"] * number),
            "props": props,
            "source": pa.array(["benchmark"] * number),
            "score": pa.array(np.ones(number, np.float32)),
        }
        tables.append(pa.table(columns, SCHEMAS["relations"]))
    small = Dataset.from_rows(articles=[article], entities=rows)
    return Dataset(small.articles, small.mentions, small.entities, pa.concat_tables(tables))


def by_kg(folder: Path, local: LocalNeo4j) -> None:
    """`kg load` in this process."""
    from kg.neo4j.load import load_graph

    load_graph(KnowledgeGraph(read_dataset(folder)), local.server)


def by_bare_loop(folder: Path, local: LocalNeo4j) -> None:
    """The least that a program can do."""
    graph = KnowledgeGraph(read_dataset(folder))
    links = Links(graph, merged=True)
    with connected(local.server) as driver, driver.session() as session:
        session.run("CREATE CONSTRAINT FOR (n:Entity) REQUIRE n.id IS UNIQUE").consume()
        for nodes in all_nodes(graph):
            for part in slices(np.arange(len(nodes)), 5_000):
                rows = nodes.rows(part)
                for labels in {n.labels for n in rows}:
                    session.run(cypher.create_nodes(labels), rows=[n.props for n in rows if n.labels == labels]).consume()
        for places in links.by_type().values():
            for part in slices(places, 5_000):
                found = links.rows(part)
                keys = cypher.link_keys(found)
                statement = cypher.create_links(found[0].type, cypher.ENTITY, keys)
                session.run(statement, rows=[cypher.link_row(link, keys) for link in found]).consume()


def by_admin(folder: Path, local: LocalNeo4j) -> None:
    """The CSV written, and imported while the server is down."""
    out = local.home / "csv"
    write_neo4j_admin(KnowledgeGraph(read_dataset(folder)), out)
    local.admin("database", "import", "full", "@import.args", "neo4j", cwd=out)


WAYS: dict[str, Callable[[Path, LocalNeo4j], None]] = {"bare": by_bare_loop, "kg": by_kg, "admin": by_admin}


def measure(way: str, dataset: Path, place: Path) -> dict[str, Any]:
    """One way on a fresh server, in a process of its own: seconds, and its memory in MB."""
    local = LocalNeo4j(place / way, heap="1g", flags=())
    if way != "admin":
        local.start()
    command = [sys.executable, "-m", "benchmarks.neo4j", "--run", way, str(dataset), str(local.home), str(local.bolt), str(local.http)]
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    finally:
        local.stop()
    return json.loads(done.stdout.splitlines()[-1])


def _run_one(way: str, dataset: str, home: str, bolt: str, http: str) -> None:
    local = LocalNeo4j(Path(home), heap="1g", flags=(), bolt=int(bolt), http=int(http))
    samples: list[int] = []
    threading.Thread(target=_watch_memory, args=(samples,), daemon=True).start()
    started = time.monotonic()
    WAYS[way](Path(dataset), local)
    seconds = time.monotonic() - started
    quarters = [max(part.tolist()) for part in np.array_split(np.array(samples), 4)]
    print(json.dumps({"way": way, "seconds": round(seconds, 1), "client_mb": quarters}))


def _watch_memory(samples: list[int]) -> None:
    """Resident memory of this process in MB, ten times a second (Linux)."""
    while True:
        samples.append(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20)
        time.sleep(0.1)


def main() -> None:
    """Measure all ways and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=200_000)
    parser.add_argument("--relations", type=int, default=1_000_000)
    parser.add_argument("--only", default=",".join(WAYS))
    parser.add_argument("--run", nargs=5, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        _run_one(*args.run)
        return
    with tempfile.TemporaryDirectory(prefix="kg-benchmark-") as place:
        dataset = Path(place) / "dataset"
        write_dataset(make_dataset(args.entities, args.relations), dataset)
        found = []
        for way in args.only.split(","):
            found.append(measure(way, dataset, Path(place)))
            print(found[-1], flush=True)
    floor = next((float(row["seconds"]) for row in found if row["way"] == "bare"), None)
    print(f"{args.entities:,} entities, {args.relations:,} relations")
    for row in found:
        seconds = float(row["seconds"])
        ratio = f"{seconds / floor:5.2f} × bare" if floor else ""
        memory = "/".join(map(str, row["client_mb"]))
        print(f"{row['way']:6} {seconds:8.1f} s  {args.relations / seconds:9,.0f} relations/s  {memory} MB  {ratio}")


if __name__ == "__main__":
    main()
