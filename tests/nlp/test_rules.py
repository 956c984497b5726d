"""Rules for the paper's own naming, anaphors, and the choice among candidates."""

from __future__ import annotations

import pytest
import spacy

from kg.nlp.anaphors import find_anaphors
from kg.nlp.candidates import Candidate, choose, trim
from kg.nlp.doc import register_extensions
from kg.nlp.rules import NameRules
from kg.nlp.segmenter import load_segmenter
from kg.nlp.tagger import windows

register_extensions()
NLP = spacy.blank("zh")


def found(text: str, *candidates: Candidate) -> set[tuple[str, str]]:
    """(wording, label) of what the rules add and what was there."""
    doc = NLP.make_doc(text)
    doc._.candidates = list(candidates)
    return {(text[c.start : c.end], c.label) for c in NameRules()(doc)._.candidates}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("我州落实。", "我州", "PLACE"),
        ("在全疆推广", "全疆", "PLACE"),
        ("向县委汇报", "县委", "ORG"),
        ("州人民政府印发", "州人民政府", "ORG"),
        ("贯彻《保障农民工工资支付条例》", "《保障农民工工资支付条例》", "POLICY"),
        ("建立“督帮一体”工作机制", "“督帮一体”工作机制", "PROJECT"),
        ("党中央决定", "党中央", "ORG"),
    ],
)
def test_found(text, name, label):
    assert (name, label) in found(text)


@pytest.mark.parametrize("text", ["我们的全民性", "安全县", "我市场", "看《红楼梦》", "常委会议室", "市委员", "全区域"])
def test_not_found(text):
    assert found(text) == set()


def test_defined_short_form_is_a_name_everywhere():
    text = "天山水泥有限公司（以下简称“天泥”）投产，天泥董事长说。"
    doc = NLP.make_doc(text)
    doc._.candidates = [Candidate(0, 8, "ORG", "ner", 0.9)]
    spots = [(c.start, c.label) for c in NameRules()(doc)._.candidates if text[c.start : c.end] == "天泥"]
    assert sorted(set(spots)) == [(text.index("天泥"), "ORG"), (text.rindex("天泥"), "ORG")]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("该公司投产", "该公司", "ORG"),
        ("该项目开工", "该项目", "PROJECT"),
        ("该县落实", "该县", "PLACE"),
        ("当地政府", "当地", "PLACE"),
        ("州党委、政府部署", "政府", "ORG"),
        ("该办法施行", "该办法", "POLICY"),
    ],
)
def test_anaphors(text, word, label):
    assert (word, label) in {(text[s:e], name) for s, e, name in find_anaphors(text)}


@pytest.mark.parametrize("text", ["该县委", "公司法", "项目经理"])
def test_no_anaphors(text):
    assert not list(find_anaphors(text))


def test_longest_candidate_wins_then_rule_then_score():
    long, rule, sure, unsure = (
        Candidate(0, 5, "ORG", "gazetteer", 0.1),
        Candidate(0, 3, "PLACE", "rule", 0.5),
        Candidate(6, 8, "PERSON", "ner", 0.9),
        Candidate(6, 8, "ORG", "ner", 0.4),
    )
    assert choose([unsure, rule, sure, long]) == [long, sure]
    assert choose([Candidate(0, 3, "ORG", "ner", 0.99), rule]) == [rule]
    assert choose([Candidate(2, 2, "ORG", "rule")]) == []


def test_trim():
    assert trim(Candidate(0, 5, "ORG", "ner"), "，昌吉。 ") == Candidate(1, 3, "ORG", "ner")
    assert trim(Candidate(0, 3, "ORG", "ner"), "，“”") is None


@pytest.mark.parametrize("text", ["", "木" * 1000, "木垒县。" * 300, "木垒县，\n" * 77 + "x" * 450])
def test_windows_cover_the_text(text):
    pieces = list(windows(text))
    assert "".join(text[s:e] for s, e in pieces) == text
    assert all(0 < e - s <= 200 for s, e in pieces)


def test_segmenter_keeps_every_character():
    for text in ("昌吉州应急管理局局长张伟到木垒县检查工作。", "ＡＢＣ公司　１２３\n\t木垒", "\x01🎉\u200b", "abc"):
        assert "".join("".join(load_segmenter().cut(text)).split()) == "".join(text.split())
    assert "检查" in load_segmenter().cut("局长到县里检查工作")
