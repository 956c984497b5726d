"""How commands print: for people on a terminal; plain lines, tab-separated tables and no wrapping in a pipe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Control characters could move the cursor, format characters turn the writing round.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PIPE_WIDTH = 1_000_000
UNBROKEN = ("TYPE", "MENTIONS", "ID", "RELATION", "×", "DATE")


def make_console() -> Console:
    """A console on standard output that takes nothing in the text for markup."""
    console = Console(markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, emoji=False, highlight=False, width=_PIPE_WIDTH, no_color=True)
    return console


def safe(text: Any, lines: bool = False) -> str:
    """Text without what would disturb a terminal, on one line unless `lines`."""
    plain = _UNSAFE.sub("", str(text)).replace("\t", " ")
    return plain if lines else " ".join(plain.split())


def print_json(value: Any) -> None:
    """Print JSON, Chinese as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode())


def print_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table; columns of `UNBROKEN` heads are never wrapped."""
    console = make_console()
    if not console.is_terminal:
        for row in [heads, *rows]:
            typer.echo("\t".join(safe("" if cell is None else cell) for cell in row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head in UNBROKEN)
    for row in rows:
        table.add_row(*(Text(safe("" if cell is None else cell)) for cell in row))
    console.print(table)


def print_facts(console: Console, facts: Mapping[str, str]) -> None:
    """Print names and values in two indented columns."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    width = max(map(len, facts), default=0)
    for key, value in facts.items():
        if console.is_terminal:
            grid.add_row(Text(f"  {key}", "dim"), Text(value))
        else:
            console.print(f"  {key:{width}}  {value}")
    if console.is_terminal:
        console.print(grid)


def excerpt(sentence: str, words: Iterable[str], width: int = 110) -> str:
    """The part of a sentence, of at most `width` characters, that holds the words; it begins with a clause where it can."""
    line = safe(sentence)
    if len(line) <= width:
        return line
    places = [(at, at + len(w)) for w in words if w and (at := line.find(w)) >= 0]
    start, end = min((p[0] for p in places), default=0), max((p[1] for p in places), default=0)
    if end - start > width:
        end = start + width
    begin = max(0, min(start - (width - (end - start)) // 2, len(line) - width))
    if begin:
        breaks = [max(line.rfind(mark, begin - 1, start) for mark in marks) for marks in ("。！？；", "，")]
        begin = next((at + 1 for at in breaks if at >= 0), begin)
        begin += len(line[begin:start]) - len(line[begin:start].lstrip("”’）》 "))
    return ("…" if begin else "") + line[begin : begin + width] + ("…" if begin + width < len(line) else "")
