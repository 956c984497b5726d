"""Annotated text in, relations out: what the tests of the rules share."""

from __future__ import annotations

import spacy

from kg.evaluate.annotated import AnnotatedArticle, parse_annotated
from kg.evaluate.docs import annotated_doc
from kg.nlp.doc import TITLES, RelationSpan
from kg.relate import RelationExtractor

NLP = spacy.blank("zh")
EXTRACT = RelationExtractor()


def parse(text: str, header: str = "kind: news") -> AnnotatedArticle:
    """One article from a piece of annotated text."""
    (article,), problems = parse_annotated(f"@ t\n{header}\n\n{text}\n--\n")
    assert not problems
    return article


def read(text: str, *, titles: bool = True, header: str = "kind: news") -> list[RelationSpan]:
    """The relations of annotated text; without `titles` the posts that it marks are not given."""
    doc = annotated_doc(NLP, parse(text, header))
    if not titles:
        doc.spans[TITLES] = []
    return EXTRACT(doc)._.relations


def edges(text: str, type: str = "", *, titles: bool = True, header: str = "kind: news") -> set[str]:
    """`TYPE head tail title` of each relation; of one type only, without its name, if `type` is given."""
    found = [r for r in read(text, titles=titles, header=header) if type in ("", r.type)]
    return {" ".join(filter(None, ["" if type else r.type, r.head, r.tail, r.props.get("title")])) for r in found}


def properties(text: str, type: str = "") -> list[dict[str, str]]:
    """The properties of the relations read."""
    return [r.props for r in read(text) if type in ("", r.type)]
