"""Questions of a reader: answered when every fact asked for is in the graph."""

from __future__ import annotations

import json

from kg.evaluate.questions import ask
from tests.evaluate.samples import SEEDS, changed, perfect

QUESTIONS = SEEDS / "gold" / "questions.json"


def asked(folder, dataset, type, head, tail, **props):
    path = folder / "questions.json"
    fact = {"type": type, "head": head, "tail": tail, "props": props}
    path.write_text(json.dumps([{"doc": "t", "system": "", "question": "？", "facts": [fact]}]), encoding="utf-8")
    (answer,) = ask(dataset, path)
    return answer.missing == []


def test_the_annotations_answer_every_sample_question():
    answers = ask(perfect(), QUESTIONS)
    assert len(answers) >= 20
    assert [(a.question, a.missing) for a in answers if a.missing] == []


def test_sample_questions_belong_to_sample_pages():
    docs = {p.stem for p in (SEEDS / "gold").glob("[0-9]*.json")}
    assert {a.doc for a in ask(perfect(), QUESTIONS)} <= docs


def test_a_graph_without_investments_leaves_their_questions_open():
    poorer = changed(perfect(), "relations", lambda r: None if r["type"] == "INVESTS_IN" else r)
    missing = [m for a in ask(poorer, QUESTIONS) for m in a.missing]
    assert missing
    assert all(" INVESTS_IN " in m for m in missing)


def test_a_name_is_found_by_its_full_name_an_alias_or_a_wording(tmp_path):
    for name in ("中共凉山彝族自治州委员会", "州委", "州 委"):
        assert asked(tmp_path, perfect(), "HOLDS_POST", "罗世安", name, title="书记")
    assert not asked(tmp_path, perfect(), "HOLDS_POST", "罗世安", "县委", title="书记")


def test_a_property_must_be_contained_in_the_one_found(tmp_path):
    gift = ("DONATES_TO", "枳江建工", "昭觉县四开镇中心小学")
    assert asked(tmp_path, perfect(), *gift, amount="500万", purpose="学生食堂")
    assert not asked(tmp_path, perfect(), *gift, amount="600万")


def test_the_relation_must_run_from_head_to_tail(tmp_path):
    assert asked(tmp_path, perfect(), "PART_OF", "枳城晚报", "枳城晚报社")
    assert not asked(tmp_path, perfect(), "PART_OF", "枳城晚报社", "枳城晚报")


def test_a_project_is_also_found_by_a_part_of_its_name_but_a_body_is_not(tmp_path):
    assert asked(tmp_path, perfect(), "BUILDS", "枳江建工", "温泉康养度假区")
    assert not asked(tmp_path, perfect(), "BUILDS", "江建工", "螺髻山温泉康养度假区项目")
