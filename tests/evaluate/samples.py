"""The sample pages as a perfect reader would build them, and datasets with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg.dataset import TABLES, Dataset
from kg.evaluate.annotated import AnnotatedArticle, parse_annotated, read_annotated
from kg.evaluate.convert import to_dataset, to_gold
from kg.evaluate.score import GoldDocument, Scorer, Scores, read_gold
from kg.evaluate.typeset import PAGES

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def perfect() -> Dataset:
    """The dataset that all annotations of the sample pages make."""
    return to_dataset({sheet.path: read_annotated(SEEDS / "annotated" / f"{name}.txt") for name, sheet in PAGES.items()})


def changed(dataset: Dataset, table: str, change: Callable[[dict], dict | None]) -> Dataset:
    """The dataset with `change` made to every row of a table; None leaves the row out."""
    rows = {name: dataset.rows(name) for name in TABLES}
    rows[table] = [new for row in rows[table] if (new := change(row)) is not None]
    return Dataset.from_rows(**rows)


def scored(dataset: Dataset, gold: list[GoldDocument] | None = None) -> Scores:
    """Scores against the sample gold, or other gold."""
    return Scorer(dataset).score(read_gold(SEEDS / "gold") if gold is None else gold)


def article(body: str, header: str = "kind: news\ndate: 2024-01-02") -> AnnotatedArticle:
    """One article from what stands below its header."""
    (found,), problems = parse_annotated(f"@ t-1\n{header}\n\n{body}\n")
    assert not problems, problems
    return found


def gold_of(folder: Path, *articles: AnnotatedArticle) -> list[GoldDocument]:
    """Gold documents of one page named t, by way of the file that users write."""
    import json

    (folder / "t.json").write_text(json.dumps(to_gold("t", articles), ensure_ascii=False), encoding="utf-8")
    return read_gold(folder)
