"""The component: evidence, titles with and without spans, bad and noisy input, speed."""

from __future__ import annotations

import random
import time

import pytest
from spacy.tokens import Span
from spacy.util import filter_spans

from kg.evaluate.docs import annotated_doc
from kg.ontology import RELATION_TYPES
from kg.relate import make_relation_extractor
from tests.relate.reading import EXTRACT, NLP, edges, parse, properties

CHAIN = "[青河县委|o1][副书记|t]、[青河县|l1][县长|t][陈立|p1]，[青河县水利局|o2][局长|t][马兰|p2]参加会议。"
ARTICLE = (
    "# [青河县|l1]推行[“码上办”服务模式|j1]\n> 本报记者 [李明|p9]\n"
    f"{CHAIN}\n[青河县|l1]建立[“三色预警”机制|j2]，[甲公司|o3]投资2亿元建设[番茄酱项目|j3]，[该项目|j3~]位于[大河镇|l2]。"
    "\n[甲公司|o3]与[乙大学|o4]签约，向[县一中|o5]捐赠10万元。"
)


@pytest.mark.parametrize("titles", [True, False])
def test_each_post_goes_to_the_body_before_it(titles: bool) -> None:
    assert edges(CHAIN, titles=titles) == {"HOLDS_POST p1 o1 副书记", "HOLDS_POST p1 l1 县长", "HOLDS_POST p2 o2 局长"}


def test_subject_is_carried_over_commas() -> None:
    text = "[青河县|l1]建立[“三色预警”机制|j1]，推行[“码上办”服务模式|j2]，开展[“暖冬”行动|j3]。"
    assert edges(text) == {"RUNS l1 j1", "RUNS l1 j2", "RUNS l1 j3"}


def test_an_anaphor_counts_as_an_end() -> None:
    assert "LOCATED_IN j3 l2" in edges(ARTICLE)


def test_evidence_is_the_sentence_that_was_read() -> None:
    article = parse("前一句。[甲公司|o1]位于[乙镇|l1]。后一句。")
    (relation,) = EXTRACT(annotated_doc(NLP, article))._.relations
    assert article.text[relation.start : relation.end] == "甲公司位于乙镇。"


@pytest.mark.parametrize("text", ["", "\n\n", "ⓅⓄⓁ位于ⓁⓄ。" * 3, "没有名字的一句话", "（" * 500, "\x00\ud800"[:1]])
def test_no_names_no_relations(text: str) -> None:
    assert EXTRACT(NLP.make_doc(text))._.relations == []


def test_circled_letters_of_the_text_are_not_taken_for_names() -> None:
    assert edges("ⓄⓁ等[甲公司|o1]位于Ⓛ旁的[乙镇|l1]。Ⓟ说。") <= {"LOCATED_IN o1 l1"}


def test_names_without_identities_are_joined_by_their_wording() -> None:
    doc = annotated_doc(NLP, parse("[甲公司|o1]位于[乙镇|l1]。"))
    doc.set_ents([Span(doc, e.start, e.end, label=e.label_) for e in doc.ents])
    assert [(r.head, r.tail) for r in EXTRACT(doc)._.relations] == [("甲公司", "乙镇")]


def test_low_scores_can_be_left_out() -> None:
    strict = make_relation_extractor(NLP, "relations", min_score=0.8)
    found = strict(annotated_doc(NLP, parse(ARTICLE)))._.relations
    assert found
    assert all(0.8 <= r.score <= 1 for r in found)


def test_cut_and_missing_names_never_break_it() -> None:
    """Types stay those of the ontology and the evidence lies in the text, whatever the names are like."""
    dice = random.Random(7)
    for _ in range(200):
        doc = annotated_doc(NLP, parse(ARTICLE))
        labels = {e.kb_id_: e.label_ for e in doc.ents}
        kept = [e for e in doc.ents if dice.random() > 0.3]
        cut = [Span(doc, max(0, e.start + dice.randint(-1, 1)), e.end, label=e.label_, kb_id=e.kb_id_) for e in kept if len(e) > 1]
        doc.set_ents(filter_spans(cut))
        for relation in EXTRACT(doc)._.relations:
            assert labels[relation.head] in RELATION_TYPES[relation.type].head
            assert 0 <= relation.start < relation.end <= len(doc.text)


def test_a_long_line_is_read_in_linear_time() -> None:
    """Twice the text may not take four times as long (no quadratic rule)."""

    def seconds(times: int) -> float:
        doc = annotated_doc(NLP, parse("，".join(["[青河县|l1]建立[“三色预警”机制|j1]，[甲公司|o3]负责人[李明|p1]说"] * times)))
        start = time.perf_counter()
        EXTRACT(doc)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(800) < 12 * seconds(200)


def test_half_width_stops_read_like_full_ones():
    text = "[甲市节水设施项目|j1]开工。[该项目|j1~]由[天山机械有限公司|o1]投资1.98亿元建设，[南通四建集团有限公司|o2]承建，占地3,600亩。"
    wanted = {"INVESTS_IN o1 j1", "BUILDS o2 j1"}
    assert edges(text) == wanted
    assert edges(text.replace("，", ",")) == wanted


def test_what_a_contract_is_about_begins_after_its_verb():
    assert properties("[甲公司|o1]与[乙合作社|o2]签约，羊进场区吃草。", "COOPERATES_WITH") == [{}]
