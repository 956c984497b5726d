"""Annotated articles as spaCy Docs, as if a perfect reader, tagger and linker had been at work."""

from __future__ import annotations

from array import array

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.article import Article, Byline
from kg.evaluate.annotated import TITLE, AnnotatedArticle, Mark
from kg.evaluate.convert import title_of
from kg.link.keys import Identity
from kg.nlp.doc import ANAPHORS, TITLES, register_extensions


def annotated_doc(nlp: Language, article: AnnotatedArticle, *, bylines: bool = True) -> Doc:
    """A Doc with the article's names and identities, posts, anaphors (soft wordings too) and, if wanted, its bylines.

    `nlp` is only asked for tokens; `spacy.blank("zh")` will do.
    """
    register_extensions()
    doc = nlp.make_doc(article.text)
    doc._.article = _article(article, bylines)
    doc._.identities = {key: Identity(key, name) for key, name in article.names.items()}
    doc.set_ents([s for m in article.marks if m.use == "name" and m.label != TITLE and (s := _span(doc, m))])
    doc.spans[TITLES] = [s for m in article.marks if m.label == TITLE and (s := _span(doc, m))]
    doc.spans[ANAPHORS] = [s for m in article.marks if m.use != "name" and m.label != TITLE and (s := _span(doc, m))]
    return doc


def _span(doc: Doc, mark: Mark) -> Span | None:
    kb_id = "" if mark.label == TITLE else mark.key
    return doc.char_span(mark.start, mark.end, label=mark.label, kb_id=kb_id, alignment_mode="expand")


def _article(article: AnnotatedArticle, bylines: bool) -> Article:
    text = article.text
    return Article(
        doc=article.path,
        seq=0,
        text=text,
        offsets=array("q", range(len(text))),
        title=title_of(article),
        titles=list(article.titles),
        date=article.meta.get("date"),
        kind=article.meta.get("kind", "news"),
        bylines=list(_bylines(article)) if bylines else [],
    )


def _bylines(article: AnnotatedArticle) -> list[Byline]:
    """For each AUTHORED relation, the mark of its person in a byline line, else the first one."""
    found = []
    for fact in article.facts:
        marks = [m for m in article.marks if m.key == fact.head] if fact.type == "AUTHORED" else []
        lines = [m for m in marks if any(s <= m.start < e for s, e in article.bylines)]
        for mark in (lines or marks)[:1]:
            found.append(Byline(article.text[mark.start : mark.end], fact.props.get("role", ""), mark.start, mark.end))
    return found
