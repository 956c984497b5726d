"""`kg load DIR`: a dataset into a Neo4j database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.frame import OUT, with_examples
from kg.cli.output import print_table
from kg.cli.server import URI, DatabaseOption, PasswordFileOption, UriOption, UserOption, make_server

if TYPE_CHECKING:
    from kg.neo4j.load import Progress, Summary

_WAITS = {
    "start": "the server does not answer yet; waiting for it to start (--wait)",
    "lock": "another kg load is at work in this database; waiting for it to end",
    "indexes": "building indexes",
}


@with_examples(
    "export NEO4J_PASSWORD=…; kg load out",
    "kg load out --uri bolt://localhost:7687 --password-file ~/.neo4j-password",
    "kg load out --prune",
)
def load(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", envvar="KG_DATASET", help="The dataset folder that `kg build` wrote.")] = OUT,
    uri: UriOption = URI,
    user: UserOption = "neo4j",
    password_file: PasswordFileOption = None,
    database: DatabaseOption = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what earlier loads brought and the dataset has no more.")] = False,
    every_evidence: Annotated[bool, typer.Option("--every-evidence", help="A relationship for every evidence, not one for all.")] = False,
    wait: Annotated[float, typer.Option("--wait", min=0, metavar="SECONDS", help="How long the server may take to start.")] = 20,
    batch: Annotated[int, typer.Option("--batch", min=1, help="Rows in a transaction.")] = 5_000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Transactions at the same time.")] = 3,
) -> None:
    """Load the graph into Neo4j: twice is the same as once, a grown dataset only adds, and a load that was stopped goes on."""
    import kg
    from kg.neo4j.load import Options, load_graph

    server, graph = make_server(uri, user, password_file, database), kg.open(dataset)
    with _progress() as tell:
        summary = load_graph(graph, server, Options(prune, every_evidence, batch, workers, wait), tell)
    _print(summary, uri)


def _print(summary: Summary, uri: str) -> None:
    counts = (("nodes", summary.nodes), ("relationships", summary.relationships))
    print_table(("", "CREATED", "CHANGED", "UNCHANGED", "REMOVED"), [(name, *vars(count).values()) for name, count in counts])
    typer.echo(f"{uri} holds the graph ({summary.seconds:.1f} s)")
    if summary.surplus_nodes or summary.surplus_relationships:
        surplus = f"{summary.surplus_nodes} nodes and {summary.surplus_relationships} relationships of earlier loads"
        typer.echo(f"{surplus} are not in this dataset; --prune removes them", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Bars on a terminal's stderr; elsewhere only the waits, a line each."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[tuple[str, int], int] = {}

        def tell(event: Progress) -> None:
            if event.stage in _WAITS:
                if console.is_terminal or event.stage != "indexes":
                    console.print(_WAITS[event.stage])
                return
            key = (event.stage, event.total)
            task = tasks[key] if key in tasks else tasks.setdefault(key, bars.add_task(event.stage, total=event.total))
            bars.advance(task, event.rows)  # type: ignore[arg-type]

        yield tell
