"""What every command shares: errors and exit codes, the dataset option, examples in the help."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from kg.errors import KgError

Command = TypeVar("Command", bound=Callable[..., Any])

USER_ERROR = 2
INTERRUPTED = 130

DatasetOption = Annotated[
    Path,
    typer.Option("--dataset", "-d", metavar="DIR", envvar="KG_DATASET", help="The dataset folder that `kg build` wrote."),
]
OUT = Path("out")


class CommandGroup(TyperGroup):
    """Runs commands: a `KgError` becomes one message on stderr and exit code 2, Ctrl-C exit code 130."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except KgError as error:
            from kg.cli.output import safe

            typer.echo(f"kg: {safe(str(error), lines=True)}", err=True)
            raise typer.Exit(USER_ERROR) from error
        except KeyboardInterrupt as error:
            typer.echo("kg: interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from error


def examples(*lines: str) -> str:
    """The end of a help page: commands to copy."""
    return "\n\n".join(["Examples:", *(f"  [cyan]{line}[/cyan]" for line in lines)])


def with_examples(*lines: str) -> Callable[[Command], Command]:
    """Give a command examples for the end of its help page."""

    def mark(command: Command) -> Command:
        command.epilog = examples(*lines)  # type: ignore[attr-defined]
        return command

    return mark
