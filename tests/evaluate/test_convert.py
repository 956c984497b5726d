"""Annotated articles as gold and as a dataset."""

from __future__ import annotations

import json

from kg.dataset import SCHEMAS, read_dataset, write_dataset
from kg.evaluate.convert import to_dataset, to_gold
from kg.ontology import ARTICLE_KINDS, ENTITY_TYPES, RELATION_TYPES
from tests.evaluate.samples import SEEDS, article, perfect

OPENING = article(
    "# 昌盛果品\n# [昌盛公司|o1]开业\n> 本报记者 [王强|p1] 通讯员 [李丽|p2]\n[昌盛公司|o1]昨天开业。\n"
    "[赵平|p3]剪彩。\n[该公司|o1~][经理|t][赵平|p3]与[县委|o2]、[政府|o3?]商定[《奖励办法》|y1]。\n"
    "--\no1 = 木垒县昌盛果品有限公司\no2 = 中共木垒县委员会\n"
    "AUTHORED p1 article role=记者\nAUTHORED p2 article role=通讯员\nHOLDS_POST p3 o1 title=经理\n"
)
LATER = article("[木垒县昌盛果品有限公司|o7]（[昌盛果品|o7]）停产。", "kind: news\ndate: 2024-03-04")


def test_gold_says_what_a_reader_takes_from_a_page():
    gold = to_gold("007", [OPENING])
    (first,) = gold["articles"]
    assert (gold["doc"], first["title"], first["byline"], first["date"], first["kind"]) == (
        "007", "昌盛果品 昌盛公司开业", ["王强", "李丽"], "2024-01-02", "news"
    )  # fmt: skip
    entities = {e["id"]: e for e in first["entities"]}
    assert set(entities) == {"p1", "p2", "p3", "o1", "o2", "o3", "y1"}
    assert entities["o1"] == {
        "id": "o1",
        "type": "ORG",
        "name": "木垒县昌盛果品有限公司",
        "surfaces": ["昌盛公司"],
        "soft_surfaces": [],
        "anaphors": ["该公司"],
        "attributes": {},
    }
    assert (entities["o3"]["surfaces"], entities["o3"]["soft_surfaces"]) == ([], ["政府"])
    assert (entities["y1"]["name"], entities["y1"]["surfaces"]) == ("奖励办法", ["《奖励办法》"])
    assert {"type": "HOLDS_POST", "head": "p3", "tail": "o1", "props": {"title": "经理"}, "evidence": ""} in first["relations"]


def test_the_sample_gold_keeps_to_its_guidelines():
    for path in sorted((SEEDS / "gold").glob("[0-9]*.json")):
        for found in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            types = {e["id"]: e["type"] for e in found["entities"]}
            assert found["kind"] in ARTICLE_KINDS
            assert set(types.values()) <= set(ENTITY_TYPES)
            for relation in found["relations"]:
                kind = RELATION_TYPES[relation["type"]]
                assert types[relation["head"]] in kind.head
                assert types.get(relation["tail"], "ARTICLE") in kind.tail
                assert set(relation["props"]) <= set(kind.props)


def test_an_entity_is_one_over_pages_however_it_is_keyed_and_worded():
    dataset = to_dataset({"a.txt": [OPENING], "b.txt": [LATER]})
    (company,) = [e for e in dataset.rows("entities") if e["name"] == "木垒县昌盛果品有限公司"]
    assert company["aliases"] == ["昌盛公司", "昌盛果品"]
    assert (company["articles"], company["mentions"]) == (2, 5)
    assert (company["first_seen"], company["last_seen"]) == ("2024-01-02", "2024-03-04")


def test_the_same_annotations_in_another_order_have_the_same_ids():
    one, two = to_dataset({"a.txt": [OPENING], "b.txt": [LATER]}), to_dataset({"b.txt": [LATER], "a.txt": [OPENING]})
    for table in SCHEMAS:
        key = SCHEMAS[table].names[0]
        assert {r[key] for r in one.rows(table)} == {r[key] for r in two.rows(table)}


def test_relations_point_at_the_sentence_that_says_them():
    dataset = to_dataset({"a.txt": [OPENING]})
    (post,) = [r for r in dataset.rows("relations") if r["type"] == "HOLDS_POST"]
    assert post["sentence"] == OPENING.text[post["start"] : post["end"]] == "该公司经理赵平与县委、政府商定《奖励办法》。"
    assert json.loads(post["props"]) == {"title": "经理"}


def test_every_id_of_the_samples_leads_somewhere_and_is_its_own(tmp_path):
    write_dataset(perfect(), tmp_path)
    data = read_dataset(tmp_path)
    ids = {table: [row[SCHEMAS[table].names[0]] for row in data.rows(table)] for table in SCHEMAS}
    for table, found in ids.items():
        assert len(found) == len(set(found)), table
    known = {*ids["entities"], *ids["articles"]}
    texts = {a["article_id"]: a["text"] for a in data.rows("articles")}
    for mention in data.rows("mentions"):
        assert mention["entity_id"] in known
        assert texts[mention["article_id"]][mention["start"] : mention["end"]] == mention["surface"]
    for relation in data.rows("relations"):
        assert {relation["head_id"], relation["tail_id"], relation["article_id"]} <= known
