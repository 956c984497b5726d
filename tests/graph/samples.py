"""Datasets for the tests of graph, export and CLI: our own news, and names that want to break things."""

from __future__ import annotations

import json

from kg.dataset import Dataset, stable_id
from kg.evaluate.annotated import parse_annotated
from kg.evaluate.convert import to_dataset

NEWS = """
@ n-1
kind: news
date: 2024-03-12
publication: 云岭日报

# [云岭县|l1]开建[清水河风电项目|j1]
> 本报记者 [石小川|p1]
3月11日，[云岭县应急管理局|o1]（以下简称[县应急局|o1]）[局长|t][何向东|p2]到[清水河风电项目|j1]工地检查。该项目由[云岭绿能有限公司|o2]投资12亿元，在[柳树镇|l2]建设。
[云岭绿能|o2][董事长|t][马晓梅|p3]说，公司与[北山大学|o3]合作培养技工。
--
AUTHORED p1 article role=记者
HOLDS_POST p2 o1 title=局长
INVESTS_IN o2 j1 amount=12亿元
LOCATED_IN j1 l2
HOLDS_POST p3 o2 title=董事长
COOPERATES_WITH o2 o3 what=培养技工

@ n-2
kind: news
date: 2024-05-06

# [县应急局|o1]进校园
> 本报记者 [石小川|p1]
[县应急局|o1][局长|t][何向东|p2]给学生讲防震。[云岭第一中学|o2]师生八百人参加。
--
o1 = 云岭县应急管理局
AUTHORED p1 article role=记者
HOLDS_POST p2 o1 title=局长

@ n-3
kind: photo

[白河市应急管理局|o1]的[何向东|p1]在[白河市|l1]巡堤。
--
"""


def news() -> Dataset:
    """Three articles; 何向东 heads 云岭县应急管理局 in two of them."""
    articles, problems = parse_annotated(NEWS)
    assert not problems
    return to_dataset({"2024/云岭.txt": articles})


def namesakes() -> Dataset:
    """The news, with a second 何向东 in 白河市 and a place and an organisation that share the alias 云岭."""
    whole = news()
    entities = whole.rows("entities")
    other = next(e for e in entities if e["name"] == "何向东") | {"entity_id": "e-second", "articles": 1, "mentions": 1}
    for entity in entities:
        if entity["name"] in ("云岭县", "云岭绿能有限公司"):
            entity["aliases"] = [*entity["aliases"], "云岭"]
    body = next(e["entity_id"] for e in entities if e["name"] == "白河市应急管理局")
    photo = next(a for a in whole.rows("articles") if a["kind"] == "photo")
    post = whole.rows("relations")[0] | {
        "relation_id": "r-second",
        "type": "HOLDS_POST",
        "head_id": "e-second",
        "tail_id": body,
        "article_id": photo["article_id"],
        "sentence": photo["text"],
        "props": json.dumps({"title": "驾驶员"}, ensure_ascii=False),
    }
    rows = {name: whole.rows(name) for name in ("articles", "mentions")}
    return Dataset.from_rows(**rows, entities=[*entities, other], relations=[*whole.rows("relations"), post])


HOSTILE = [
    "\"引号\" & 'Quote' <b>tag</b>",
    "]]> <!-- & &amp; &#0;",
    "换\n行\r\n和\t制表",
    "控制\x00\x07\x1b[31m\x9b红\ufffe\uffff字",
    "=HYPERLINK(\"http://x\")",
    "长" * 10_000,
    "表情😀👨\u200d👩\u200d👧𠮷野",
    "\u202e倒着写\u202c",
    "[bold]markup[/bold] :smile:",
    "a | b",
    " 前后空白 ",
    "\x01\x02",
]


def hostile() -> Dataset:
    """An entity for every hostile name, joined in a ring; names are also titles, props, sentences and attributes."""
    article = {"article_id": "a1", "doc": HOSTILE[0], "seq": 0, "title": HOSTILE[1], "date": "2024-02-30x", "kind": "news", "text": "x"}
    entities = [
        {
            "entity_id": f"e{i}",
            "type": "ORG" if i else "COMET",
            "name": name,
            "aliases": [name, f"别名{i}"],
            "attributes": json.dumps({"half": "\ud800", "name": name}),
            "articles": 1,
            "mentions": i,
        }
        for i, name in enumerate(HOSTILE)
    ]
    relations = [
        {
            "relation_id": stable_id("r", i),
            "type": "PART_OF" if i else "ORBITS",
            "head_id": f"e{i}",
            "tail_id": f"e{(i + 1) % len(HOSTILE)}",
            "article_id": "a1",
            "start": 0,
            "end": 1,
            "sentence": name,
            "props": json.dumps({"role": name, "weight": name, "<key>": "\udfff"}),
            "source": "test",
            "score": 0.5,
        }
        for i, name in enumerate(HOSTILE)
    ]
    return Dataset.from_rows(articles=[article], entities=entities, relations=relations)
