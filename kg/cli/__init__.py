"""The `kg` command. A command parses its arguments, calls a function and prints what it returns.

To add one: write `kg/cli/NAME.py` with a function NAME, and give it a line in `COMMANDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.frame import CommandGroup, examples
from kg.cli.load import load
from kg.cli.pages import pages
from kg.cli.path import path
from kg.cli.query import query
from kg.cli.relations import relations
from kg.cli.search import search
from kg.cli.show import show
from kg.cli.timeline import timeline

# In the order of `kg --help`. Modules named here import nothing heavy until their function runs.
COMMANDS: dict[str, Callable[..., Any]] = {
    "build": build,
    "pages": pages,
    "show": show,
    "relations": relations,
    "path": path,
    "search": search,
    "timeline": timeline,
    "export": export,
    "load": load,
    "query": query,
    "evaluate": evaluate,
}

app = typer.Typer(
    cls=CommandGroup,
    help="From Chinese newspaper pages to a knowledge graph: every edge with its sentence.",
    epilog=examples(
        "kg build 报纸 --out out",
        "kg show 哈比勒别克",
        "kg relations 木垒县 --type HOLDS_POST --direction in",
        "kg export out --format graphml",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"kg {version('kg')}")
        except PackageNotFoundError:
            typer.echo("kg (a checkout that is not installed)")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    pass


for _name, _command in COMMANDS.items():
    app.command(_name, epilog=getattr(_command, "epilog", None))(_command)
