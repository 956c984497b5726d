"""From a Doc to rows: articles as they go into the dataset; mentions and relations with keys of identity.

The corpus linker turns keys into entity ids. `Extract` is plain data, so that it can be kept between runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.article import Article
from kg.dataset import stable_id
from kg.nlp.doc import ANAPHORS
from kg.relate.attributes import find_attributes

Row = dict[str, Any]


@dataclass
class Extract:
    """What one file gave. `identities` maps a key to [type, name or None, adcode or None];
    `attributes` are [key, article id, attribute, printed value]."""

    articles: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    identities: dict[str, list[str | None]] = field(default_factory=dict)
    attributes: list[list[str]] = field(default_factory=list)

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Extract:
        """What `to_json` wrote."""
        return cls(**json.loads(text))


def extract(docs: Iterable[Doc]) -> Extract:
    """Rows of the docs of one file."""
    out = Extract()
    seen: set[str] = set()
    for doc in docs:
        article = doc._.article
        row = article_row(article, seen)
        out.articles.append(row)
        out.mentions += mention_rows(doc, row["article_id"])
        out.relations += relation_rows(doc, row["article_id"])
        out.attributes += [[key, row["article_id"], name, value] for key, name, value in find_attributes(doc)]
        for key, identity in doc._.identities.items():
            old = out.identities.get(key)
            if old is None or (old[1] is None and identity.name):
                out.identities[key] = [key.partition("/")[0], identity.name, identity.adcode]
    return out


def article_row(article: Article, seen: set[str]) -> Row:
    """The article's row and its `home`; its id tells path and text, and a number where one text stands twice in a file."""
    article_id = stable_id("a", article.doc, article.text)
    number = 1
    while article_id in seen:
        number += 1
        article_id = stable_id("a", article.doc, article.text, number)
    seen.add(article_id)
    return {
        "article_id": article_id,
        "doc": article.doc,
        "seq": article.seq,
        "title": article.title,
        "date": article.date,
        "publication": article.publication,
        "issue": article.issue,
        "kind": article.kind,
        "byline": list(dict.fromkeys(b.name for b in article.bylines)),
        "text": article.text,
        "source_start": article.source_start,
        "source_end": article.source_end,
        "home": article.home,
    }


def mention_rows(doc: Doc, article_id: str) -> Iterator[Row]:
    """Names and resolved anaphors, each with its key."""
    for span in doc.ents:
        source, score = doc._.sources.get((span.start_char, span.end_char), ("ner", 1.0))
        yield _mention(doc, span, article_id, source, score)
    for span in doc.spans[ANAPHORS]:
        yield _mention(doc, span, article_id, "anaphor", 0.8)


def _mention(doc: Doc, span: Any, article_id: str, source: str, score: float) -> Row:
    label = span.kb_id_.partition("/")[0] or span.label_
    return {
        "mention_id": stable_id("m", article_id, span.start_char, span.end_char, label),
        "article_id": article_id,
        "start": span.start_char,
        "end": span.end_char,
        "surface": span.text,
        "label": label,
        "key": span.kb_id_,
        "source": source,
        "score": round(float(score), 4),
    }


def relation_rows(doc: Doc, article_id: str) -> Iterator[Row]:
    """Relations with keys for heads and tails; the tail of AUTHORED is the article's id."""
    text = doc.text
    for relation in doc._.relations or ():
        yield {
            "type": relation.type,
            "head": relation.head,
            "tail": article_id if relation.tail == "article" else relation.tail,
            "article_id": article_id,
            "start": relation.start,
            "end": relation.end,
            "sentence": text[relation.start : relation.end],
            "props": json.dumps(relation.props, ensure_ascii=False, sort_keys=True),
            "source": relation.source,
            "score": round(float(relation.score), 4),
        }
