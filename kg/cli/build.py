"""`kg build`: from newspaper pages to a dataset and a graph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kg.cli.frame import OUT, with_examples
from kg.cli.output import make_console, print_facts, safe
from kg.nlp.readings import DEFAULT_READING
from kg.ontology import ENTITY_TYPES, RELATION_TYPES

if TYPE_CHECKING:
    from kg.builder import Progress as Event
    from kg.builder import Report

_STAGES = {"find": "finding files", "read": "reading pages", "link": "linking names", "write": "writing"}
STRICT_ERROR = 1


@with_examples(
    "kg build", "kg build 报纸 --out 图谱", "kg build 报纸 --home 昌吉州 --model zh_core_web_trf", "kg build 报纸 --strict --workers 2"
)
def build(
    pages: Annotated[
        Path | None,
        typer.Argument(metavar="[PAGES]", help="A folder of pages (.txt .md .html .pdf), or one file; without it, the sample pages."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the dataset and graph.graphml go.")] = OUT,
    home: Annotated[
        str | None, typer.Option("--home", help="The papers' division (昌吉州, 6523), for 我州 and 全市 on pages without a masthead.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", "-m", help="How names are read: accurate, cascade or fast; or any installed spaCy pipeline.")
    ] = DEFAULT_READING,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; by default one a core where there is enough to do.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any file could not be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read newspaper pages and write the dataset (Parquet) and graph.graphml.

    Run it again on a grown folder and it reads only what is new; stopped at any moment, it goes on where it was.
    """
    from kg.builder import build as run
    from kg.knowledge.files import seeds_folder

    errors = Console(stderr=True)
    with _Bars(errors, quiet or not errors.is_terminal) as bars:
        try:
            report = run(pages or seeds_folder() / "pages", out, model=model, home=home, workers=workers, progress=bars)
        except KeyboardInterrupt:
            typer.echo("kg: what was read is kept; the same command again goes on from here", err=True)
            raise
    if not quiet:
        print_report(make_console(), report)
    if strict and report.skipped:
        raise typer.Exit(STRICT_ERROR)


class _Bars:
    """Draws a build's progress."""

    def __init__(self, console: Console, off: bool) -> None:
        columns = (
            TextColumn("{task.description:14}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
        )
        self.bars = Progress(*columns, console=console, disable=off, transient=True)
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Bars:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def __call__(self, event: Event) -> None:
        if event.stage not in self.tasks:
            self.tasks[event.stage] = self.bars.add_task(_STAGES[event.stage], note="")
        self.bars.update(self.tasks[event.stage], completed=event.done, total=max(event.total, 1), note=safe(event.note)[-40:])


def print_report(console: Console, report: Report) -> None:
    """The summary at the end of a build."""
    dates = " – ".join(dict.fromkeys(filter(None, (report.first_date, report.last_date))))
    kinds = ", ".join(f"{n:,} {k}" for k, n in report.kinds.items())
    console.print()
    facts = {
        "pages": f"{report.files:,} ({report.fresh:,} read now" + (f", {report.removed:,} gone" if report.removed else "") + ")",
        "articles": f"{report.articles:,} ({kinds})" + (f", {dates}" if dates else ""),
        "text": f"{report.characters:,} characters, {report.mentions:,} mentions",
        "entities": _by_type(report.entities, {k: t.chinese for k, t in ENTITY_TYPES.items()}),
        "relations": _by_type(report.relations, {k: t.chinese for k, t in RELATION_TYPES.items()}),
    }
    if report.dropped:
        facts["left out"] = ", ".join(f"{n:,} characters: {reason}" for reason, n in report.dropped.items())
    if report.skipped:
        facts["skipped"] = ", ".join(f"{n:,} {reason}" for reason, n in Counter(r for _, r in report.skipped).most_common())
    print_facts(console, facts)
    for doc, reason in report.skipped[:20]:
        console.print(f"    {safe(doc)}: {safe(reason)}", style="yellow")
    if len(report.skipped) > 20:
        console.print(f"    … and {len(report.skipped) - 20:,} more")
    console.print(f"  {report.seconds:.1f} s. Now: kg show NAME -d {report.out}, or open {report.out}/graph.graphml in Gephi.")


def _by_type(counts: dict[str, int], chinese: dict[str, str]) -> str:
    return f"{sum(counts.values()):,} (" + ", ".join(f"{n:,} {k} {chinese.get(k, '')}".strip() for k, n in counts.items()) + ")"
