"""The linker across the corpus: keys of all articles become entities with ids that stay.

Names with one key are one entity. A short form that stands alone in its article joins the one longer name that other
articles use it for (`kg.link.wordings`). People of one name are told apart by where they hold their posts
(`kg.link.people`). An entity's id comes from the key seen first (by date, path and place), so that later pages add
to the graph and rename nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.dataset import Dataset, stable_id
from kg.extract import Extract, Row
from kg.link.people import tell_apart
from kg.link.wordings import join_wordings

_SURE = 0.5
Known = tuple[str, str | None, str | None]
_NAMELESS = {"全市", "我市", "全区", "我区", "我县", "全县", "我省", "全省", "我州", "全州"}


@dataclass
class Cluster:
    """Everything that carries one key (after joining): its first key names it for good."""

    key: str
    type: str
    name: str | None = None
    adcode: str | None = None
    surfaces: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)
    attributes: dict[str, str] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    mentions: int = 0

    def best_name(self) -> str:
        """The known official name, else the fullest wording, the commoner one of equal length."""
        if self.name:
            return self.name
        for wordings in (self.surfaces, self.unsure):
            worded = [(len(s), n, s) for s, n in wordings.items() if s not in _NAMELESS]
            if worded:
                return max(worded)[2].strip("《》")
        return self.key.partition("/")[2]


def link_corpus(extracts: Iterable[Extract]) -> Dataset:
    """The dataset of all files' extracts, in whatever order they come."""
    parts = sorted(extracts, key=lambda e: e.articles[0]["doc"] if e.articles else "")
    articles = sorted((a for e in parts for a in e.articles), key=_time_order)
    rank = {a["article_id"]: i for i, a in enumerate(articles)}
    mentions = sorted((m for e in parts for m in e.mentions), key=lambda m: (rank[m["article_id"]], m["start"], m["end"]))
    relations = [r for e in parts for r in e.relations]
    known = _known(parts)
    split_people = tell_apart(mentions, relations, {a["article_id"]: a for a in articles}, rank)
    joined = join_wordings(mentions, {key for key, (_, _, adcode) in known.items() if adcode})

    def final(key: str, article_id: str) -> str:
        return joined.get((key, article_id)) or split_people.get((key, article_id), key)

    clusters = _clusters(mentions, known, final)
    for key, article_id, name, value in sorted((x for e in parts for x in e.attributes), key=lambda x: rank[x[1]]):
        if cluster := clusters.get(final(key, article_id)):
            cluster.attributes[name] = value
    ids = {key: stable_id("e", key) for key in clusters}
    dates = {a["article_id"]: a["date"] for a in articles}
    return Dataset.from_rows(
        articles=articles,
        mentions=[_mention_row(m, ids[final(m["key"], m["article_id"])]) for m in mentions],
        entities=[_entity_row(c, ids[c.key], dates) for c in clusters.values()],
        relations=list(_relation_rows(relations, ids, final)),
    )


def _known(parts: list[Extract]) -> dict[str, Known]:
    """(type, name, division's code) of each key; of several names the fullest."""
    found: dict[str, Known] = {}
    for part in parts:
        for key, (kind, name, adcode) in part.identities.items():
            old = found.get(key)
            if old is None or (len(name or ""), name or "") > (len(old[1] or ""), old[1] or ""):
                found[key] = (str(kind), name, adcode)
    return found


def _time_order(article: Row) -> tuple[str, str, int]:
    return (article["date"] or "0000", article["doc"], article["seq"])


def _clusters(mentions: list[Row], known: dict[str, Known], final: Callable[[str, str], str]) -> dict[str, Cluster]:
    clusters: dict[str, Cluster] = {}
    for mention in mentions:
        key = final(mention["key"], mention["article_id"])
        kind, name, adcode = known.get(mention["key"]) or (mention["label"], None, None)
        cluster = clusters.setdefault(key, Cluster(key, kind, name, adcode))
        if len(name or "") > len(cluster.name or ""):
            cluster.name = name
        cluster.articles.add(mention["article_id"])
        cluster.mentions += 1
        if mention["source"] != "anaphor":
            (cluster.surfaces if mention["score"] >= _SURE else cluster.unsure)[mention["surface"]] += 1
    return clusters


def _mention_row(mention: Row, entity_id: str) -> Row:
    row = {k: v for k, v in mention.items() if k != "key"}
    return row | {"entity_id": entity_id}


def _entity_row(cluster: Cluster, entity_id: str, dates: dict[str, str | None]) -> Row:
    seen = sorted(d for a in cluster.articles if (d := dates[a]))
    name = cluster.best_name()
    return {
        "entity_id": entity_id,
        "type": cluster.type,
        "name": name,
        "aliases": sorted({*cluster.surfaces, *cluster.unsure} - {name}),
        "adcode": cluster.adcode,
        "attributes": json.dumps(cluster.attributes, ensure_ascii=False, sort_keys=True),
        "first_seen": seen[0] if seen else None,
        "last_seen": seen[-1] if seen else None,
        "articles": len(cluster.articles),
        "mentions": cluster.mentions,
    }


def _relation_rows(relations: list[Row], ids: dict[str, str], final: Callable[[str, str], str]) -> Iterator[Row]:
    done: set[str] = set()
    for relation in relations:
        article_id = relation["article_id"]
        head = ids.get(final(relation["head"], article_id))
        tail = article_id if relation["tail"] == article_id else ids.get(final(relation["tail"], article_id))
        if head is None or tail is None or head == tail:
            continue
        relation_id = stable_id("r", relation["type"], head, tail, article_id, relation["start"], relation["props"])
        if relation_id not in done:
            done.add(relation_id)
            kept = {k: v for k, v in relation.items() if k not in ("head", "tail")}
            yield kept | {"relation_id": relation_id, "head_id": head, "tail_id": tail}
