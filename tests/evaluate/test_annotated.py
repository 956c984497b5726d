"""Annotated text: what is told about broken markup, and what the markup means."""

from __future__ import annotations

import pytest

from kg.errors import MarkupError
from kg.evaluate.annotated import main, parse_annotated, read_annotated, two_labels, unmarked_names
from tests.evaluate.samples import SEEDS, article

HEAD = "@ t-1\nkind: news\n\n"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("[王强|p1]说[话", 4, "stray"),
        ("[王强|p1来了", 4, "stray"),
        ("[[昌盛公司|o1]食堂|o2]开业", 4, "stray"),
        ("[王强|x1]来了", 4, "unknown type 'x1'"),
        ("[王强|p]来了", 4, "unknown type 'p'"),
        ("[王强|p1]来了\n--\nHOLDS_POST p1", 6, "not a relation or a name"),
        ("[王强|p1]来了\n--\nLIKES p1 article", 6, "not a relation or a name"),
        ("[王强|p1]到[昌盛公司|o1]\n--\nHOLDS_POST o1 p1 title=经理", 6, "HOLDS_POST joins"),
        ("[王强|p1]到[昌盛公司|o1]\n--\nHOLDS_POST p1 o1 post=经理", 6, "HOLDS_POST has no post"),
        ("[王强|p1]来了\n--\no1 = 昌盛公司", 1, "o1 = 昌盛公司 is marked nowhere"),
        ("[王强|p1]来了\n--\nHOLDS_POST p1 o1", 1, "names o1, which is marked nowhere"),
        ("--\n", 1, "no text"),
    ],
)
def test_broken_markup_is_told_with_file_and_line(tmp_path, body, line, words):
    path = tmp_path / "page.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(MarkupError) as error:
        read_annotated(path)
    told = [message for message in str(error.value).splitlines() if words in message]
    assert told
    assert all(message.startswith(f"{path}:{line}: ") for message in told)


def test_all_problems_of_a_file_are_told_at_once(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(f"{HEAD}[王强|x1]来了\n\n{HEAD}说[话\n", encoding="utf-8")
    with pytest.raises(MarkupError) as error:
        read_annotated(path)
    assert [word in str(error.value) for word in ("unknown type", "stray", "used twice")] == [True] * 3


def test_marks_lie_where_the_plain_text_has_their_names():
    found = article(
        "# [昌盛公司|o1]开业\n> 本报记者 [王强|p1]\n"
        "[该公司|o1~]由[县政府|o2]、[县委|o3?]支持，[经理|t][李丽|p2]说。\n--\no2 = 木垒县人民政府"
    )
    assert found.text == "昌盛公司开业\n本报记者 王强\n该公司由县政府、县委支持，经理李丽说。"
    assert [(found.text[m.start : m.end], m.label, m.use) for m in found.marks] == [
        ("昌盛公司", "ORG", "name"),
        ("王强", "PERSON", "name"),
        ("该公司", "ORG", "anaphor"),
        ("县政府", "ORG", "name"),
        ("县委", "ORG", "soft"),
        ("经理", "TITLE", "name"),
        ("李丽", "PERSON", "name"),
    ]
    assert [found.text[s:e] for s, e in found.titles + found.bylines] == ["昌盛公司开业", "本报记者 王强"]


def test_names_are_the_one_given_else_the_longest_wording():
    found = article("[昌盛公司|o1]（[昌盛食品有限公司|o1]）与[县政府|o2]商定[《奖励办法》|y1]，[该项目|j1~]暂缓。\n--\no2 = 木垒县人民政府")
    assert [found.name(key) for key in ("o1", "o2", "y1", "j1")] == ["昌盛食品有限公司", "木垒县人民政府", "奖励办法", "该项目"]


def test_properties_may_hold_blanks_and_stay_apart():
    found = article("[昌盛公司|o1]给[县一中|o2]捐款\n--\nDONATES_TO o1 o2 amount=500 万元 purpose=修 食堂")
    assert found.facts[0].props == {"amount": "500 万元", "purpose": "修 食堂"}


def test_a_name_marked_here_and_not_there_is_told():
    found = article("# [昌盛公司|o1]开业\n昌盛公司昨天开业，[经理|t][李丽|p1]到场，李丽说经理难当。")
    assert unmarked_names(found) == ["昌盛公司", "李丽"]


def test_a_name_inside_a_longer_mark_is_not_unmarked():
    assert unmarked_names(article("[昌吉|l1]的[昌吉学院|o1]")) == []


def test_a_wording_of_two_types_is_noted():
    texts = "[石河子|l1]", "[石河子|o1]来电", "[昌吉|l1]、[政府|o1?]", "[政府|l1]与[书记|t]", "[书记|p1~]"
    articles = [article(text) for text in texts]
    assert two_labels(articles) == {"石河子": {"ORG", "PLACE"}}


def test_the_checker_counts_problems_and_fails(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(f"{HEAD}[王强|p1]来了，王强走了\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert "王强 is marked elsewhere" in capsys.readouterr().out
    (tmp_path / "b.txt").write_text(f"{HEAD}[王强|x1]\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "2 articles" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["annotated", "train", "dev"])
def test_every_seed_is_sound(folder):
    for path in sorted((SEEDS / folder).glob("*.txt")):
        assert parse_annotated(path.read_text(encoding="utf-8"), path.name)[1] == []
