"""Strict F1 of the whole name stage (model and rules) on annotated articles: `python -m kg.evaluate.names seeds/dev [--errors]`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.evaluate.annotated import TITLE, AnnotatedArticle, read_annotated
from kg.evaluate.score import Counts
from kg.nlp.doc import TITLES
from kg.pipeline import load_pipeline

Span = tuple[int, int, str]


def score(nlp: Language, articles: Iterable[AnnotatedArticle]) -> tuple[dict[str, Counts], list[str]]:
    """Counts by type, and what was missed (-) and wrong (+)."""
    counts: dict[str, Counts] = defaultdict(Counts)
    errors = []
    for article in articles:
        gold = {(m.start, m.end, m.label) for m in article.marks if m.use == "name"}
        soft = {i for m in article.marks if m.use != "name" for i in range(m.start, m.end)}
        found = {s for s in _found(nlp(article.text)) if soft.isdisjoint(range(s[0], s[1]))}
        for label in sorted({s[2] for s in gold | found}):
            counts[label].add({s for s in found if s[2] == label}, {s for s in gold if s[2] == label})
        counts["all but titles"].add({s for s in found if s[2] != TITLE}, {s for s in gold if s[2] != TITLE})
        errors += [f"{article.id} -{label} {article.text[s:e]!r}" for s, e, label in sorted(gold - found)]
        errors += [f"{article.id} +{label} {article.text[s:e]!r}" for s, e, label in sorted(found - gold)]
    return counts, errors


def _found(doc: Doc) -> set[Span]:
    return {(s.start_char, s.end_char, s.label_) for s in [*doc.ents, *doc.spans[TITLES]]}


def main(argv: list[str]) -> None:
    """Print the scores."""
    paths = [p for a in argv if a != "--errors" for p in ([Path(a)] if Path(a).is_file() else sorted(Path(a).glob("*.txt")))]
    nlp = load_pipeline()
    for name in ("kg_linker", "kg_relations"):
        nlp.remove_pipe(name)
    counts, errors = score(nlp, [a for p in paths for a in read_annotated(p)])
    for line in errors if "--errors" in argv else ():
        print(line)
    for label, c in counts.items():
        print(f"{label:16} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}  {c.tp} {c.fp} {c.fn}")


if __name__ == "__main__":
    main(sys.argv[1:])
