"""Head nouns decide types, and quotation marks tell projects."""

from __future__ import annotations

import pytest

from kg.nlp.heads import type_of
from kg.nlp.rules import divisions, quoted_lists, quoted_projects


@pytest.mark.parametrize(
    ("label", "name", "right"),
    [
        ("ORG", "棉花产业技术体系", "PROJECT"),
        ("PROJECT", "城东高新技术产业开发区", "PLACE"),
        ("PROJECT", "县人社部门", "ORG"),
        ("PROJECT", "安全生产十条措施", "POLICY"),
        ("PERSON", "王工程", "PERSON"),
        ("ORG", "永安建工有限公司", "ORG"),
    ],
)
def test_the_head_noun_decides(label, name, right):
    assert type_of(label, name) == right


def found(rule, text):
    return {(text[c.start : c.end], c.label) for c in rule(text)}


def test_a_noun_after_the_quotation_belongs_to_the_name():
    assert found(quoted_projects, "县里推行“码上办”服务模式，") == {("“码上办”服务模式", "PROJECT")}


def test_a_noun_inside_the_quotation_leaves_the_marks_out():
    assert found(quoted_projects, "全面推行“一线走访工作法”，") == {("一线走访工作法", "PROJECT")}


def test_speech_in_quotation_marks_is_no_project():
    assert not found(quoted_projects, "“谢谢你们，孩子的学费总算有了着落。”林某在活动中说。")


def test_each_of_a_list_is_a_project():
    assert found(quoted_lists, "优化“说理执法”“专家会诊”等工作机制") == {("说理执法", "PROJECT"), ("专家会诊", "PROJECT")}


def test_a_main_body_of_a_division_is_one_name():
    assert ("木垒县委", "ORG") in found(divisions, "木垒县委召开会议")
