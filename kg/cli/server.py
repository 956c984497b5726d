"""Options of the commands that talk to a Neo4j server. A password comes from the environment, a file or a prompt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.neo4j.connect import Server

URI = "bolt://localhost:7687"

UriOption = Annotated[str, typer.Option("--uri", envvar="NEO4J_URI", metavar="URI", help="The server's address.")]
UserOption = Annotated[str, typer.Option("--user", envvar="NEO4J_USERNAME", metavar="NAME", help="Who logs in.")]
DatabaseOption = Annotated[
    str | None, typer.Option("--database", envvar="NEO4J_DATABASE", metavar="NAME", help="A database other than the server's default.")
]
PasswordFileOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="A file with the password; else NEO4J_PASSWORD, else kg asks. Empty: no login."),
]


def make_server(uri: str, user: str, password_file: Path | None, database: str | None) -> Server:
    """The server that the options name.

    Raises:
        InputError: an address that is none, a password file that cannot be read, no password and nobody to ask.
    """
    from kg.neo4j.connect import Server

    server = Server(uri, user, None, database)
    return Server(uri, user, _password(server, password_file), database)


def _password(server: Server, file: Path | None) -> str:
    if file:
        try:
            return file.read_text("utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: no password can be read here: {error}") from error
    if "NEO4J_PASSWORD" in os.environ:
        return os.environ["NEO4J_PASSWORD"]
    if not sys.stdin.isatty():
        raise InputError("no password: set NEO4J_PASSWORD (empty for a server without logins) or give --password-file FILE")
    return typer.prompt(f"Password of {server.user} at {server.uri}", hide_input=True, default="", show_default=False, err=True)
