"""`kg pages`: what was cut into what."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import make_console, print_json, safe


@with_examples("kg pages", "kg pages --doc 2025-07-09 --text", "kg pages --json")
def pages(
    dataset: DatasetOption = OUT,
    doc: Annotated[str, typer.Option("--doc", help="Only pages whose path contains this.")] = "",
    text: Annotated[bool, typer.Option("--text", help="The whole text of each article.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show how each page was cut into articles: headline, kind, date, bylines, where in the file."""
    rows = read_pages(dataset, doc)
    if as_json:
        print_json(rows)
        return
    console = make_console()
    for name, articles in groupby(rows, key=lambda a: a["doc"]):
        console.print(Text(safe(name), "bold"))
        for a in articles:
            about = "  ".join(filter(None, (a["kind"], a["date"], "、".join(a["byline"] or []), f"{a['source_start']}–{a['source_end']}")))
            console.print(Text.assemble(f"  {a['seq']:3}  ", safe(a["title"] or a["text"][:30] + "…"), "  ", (safe(about), "dim")))
            if text:
                console.print(Text("\n".join(f"       {safe(line)}" for line in a["text"].split("\n"))))


def read_pages(dataset: Path, doc: str = "") -> list[dict]:
    """Article rows of the pages whose path contains `doc`, in order of page and place."""
    from kg.dataset import read_dataset

    rows = [a for a in read_dataset(dataset).rows("articles") if doc in a["doc"]]
    return sorted(rows, key=lambda a: (a["doc"], a["seq"]))
