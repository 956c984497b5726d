"""Scores: what a perfect dataset gets, and what each fault costs."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.evaluate.convert import to_dataset
from kg.evaluate.score import fold, read_gold
from tests.evaluate.samples import article, changed, gold_of, perfect, scored

PAGE = article(
    "> 本报记者 [王强|p1]\n[昌吉州|l1]（[我州|l1]）的[昌盛果品有限公司|o1]（[昌盛果品|o1]）"
    "在[木垒县|l2]建[“金果”冷库项目|j1]，[州党委|o2]、[政府|o3?]领导到场。\n"
    "--\nl1 = 昌吉回族自治州\nAUTHORED p1 article role=记者\nRUNS o1 j1\nLOCATED_IN j1 l2"
)


@pytest.fixture
def gold(tmp_path):
    return gold_of(tmp_path, PAGE)


@pytest.fixture
def data():
    return to_dataset({"pages/t.txt": [PAGE]})


def counts(scores, measure):
    c = scores.counts[measure]
    return c.tp, c.fp, c.fn


def id_of(dataset, name):
    (found,) = [e["entity_id"] for e in dataset.rows("entities") if e["name"] == name]
    return found


def test_a_perfect_dataset_scores_one_in_everything():
    scores = scored(perfect())
    assert {name: (p, r) for name, p, r, _, _ in scores.rows() if (p, r) != (1.0, 1.0)} == {}
    assert scores.errors == []
    assert scores.counts["core entities"].tp > 500


def test_an_empty_dataset_finds_nothing_and_claims_nothing(gold):
    scores = scored(to_dataset({}), gold)
    assert counts(scores, "core entities") == (0, 0, 7)
    assert {f for name, _, _, f, _ in scores.rows()} == {0.0}


def test_a_missed_name_costs_recall_and_an_invented_one_precision(data, gold):
    missed = changed(data, "mentions", lambda m: None if m["surface"] == "木垒县" else m)
    assert counts(scored(missed, gold), "PLACE") == (2, 0, 1)
    invented = changed(data, "mentions", lambda m: m | {"surface": "木垒县建"} if m["surface"] == "木垒县" else m)
    scores = scored(invented, gold)
    assert counts(scores, "PLACE") == (2, 1, 1)
    assert {"t PLACE -木垒县", "t PLACE +木垒县建"} <= set(scores.errors)


def test_a_name_of_the_wrong_type_is_wrong_in_both(data, gold):
    scores = scored(changed(data, "mentions", lambda m: m | {"label": "ORG"} if m["surface"] == "昌吉州" else m), gold)
    assert (counts(scores, "PLACE"), counts(scores, "ORG")) == ((2, 0, 1), (3, 1, 0))


def test_a_soft_wording_is_neither_asked_for_nor_wrong(data, gold):
    assert counts(scored(data, gold), "ORG") == (3, 0, 0)
    without = changed(data, "mentions", lambda m: None if m["surface"] == "政府" else m)
    assert counts(scored(without, gold), "ORG") == (3, 0, 0)


def test_blanks_width_and_quotation_marks_make_no_difference(data, gold):
    other = changed(data, "mentions", lambda m: m | {"surface": m["surface"].replace("“金果”", '"金 果"')})
    assert counts(scored(other, gold), "PROJECT") == (1, 0, 0)
    assert fold("“ＡＢ” １２\n（x）") == '"AB"12(x)'


def test_a_project_that_is_cut_short_counts_loosely(data, gold):
    scores = scored(changed(data, "mentions", lambda m: m | {"surface": "冷库项目"} if m["label"] == "PROJECT" else m), gold)
    assert counts(scores, "PROJECT") == (0, 1, 1)
    assert scores.loose["PROJECT"].row() == (1.0, 1.0, 1.0)


def test_a_wrong_join_costs_linking_pairs(data, gold):
    assert counts(scored(data, gold), "linking pairs") == (2, 0, 0)
    town, county = id_of(data, "昌吉回族自治州"), id_of(data, "木垒县")
    scores = scored(changed(data, "mentions", lambda m: m | {"entity_id": town} if m["entity_id"] == county else m), gold)
    assert counts(scores, "linking pairs") == (2, 2, 0)
    assert scores.b3[0] < 1.0 == scores.b3[1]
    assert "link + 木垒县 = 昌吉州" in scores.errors


def test_a_join_not_made_costs_linking_pairs(data, gold):
    scores = scored(changed(data, "mentions", lambda m: m | {"entity_id": "e0"} if m["surface"] == "我州" else m), gold)
    assert counts(scores, "linking pairs") == (1, 0, 1)
    assert scores.b3[1] < 1.0 == scores.b3[0]


def test_a_relation_the_other_way_round_is_wrong(data, gold):
    turned = changed(data, "relations", lambda r: r | {"head_id": r["tail_id"], "tail_id": r["head_id"]} if r["type"] == "RUNS" else r)
    scores = scored(turned, gold)
    assert counts(scores, "relations") == (1, 1, 1)
    assert {"t +RUNS “金果”冷库项目 → 昌盛果品有限公司", 't -RUNS 昌盛果品有限公司 → "金果"冷库项目'} <= set(scores.errors)


def test_authors_count_as_bylines_and_not_as_relations(data, gold):
    assert counts(scored(data, gold), "relations") == (2, 0, 0)
    without = changed(data, "articles", lambda a: a | {"byline": ["王 强", "李丽"]})
    assert counts(scored(without, gold), "bylines") == (1, 1, 0)


def test_only_articles_of_the_gold_document_are_compared(data, gold):
    for doc, found in (("2024/t.html", 7), ("2024/001.md", 0)):
        moved = changed(data, "articles", lambda a, doc=doc: a | {"doc": doc})
        assert counts(scored(moved, gold), "core entities") == (found, 0, 7 - found)


def test_gold_that_cannot_be_used_is_told(tmp_path):
    with pytest.raises(InputError, match="no gold documents"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="no gold documents"):
        read_gold(tmp_path / "nowhere")
    (tmp_path / "001.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"001\.json: not JSON"):
        read_gold(tmp_path)
