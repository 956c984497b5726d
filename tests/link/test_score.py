"""The score of linking: pairs of wordings and pointing words, counted on annotated text."""

from __future__ import annotations

from kg.evaluate.annotated import parse_annotated
from kg.link.score import lines, score

TEXT = """@ t-1
kind: news

[天山水泥有限公司|o1]投产，[天山水泥|o1]说。[天山|o1]、[北山路桥|o2]来人。
[工程|j1~]开工，[该公司|o1~]招工。
--
"""


def test_pairs_and_pointing_words():
    articles, problems = parse_annotated(TEXT.replace("[工程|j1~]", "[老街工程|j1]动工。[工程|j1~]"))
    assert not problems
    found = score(articles)
    joined = found.pairs["tp"]["ORG"] + found.pairs["fn"]["ORG"]
    assert joined == 3
    assert found.pairs["tp"]["ORG"] >= 1
    assert not found.pairs["fp"]
    assert (found.anaphors.marked, found.anaphors.found) == (2, 2)
    assert list(lines(found, errors=False))[-1].startswith("anaphors")


def test_errors_name_article_and_wordings():
    articles, _ = parse_annotated("@ t-2\nkind: news\n\n[晨泰制冷|o1]与[海边小厂|o1]。[该校|o1~]\n--\n")
    told = score(articles).errors
    assert any(line.startswith("t-2 -ORG") and "晨泰制冷" in line and "海边小厂" in line for line in told)
    assert any("该校" in line and "not resolved" in line for line in told)
