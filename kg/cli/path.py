"""`kg path A B`: how two entities hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import make_console, print_json, safe
from kg.cli.records import evidence_text, relation_json, words_of

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, Relation


@with_examples("kg path 哈比勒别克 昌吉州", "kg path 李建军 兴业银行 --articles")
def path(
    a: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    dataset: DatasetOption = OUT,
    articles: Annotated[bool, typer.Option("--articles", help="Also through articles that name two entities.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show a shortest chain of relations between two entities, with the evidence of each step."""
    import kg

    graph = kg.open(dataset)
    start, end = graph.entity(a), graph.entity(b)
    steps = graph.path(start, end, articles)
    if as_json:
        print_json([relation_json(r, graph.evidence(r)) for r in steps])
    elif not steps:
        hint = "" if articles else "; --articles looks for articles that name both"
        typer.echo(f"{safe(start)} and {safe(end)} are {'one' if start == end else 'not connected' + hint}")
    else:
        print_steps(graph, start.id, steps)


def print_steps(graph: KnowledgeGraph, at: str, steps: list[Relation]) -> None:
    """One step under the other."""
    console = make_console()
    console.print(Text(safe(steps[0].head.name if steps[0].head.id == at else steps[0].tail.name), "bold"))
    for step in steps:
        forward = step.head.id == at
        target = step.tail if forward else step.head
        arrow = f"  ─{step.type} {safe(step.label)}→ " if forward else f"  ←{step.type} {safe(step.label)}─ "
        console.print(Text.assemble((arrow, "cyan"), (safe(target.name), "bold")))
        for evidence in graph.evidence(step)[:1]:
            console.print(Padding(evidence_text(evidence, words_of(step)), (0, 0, 0, 6), expand=False))
        at = target.id
