"""The relation rules on sentences of our own, one behaviour a test."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg.evaluate.annotated import parse_annotated
from kg.evaluate.docs import annotated_doc
from kg.nlp.doc import TITLES
from kg.relate import RelationExtractor

NLP = spacy.blank("zh")
EXTRACT = RelationExtractor()


def edges(text: str, *, titles: bool = True) -> set[str]:
    """`TYPE head tail` of every relation read from annotated text."""
    (article,), problems = parse_annotated(f"@ t\n\n{text}\n--\n")
    assert not problems
    doc = annotated_doc(NLP, article)
    if not titles:
        doc.spans[TITLES] = []
    return {f"{r.type} {r.head} {r.tail}" + (f" {r.props['title']}" if "title" in r.props else "") for r in EXTRACT(doc)._.relations}


CHAIN = "[青河县委|o1][副书记|t]、[青河县|l1][县长|t][陈立|p1]，[青河县水利局|o2][局长|t][马兰|p2]参加会议。"


@pytest.mark.parametrize("titles", [True, False])
def test_each_post_goes_to_the_body_before_it(titles: bool) -> None:
    assert edges(CHAIN, titles=titles) == {"HOLDS_POST p1 o1 副书记", "HOLDS_POST p1 l1 县长", "HOLDS_POST p2 o2 局长"}


def test_subject_is_carried_over_commas() -> None:
    text = "[青河县|l1]建立[“三色预警”机制|j1]，推行[“码上办”服务模式|j2]，开展[“暖冬”行动|j3]。"
    assert edges(text) == {"RUNS l1 j1", "RUNS l1 j2", "RUNS l1 j3"}


def test_exhortations_and_means_give_nothing() -> None:
    assert edges("[青河县|l1]要建立[“三色预警”机制|j1]。[青河县|l1]通过[“码上办”服务模式|j2]办结12件。") == set()


def test_evidence_is_the_sentence_that_was_read() -> None:
    (article,), _ = parse_annotated("@ t\n\n前一句。[甲公司|o1]位于[乙镇|l1]。后一句。\n--\n")
    (relation,) = EXTRACT(annotated_doc(NLP, article))._.relations
    assert article.text[relation.start : relation.end] == "甲公司位于乙镇。"


def test_no_names_no_relations(tmp_path: Path) -> None:
    for text in ("", "\n\n", "ⓅⓄⓁ位于ⓁⓄ。" * 3, "没有名字的一句话"):
        assert EXTRACT(NLP.make_doc(text))._.relations == []
