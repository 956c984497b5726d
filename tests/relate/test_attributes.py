"""Facts printed beside a project end up with that project."""

from __future__ import annotations

import spacy

from kg.evaluate.annotated import parse_annotated
from kg.evaluate.docs import annotated_doc
from kg.relate.attributes import find_attributes

TEXT = """@ t-1
kind: news

# [城东污水处理厂二期工程|j1]开工
8月3日，[城东污水处理厂二期工程|j1]开工。[该项目|j1~]总投资3.6亿元，占地46亩，预计明年底建成，可带动就业400人。
[永安建工有限公司|o1]承建的[年产30万吨水泥项目|j2]昨日投产。
"""


def attributes() -> set[tuple[str, str, str]]:
    article = parse_annotated(TEXT)[0][0]
    return set(find_attributes(annotated_doc(spacy.blank("zh"), article)))


def test_facts_go_to_the_project_that_the_sentence_speaks_of():
    assert {("j1", "investment", "3.6亿元"), ("j1", "area", "46亩"), ("j1", "jobs", "400人")} <= attributes()


def test_a_number_inside_a_name_is_no_fact():
    assert not [a for a in attributes() if a[0] in ("j2", "o1") and a[1] == "capacity"]
