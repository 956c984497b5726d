"""Edges of names: stops, blanks and quotation marks without their other half stay outside."""

import pytest

from kg.nlp.candidates import Candidate, trim


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ("“一线工作法", "一线工作法"),
        ("一线工作法”", "一线工作法"),
        ('"泰安教育基金', "泰安教育基金"),
        ("“督帮一体”工作机制", "“督帮一体”工作机制"),
        ("昌吉市（", "昌吉市"),
        (" 李强，", "李强"),
        ("会展中心（二期）", "会展中心（二期）"),
    ],
)
def test_trimmed(found, left):
    trimmed = trim(Candidate(0, len(found), "PROJECT", "ner", 0.9), found)
    assert found[trimmed.start : trimmed.end] == left


def test_nothing_left():
    assert trim(Candidate(0, 2, "ORG", "ner", 0.9), "“，") is None
