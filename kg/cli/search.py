"""`kg search TEXT`: entities whose names hold a text."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import print_json, print_table, safe
from kg.cli.records import entity_json
from kg.ontology import ENTITY_TYPES


@with_examples("kg search 应急", "kg search '木垒 局' --type ORG --limit 0")
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a name, or several parts with blanks between.")],
    dataset: DatasetOption = OUT,
    type: Annotated[str | None, typer.Option("--type", "-t", help=f"Only this type: {', '.join(ENTITY_TYPES)}.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many; 0 for all.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Find entities by a part of a name or alias, best first."""
    import kg

    graph = kg.open(dataset)
    found = graph.search(text, limit or None, type)
    if as_json:
        print_json([entity_json(e) for e in found])
    elif not found:
        typer.echo(f"no name or alias holds {safe(text)!r}", err=True)
    else:
        rows = ((e.name, e.type, e.mentions, graph.describe(e), "、".join(_best_aliases(e.aliases, text)), e.id) for e in found)
        print_table(("NAME", "TYPE", "MENTIONS", "KNOWN AS", "ALIASES", "ID"), rows)


def _best_aliases(aliases: tuple[str, ...], text: str, limit: int = 3) -> list[str]:
    """Some aliases, those that hold the text first."""
    return sorted(aliases, key=lambda alias: text not in alias)[:limit]
