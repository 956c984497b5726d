"""Score linking on annotated articles: `python -m kg.link.score FILE… [--errors]`.

Names are the annotated ones. Counted are pairs of different wordings of one type within an article: joined by the
annotation (one key) against joined by the linker. Apart from them, the marked pointing words (`~`): how many are found
by their form, and how many of all point at the right identity.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.evaluate.annotated import TITLE, AnnotatedArticle
from kg.evaluate.docs import annotated_doc
from kg.link.article import ArticleLinker
from kg.link.home import home_of_name, home_of_text
from kg.link.keys import fold
from kg.nlp.anaphors import find_anaphors
from kg.nlp.doc import ANAPHORS
from kg.relate.score import read_files, table

Wording = tuple[str, str, str]  # type, folded wording, annotated key


@dataclass
class Anaphors:
    """Pointing words: `marked` ones, those `found`, those that point `right`; `given` are all that the linker resolved."""

    marked: int = 0
    found: int = 0
    right: int = 0
    given: int = 0

    def line(self) -> str:
        """The scores in words."""
        return (
            f"anaphors         marked {self.marked}  found {self.found / max(self.marked, 1):.3f}  "
            f"right {self.right / max(self.marked, 1):.3f}  right of given {self.right / max(self.given, 1):.3f}"
        )


@dataclass
class Scores:
    """Counts of pairs by type (`tp`, `fp`, `fn`), of pointing words, and a line for each error."""

    pairs: dict[str, Counter[str]] = field(default_factory=lambda: {k: Counter() for k in ("tp", "fp", "fn")})
    anaphors: Anaphors = field(default_factory=Anaphors)
    errors: list[str] = field(default_factory=list)


def linked(nlp: Language, linker: ArticleLinker, article: AnnotatedArticle) -> tuple[Doc, list[str]]:
    """The article with its annotated names, linked, and the annotated key of each name; pointing words are found by their form."""
    doc = annotated_doc(nlp, article)
    home = home_of_name(article.meta["home"]) if "home" in article.meta else home_of_text(article.text)
    doc._.article = replace(doc._.article, home=home)
    wanted = [span.kb_id_ for span in doc.ents]
    used = {i for span in doc.ents for i in range(span.start_char, span.end_char)}
    free = sorted({a for a in _pointing(article) if used.isdisjoint(range(a[0], a[1]))})
    doc.spans[ANAPHORS] = [span for start, end, label in free if (span := doc.char_span(start, end, label=label))]
    return linker(doc), wanted


def _pointing(article: AnnotatedArticle) -> Iterator[tuple[int, int, str]]:
    names = [(article.text[m.start : m.end], m.label) for m in article.marks if m.use == "name"]
    return find_anaphors(article.text, names)


def score_pairs(scores: Scores, article: AnnotatedArticle, doc: Doc, wanted: list[str]) -> None:
    """Count an article's pairs of different wordings; wordings share an identity if any of their occurrences do."""
    ids: dict[Wording, set[str]] = defaultdict(set)
    for span, key in zip(doc.ents, wanted, strict=True):
        ids[span.label_, fold(span.text), key].add(span.kb_id_)
    for (one, its), (other, others) in combinations(ids.items(), 2):
        same, joined = one[2] == other[2], bool(its & others)
        if one[0] != other[0] or one[1] == other[1] or not (same or joined):
            continue
        scores.pairs["tp" if same and joined else "fn" if same else "fp"][one[0]] += 1
        if same != joined:
            scores.errors.append(f"{article.id} {'-' if same else '+'}{one[0]} {one[1]} = {other[1]}")


def score_anaphors(scores: Scores, article: AnnotatedArticle, doc: Doc, wanted: list[str]) -> None:
    """Count an article's pointing words; those that point at something without a name in the article are passed over."""
    ids: dict[str, set[str]] = defaultdict(set)
    for span, key in zip(doc.ents, wanted, strict=True):
        ids[key].add(span.kb_id_)
    given = {span.start_char: span for span in doc.spans[ANAPHORS]}
    marks = {m.start: m for m in article.marks if m.label != TITLE and m.use == "anaphor" and m.key in ids}
    soft = {m.start for m in article.marks if m.use != "name"} - set(marks)
    scores.anaphors.marked += len(marks)
    scores.anaphors.given += len(set(given) - soft)
    found = {start for start, _, _ in _pointing(article)}
    for start, mark in marks.items():
        pointer = given.get(start)
        right = pointer is not None and pointer.kb_id_ in ids[mark.key]
        scores.anaphors.found += start in found
        scores.anaphors.right += right
        if not right:
            scores.errors.append(_told(article, mark.start, mark.end, article.name(mark.key), pointer, "-~"))
    for start in sorted(set(given) - set(marks) - soft):
        scores.errors.append(_told(article, start, given[start].end_char, "nothing", given[start], "+~"))


def _told(article: AnnotatedArticle, start: int, end: int, meant: str, span: Span | None, sign: str) -> str:
    near = article.text[max(start - 12, 0) : end + 8].replace("\n", " ")
    return f"{article.id} {sign}{article.text[start:end]} ({near}) is {meant}, was {span.kb_id_ if span else 'not resolved'}"


def score(articles: Iterable[AnnotatedArticle]) -> Scores:
    """Scores over all articles."""
    nlp, linker, scores = spacy.blank("zh"), ArticleLinker(), Scores()
    for article in articles:
        doc, wanted = linked(nlp, linker, article)
        score_pairs(scores, article, doc, wanted)
        score_anaphors(scores, article, doc, wanted)
    return scores


def lines(scores: Scores, errors: bool) -> Iterator[str]:
    """What the command prints."""
    if errors:
        yield from scores.errors
    yield from table(scores.pairs)
    yield scores.anaphors.line()


def main(argv: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m kg.link.score", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was wrong and what was missed")
    args = parser.parse_args(argv)
    print(*lines(score(read_files(args.files)), args.errors), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
