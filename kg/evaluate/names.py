"""Strict F1 of the whole name stage (model and rules) on annotated articles: `python -m kg.evaluate.names seeds/dev`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.evaluate.annotated import TITLE, AnnotatedArticle, read_annotated
from kg.evaluate.score import Counts
from kg.nlp.doc import TITLES
from kg.nlp.readings import DEFAULT_READING
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


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.names", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="annotated files, or folders of them")
    parser.add_argument("--model", default=DEFAULT_READING)
    parser.add_argument("--errors", action="store_true", help="list what was missed (-) and wrong (+)")
    args = parser.parse_args()
    nlp = load_pipeline(args.model)
    for name in ("kg_linker", "kg_relations"):
        nlp.remove_pipe(name)
    files = [file for path in args.paths for file in ([path] if path.is_file() else sorted(path.glob("*.txt")))]
    counts, errors = score(nlp, [article for file in files for article in read_annotated(file)])
    for line in errors if args.errors else ():
        print(line)
    for label, c in counts.items():
        print(f"{label:16} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}  {c.tp} {c.fp} {c.fn}")


if __name__ == "__main__":
    main()
