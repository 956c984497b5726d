"""Score the relation rules on annotated articles: `python -m kg.relate.score FILE… [--errors] [--no-titles] [--no-bylines]`.

Names and identities are the annotated ones. Counted are distinct (type, head, tail) an article.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from kg.evaluate.annotated import AnnotatedArticle, parse_annotated
from kg.evaluate.docs import annotated_doc
from kg.nlp.doc import TITLES, RelationSpan
from kg.relate.extractor import RelationExtractor

Edge = tuple[str, str, str]


def read_files(paths: Iterable[Path]) -> Iterator[AnnotatedArticle]:
    """The articles of annotated files and of folders of them; broken lines are passed over (the checker names them)."""
    for path in paths:
        for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
            yield from parse_annotated(file.read_text(encoding="utf-8"), str(file))[0]


def relations(nlp: Language, extractor: RelationExtractor, article: AnnotatedArticle, titles: bool, bylines: bool) -> list[RelationSpan]:
    """What the rules read from one article with its annotated names."""
    doc = annotated_doc(nlp, article, bylines=bylines)
    if not titles:
        doc.spans[TITLES] = []
    return extractor(doc)._.relations


def count(found: set[Edge], wanted: set[Edge], totals: dict[str, Counter[str]]) -> None:
    """Add one article's true positives, false positives and misses to `totals`, by type."""
    for kind, edges in (("tp", found & wanted), ("fp", found - wanted), ("fn", wanted - found)):
        for edge in edges:
            totals[kind][edge[0]] += 1


def table(totals: dict[str, Counter[str]]) -> Iterator[str]:
    """Lines of precision, recall and F1, by type and over all."""
    types = sorted({t for c in totals.values() for t in c})
    for name in [*types, "all"]:
        tp, fp, fn = (sum(c.values()) if name == "all" else c[name] for c in (totals["tp"], totals["fp"], totals["fn"]))
        p, r = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
        yield f"{name:16s} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}   tp {tp} fp {fp} fn {fn}"


def errors(article: AnnotatedArticle, read: list[RelationSpan], wanted: set[Edge]) -> Iterator[str]:
    """Lines that name what was wrong (+, with rule and evidence) and what was missed (-)."""
    for relation in read:
        if (edge := (relation.type, relation.head, relation.tail)) not in wanted:
            yield f"{article.id} +{_told(article, edge)} [{relation.source}] {article.text[relation.start : relation.end].strip()[:140]}"
    for edge in sorted(wanted - {(r.type, r.head, r.tail) for r in read}):
        yield f"{article.id} -{_told(article, edge)}"


def _told(article: AnnotatedArticle, edge: Edge) -> str:
    kind, head, tail = edge
    return f"{kind} {article.name(head)}({head}) → {article.name(tail)}({tail})"


def main(argv: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m kg.relate.score", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was wrong and what was missed")
    parser.add_argument("--type", help="only this relation")
    parser.add_argument("--no-titles", action="store_true", help="leave the annotated posts out")
    parser.add_argument("--no-bylines", action="store_true", help="leave the reader's bylines out")
    args = parser.parse_args(argv)
    nlp, extractor = spacy.blank("zh"), RelationExtractor()
    totals: dict[str, Counter[str]] = {k: Counter() for k in ("tp", "fp", "fn")}
    for article in read_files(args.files):
        read = relations(nlp, extractor, article, not args.no_titles, not args.no_bylines)
        read = [r for r in read if args.type in (None, r.type)]
        wanted = {(f.type, f.head, f.tail) for f in article.facts if args.type in (None, f.type)}
        count({(r.type, r.head, r.tail) for r in read}, wanted, totals)
        if args.errors:
            print(*errors(article, read, wanted), sep="\n", end="\n" if read or wanted else "")
    print(*table(totals), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
