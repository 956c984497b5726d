"""`kg evaluate`: score a dataset against gold annotations, or check annotated text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.frame import OUT, DatasetOption, with_examples
from kg.cli.output import make_console, print_table


@with_examples("kg evaluate seeds/gold", "kg evaluate gold --dataset out --errors", "kg evaluate seeds/train --check")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold documents (NNN.json), or with --check of annotated text.")],
    dataset: DatasetOption = OUT,
    docs: Annotated[list[str] | None, typer.Option("--doc", help="Only these gold documents; may be given several times.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed (-) and what was wrong (+).")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Check annotated text: broken markup, names marked in one place and not in another.")
    ] = False,
) -> None:
    """Score names, bylines, linking and relations; and the questions, if GOLD has questions.json."""
    if check:
        from kg.evaluate.annotated import main

        raise typer.Exit(main([str(gold)]))
    from kg.dataset import read_dataset
    from kg.evaluate.questions import ask
    from kg.evaluate.score import Scorer, read_gold

    data = read_dataset(dataset)
    documents = [d for d in read_gold(gold) if not docs or d.doc in docs]
    scores = Scorer(data).score(documents)
    console = make_console()
    if errors:
        for line in scores.errors:
            console.print(line)
    print_table(
        ("MEASURE", "P", "R", "F1", "TP", "FP", "FN"),
        [(n, f"{p:.3f}", f"{r:.3f}", f"{f:.3f}", *((c.tp, c.fp, c.fn) if c else ("", "", ""))) for n, p, r, f, c in scores.rows()],
    )
    if (gold / "questions.json").exists():
        answers = [a for a in ask(data, gold / "questions.json") if not docs or a.doc in docs]
        for answer in answers if errors else []:
            if answer.missing:
                console.print(f"{answer.doc} {answer.question} missing: {'; '.join(answer.missing)}")
        console.print(f"questions answered: {sum(not a.missing for a in answers)} of {len(answers)}")
