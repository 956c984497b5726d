"""Marked text in, keys of identity out: what the tests of linking share."""

from __future__ import annotations

from dataclasses import replace

import spacy
from spacy.tokens import Doc

from kg.evaluate.annotated import parse_annotated
from kg.evaluate.docs import annotated_doc
from kg.extract import Extract, extract
from kg.link.article import ArticleLinker
from kg.link.home import home_of_name, home_of_paper
from kg.relate import RelationExtractor

__all__ = ["extract_of", "keys", "linked"]
NLP = spacy.blank("zh")


def linked(text: str, home: str | None = None, *, paper: str | None = None, path: str = "t", date: str | None = None) -> Doc:
    """The text's marks as names, linked; the keys in the marks are not looked at. `home` is a setting, `paper` a masthead."""
    (article,), problems = parse_annotated(f"@ t\nkind: news\n\n{text}\n--\n", path)
    assert not problems
    doc = annotated_doc(NLP, article)
    doc._.article = replace(doc._.article, home=home_of_paper(paper), date=date)
    return ArticleLinker(home_of_name(home) if home else None)(doc)


def keys(text: str, home: str | None = None, *, paper: str | None = None) -> dict[str, str]:
    """Key by wording of names and pointing words; a wording with two keys has them joined by a blank."""
    doc = linked(text, home, paper=paper)
    found: dict[str, list[str]] = {}
    for span in sorted([*doc.ents, *doc.spans["anaphors"]], key=lambda s: s.start):
        found.setdefault(span.text, []).append(span.kb_id_)
    return {word: " ".join(dict.fromkeys(ids)) for word, ids in found.items()}


def extract_of(path: str, text: str, home: str | None = None, date: str | None = None) -> Extract:
    """What a file of that one article gives, relations by the rules of `kg.relate`."""
    doc = RelationExtractor()(linked(text, home, path=path, date=date))
    doc._.sources = {}
    return extract([doc])
