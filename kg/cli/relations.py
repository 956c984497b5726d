"""`kg relations [NAME]`: relations as a table, CSV or JSON."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import print_json, print_table
from kg.cli.records import first_evidence, relation_json
from kg.ontology import RELATION_TYPES

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, Relation

CSV_HEADS = (
    *("head", "head_type", "relation", "tail", "tail_type", "props", "weight", "first_date", "last_date"),
    *("sentence", "headline", "doc"),
    *("head_id", "tail_id", "relation_id"),
)


@with_examples(
    "kg relations 木垒县 --type HOLDS_POST --direction in",
    "kg relations --type 任职 --csv > posts.csv",
    "kg relations 昌吉市 --limit 0 --json",
)
def relations(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A name, an alias or an id; without one, all relations.")] = None,
    dataset: DatasetOption = OUT,
    type: Annotated[list[str] | None, typer.Option("--type", "-t", help=f"Only this type: {', '.join(RELATION_TYPES)}.")] = None,
    direction: Annotated[str, typer.Option("--direction", help="in, out or both, seen from NAME.")] = "both",
    articles: Annotated[bool, typer.Option("--articles", help="Also MENTIONED_IN.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many; 0 for all. CSV and JSON give all.")] = 50,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, with the oldest evidence.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with all evidence.")] = False,
) -> None:
    """List relations, the best attested first."""
    import kg

    graph = kg.open(dataset)
    found = graph.relations(name, type, direction, articles)  # type: ignore[arg-type]
    if as_json:
        print_json([relation_json(r, graph.evidence(r)) for r in found])
    elif as_csv:
        write_rows(graph, found)
    else:
        shown = found[: limit or None]
        print_table(("HEAD", "RELATION", "TAIL", "×", "DATE", "DETAIL"), map(_row, shown))
        if len(shown) < len(found):
            typer.echo(f"{len(shown)} of {len(found)}; --limit 0 shows all", err=True)


def write_rows(graph: KnowledgeGraph, found: list[Relation]) -> None:
    """CSV on standard output, cells as in `kg export --format csv`."""
    from kg.export.tabular import cell

    writer, oldest = csv.writer(sys.stdout, lineterminator="\n"), first_evidence(graph, found)
    writer.writerow(CSV_HEADS)
    for r in found:
        e = oldest.get(r.id)
        read = (e.sentence, e.title, e.doc) if e else ("", "", "")
        own = (r.head.name, r.head.type, r.type, r.tail.name, r.tail.type, _detail(r), r.weight, r.first_date, r.last_date)
        writer.writerow(map(cell, (*own, *read, r.head.id, r.tail.id, r.id)))


def _row(r: Relation) -> tuple[Any, ...]:
    dates = " – ".join(dict.fromkeys(filter(None, (r.first_date, r.last_date))))
    return r.head.name, r.type, r.tail.name, r.weight, dates, _detail(r)


def _detail(r: Relation) -> str:
    return "; ".join(f"{k}={v}" for k, v in r.props.items())
