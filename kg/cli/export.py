"""`kg export DIR --format …`: the graph as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.frame import OUT, with_examples
from kg.errors import InputError
from kg.export import exporters

_FORMATS = "; ".join(f"{e.name}: {e.about}" for e in exporters.values())


@with_examples(
    "kg export out --format graphml",
    "kg export out --format gexf --out paper.gexf --articles",
    "kg export out --format csv --out tables",
)
def export(
    dataset: Annotated[Path, typer.Argument(metavar="DIR", envvar="KG_DATASET", help="The dataset folder that `kg build` wrote.")] = OUT,
    format: Annotated[str, typer.Option("--format", "-f", help=f"{_FORMATS}.")] = "graphml",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to; else its usual name inside DIR.", metavar="PATH")] = None,
    articles: Annotated[bool, typer.Option("--articles", help="Articles as nodes too, with AUTHORED and MENTIONED_IN.")] = False,
    every_evidence: Annotated[bool, typer.Option("--every-evidence", help="An edge for every evidence, not one for all.")] = False,
) -> None:
    """Write the graph in a format of another program."""
    import kg

    if format.lower() not in exporters:
        raise InputError(f"no format {format!r}; there are {', '.join(exporters)}")
    exporter = exporters[format.lower()]
    place = out or dataset / exporter.default
    counts = exporter.load()(kg.open(dataset), place, merged=not every_evidence, articles=articles)
    typer.echo(f"{place}: {counts.nodes} nodes, {counts.edges} edges")
