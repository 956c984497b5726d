"""Annotated articles as gold JSON (what `kg evaluate` scores against) and as a dataset."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kg.dataset import Dataset, stable_id
from kg.evaluate.annotated import TITLE, AnnotatedArticle
from kg.ontology import ENTITY_TYPES

_TYPE_OF = {t.letter: t.name for t in ENTITY_TYPES.values()}


def to_gold(doc: str, articles: Sequence[AnnotatedArticle]) -> dict[str, Any]:
    """One page in the gold format of `shared/gold/GUIDELINES.md`."""
    return {"doc": doc, "articles": [_gold_article(a) for a in articles]}


def _gold_article(article: AnnotatedArticle) -> dict[str, Any]:
    keys = list(dict.fromkeys(m.key for m in article.marks if m.label != TITLE))
    authors = [f.head for f in article.facts if f.type == "AUTHORED"]
    return {
        "title": title_of(article),
        "byline": list(dict.fromkeys(article.name(k) for k in authors)),
        "date": article.meta.get("date"),
        "kind": article.meta.get("kind", "news"),
        "entities": [
            {
                "id": key,
                "type": _TYPE_OF[key[0]],
                "name": article.name(key),
                "surfaces": article.surfaces(key),
                "soft_surfaces": article.surfaces(key, "soft"),
                "anaphors": article.surfaces(key, "anaphor"),
                "attributes": {},
            }
            for key in keys
        ],
        "relations": [{"type": f.type, "head": f.head, "tail": f.tail, "props": f.props, "evidence": ""} for f in article.facts],
    }


def title_of(article: AnnotatedArticle) -> str:
    """The headline lines above the first paragraph, joined by a blank."""
    return " ".join(article.text[s:e] for s, e in article.titles)


def to_dataset(pages: dict[str, Sequence[AnnotatedArticle]]) -> Dataset:
    """A dataset as a perfect reader would build it; entities are joined by type and name."""
    articles, mentions, relations = [], [], []
    seen: dict[str, dict[str, Any]] = {}
    where: dict[str, set[str]] = defaultdict(set)
    for doc, page in pages.items():
        for seq, article in enumerate(page):
            row = _article_row(doc, seq, article)
            articles.append(row)
            ids = {m.key: _entity(article, m.key, row, seen, where) for m in article.marks if m.label != TITLE}
            mentions += [_mention_row(article, m, row["article_id"], ids[m.key]) for m in article.marks if m.label != TITLE]
            relations += [_relation_row(article, f, row["article_id"], ids) for f in article.facts]
    counts: dict[str, int] = defaultdict(int)
    for mention in mentions:
        counts[mention["entity_id"]] += 1
    for key, entity in seen.items():
        dates = sorted(d for a in articles if a["article_id"] in where[key] and (d := a["date"]))
        entity["aliases"] = sorted(entity["aliases"] - {entity["name"]})
        entity |= {"articles": len(where[key]), "mentions": counts[key]}
        entity |= {"first_seen": dates[0] if dates else None, "last_seen": dates[-1] if dates else None}
    unique = {r["relation_id"]: r for r in relations}
    return Dataset.from_rows(articles=articles, mentions=mentions, entities=list(seen.values()), relations=list(unique.values()))


def _article_row(doc: str, seq: int, article: AnnotatedArticle) -> dict[str, Any]:
    gold = _gold_article(article)
    return {
        "article_id": stable_id("a", doc, article.text),
        "doc": doc,
        "seq": seq,
        "title": gold["title"],
        "date": gold["date"],
        "publication": article.meta.get("publication"),
        "issue": article.meta.get("issue"),
        "kind": gold["kind"],
        "byline": gold["byline"],
        "text": article.text,
        "source_start": 0,
        "source_end": len(article.text),
    }


def _entity(article: AnnotatedArticle, key: str, row: dict, seen: dict, where: dict) -> str:
    name, kind = article.name(key), _TYPE_OF[key[0]]
    entity_id = stable_id("e", kind, name)
    entity = seen.setdefault(
        entity_id, {"entity_id": entity_id, "type": kind, "name": name, "aliases": set(), "adcode": None, "attributes": "{}"}
    )
    entity["aliases"] |= {*article.surfaces(key), *article.surfaces(key, "soft")}
    where[entity_id].add(row["article_id"])
    return entity_id


def _mention_row(article: AnnotatedArticle, mark: Any, article_id: str, entity_id: str) -> dict[str, Any]:
    return {
        "mention_id": stable_id("m", article_id, mark.start, mark.end, mark.label),
        "article_id": article_id,
        "start": mark.start,
        "end": mark.end,
        "surface": article.text[mark.start : mark.end],
        "label": mark.label,
        "entity_id": entity_id,
        "source": "anaphor" if mark.use == "anaphor" else "ner",
        "score": 1.0,
    }


def _relation_row(article: AnnotatedArticle, fact: Any, article_id: str, ids: dict[str, str]) -> dict[str, Any]:
    head, tail = ids[fact.head], article_id if fact.tail == "article" else ids[fact.tail]
    props = json.dumps(fact.props, ensure_ascii=False, sort_keys=True)
    start, end = _evidence(article, fact)
    return {
        "relation_id": stable_id("r", fact.type, head, tail, article_id, start, props),
        "type": fact.type,
        "head_id": head,
        "tail_id": tail,
        "article_id": article_id,
        "start": start,
        "end": end,
        "sentence": article.text[start:end],
        "props": props,
        "source": "annotated",
        "score": 1.0,
    }


def _evidence(article: AnnotatedArticle, fact: Any) -> tuple[int, int]:
    """The first line that holds both ends, else the line of the head's first mark."""
    at, first = 0, None
    for line in article.text.split("\n"):
        keys = {m.key for m in article.marks if at <= m.start < at + len(line)}
        if fact.head in keys:
            first = first or (at, at + len(line))
            if fact.tail in keys or fact.tail == "article":
                return at, at + len(line)
        at += len(line) + 1
    return first or (0, len(article.text))
