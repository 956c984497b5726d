"""`kg query FILE`: a Cypher file against a Neo4j server, or without one."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.frame import with_examples
from kg.cli.output import print_json, print_table
from kg.cli.server import URI, DatabaseOption, PasswordFileOption, UriOption, UserOption, make_server
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.neo4j.query import Answer


@with_examples(
    "kg query queries/posts.cypher --param name=昌吉市",
    "kg query queries/investments.cypher --csv > investments.csv",
    "kg query queries/path.cypher --param a=… --param b=… --dataset out",
)
def query(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with one Cypher query; `queries/` has many.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; NAME:=VALUE for a number or JSON.")
    ] = None,
    dataset: Annotated[
        Path | None, typer.Option("--dataset", "-d", metavar="DIR", help="Ask this dataset folder, without a server (needs kg[cypher]).")
    ] = None,
    uri: UriOption = URI,
    user: UserOption = "neo4j",
    password_file: PasswordFileOption = None,
    database: DatabaseOption = None,
    every_evidence: Annotated[bool, typer.Option("--every-evidence", help="With --dataset: a relationship for every evidence.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Run a Cypher query that reads, on Neo4j or on a dataset folder."""
    from kg.neo4j.query import read_query, run_query

    asked, parameters = read_query(file), dict(map(parameter, param or []))
    if dataset:
        import kg
        from kg.neo4j.embedded import EmbeddedStore
        from kg.neo4j.refused import check_supported

        check_supported(asked)  # before the store is made
        answer = EmbeddedStore(kg.open(dataset), every_evidence).run(asked, parameters)
    else:
        answer = run_query(asked, make_server(uri, user, password_file, database), parameters)
    for note in answer.notes:
        typer.echo(note, err=True)
    _print(answer, as_csv, as_json)


def parameter(text: str) -> tuple[str, Any]:
    """`NAME=VALUE` as text, `NAME:=VALUE` as JSON.

    Raises:
        InputError: neither.
    """
    name, sign, value = text.partition("=")
    if not sign or not name.removesuffix(":").isidentifier():
        raise InputError(f"--param {text!r}: write NAME=VALUE, or NAME:=VALUE for a number or JSON")
    if not name.endswith(":"):
        return name, value
    try:
        return name[:-1], json.loads(value)
    except ValueError as error:
        raise InputError(f"--param {text!r}: {value!r} is no JSON: {error}; for text write {name[:-1]}={value}") from error


def _print(answer: Answer, as_csv: bool, as_json: bool) -> None:
    from kg.neo4j.query import to_json, to_text

    if as_json:
        print_json([dict(zip(answer.columns, map(to_json, row), strict=True)) for row in answer.rows])
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([to_text(value) for value in row] for row in answer.rows)
    else:
        print_table([name.upper() for name in answer.columns], (tuple(map(to_text, row)) for row in answer.rows))
        typer.echo(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}", err=True)
