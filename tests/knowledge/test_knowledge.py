"""The gazetteer, bodies and homes: what names mean and who lies in whom."""

from __future__ import annotations

import pytest

from kg.knowledge.bodies import core_body, full_department, national_bodies, without_legal_form, zone_core
from kg.knowledge.gazetteer import COUNTY, PREFECTURE, PROVINCE, load_gazetteer
from kg.link.home import division_by_word, home_of_name, home_of_paper, home_of_text

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "near", "code"),
    [
        ("昌吉回族自治州", (), "6523"),
        ("昌吉州", (), "6523"),
        ("木垒县", (), "652328"),
        ("木垒哈萨克自治县", (), "652328"),
        ("新疆", (), "65"),
        ("内蒙古", (), "15"),
        ("中国", (), "CN"),
        ("哈萨克斯坦", (), "KZ"),
        ("台州", (), "3310"),
        ("朝阳区", ("11",), "110105"),
        ("朝阳区", ("2201",), "220104"),
        ("不存在县", (), None),
    ],
)
def test_names(name, near, code):
    found = GAZETTEER.resolve(name, near)
    assert (found.code if found else None) == code


def test_many_of_one_name_are_not_guessed():
    assert len(GAZETTEER.named("朝阳区")) > 1
    assert GAZETTEER.resolve("朝阳区") is None


def test_lines_of_divisions():
    assert GAZETTEER.ancestors("652328") == ["652328", "6523", "65", "CN"]
    assert GAZETTEER.at_level("652328", PREFECTURE).name == "昌吉回族自治州"
    assert GAZETTEER.at_level("652328", PROVINCE).name == "新疆维吾尔自治区"
    assert GAZETTEER.at_level("65", COUNTY) is None
    assert GAZETTEER.ancestors("nonsense") == []


def test_every_division_hangs_together():
    for division in GAZETTEER.by_code.values():
        assert division.name
        line = GAZETTEER.ancestors(division.code)
        assert line[0] == division.code
        assert line[-1] == ("CN" if division.code.isdigit() else division.code)
    assert sum(d.level == PROVINCE for d in GAZETTEER.by_code.values()) == 34
    assert sum(d.level == COUNTY for d in GAZETTEER.by_code.values()) > 2800


@pytest.mark.parametrize(
    ("name", "role", "place"),
    [
        ("昌吉州党委", "party", "昌吉州"),
        ("中共昌吉回族自治州委员会", "party", "昌吉回族自治州"),
        ("县委", "party", "县"),
        ("州人民政府", "government", "州"),
        ("县政协", "cppcc", "县"),
        ("州人大常委会", "congress", "州"),
    ],
)
def test_core_bodies(name, role, place):
    core = core_body(name)
    assert (core.role, core.place) == (role, place)


@pytest.mark.parametrize("name", ["州发改委", "县应急管理局", "天山水泥有限公司", "昌吉学院"])
def test_other_bodies(name):
    assert core_body(name) is None


def test_departments_and_companies():
    assert full_department("州人社局") == full_department("州人力资源和社会保障局") == "州人力资源和社会保障局"
    assert full_department("县应急管理局") == "县应急管理局"
    assert without_legal_form("天山水泥股份有限公司") == "天山水泥"
    assert without_legal_form("有限公司") == "有限公司"
    assert zone_core("准东经济技术开发区") == zone_core("准东开发区") == ("准东", "开发区")
    assert zone_core("木垒县") is None
    assert national_bodies()["中共中央"] == national_bodies()["党中央"]


@pytest.mark.parametrize(
    ("paper", "code"), [("昌吉日报", "6523"), ("台州晚报", "3310"), ("新疆日报", "65"), ("螺髻新报", None), ("", None), (None, None)]
)
def test_home_of_papers(paper, code):
    assert home_of_paper(paper) == code


def test_home_given():
    assert [home_of_name(n) for n in ("昌吉州", "6523", "昌吉日报", "火星", "9999")] == ["6523", "6523", "6523", None, None]


def test_home_of_a_page_that_does_not_tell():
    assert home_of_text("昌吉州、木垒县、奇台县、玛纳斯县和呼图壁县，以及福州市。") == "6523"
    assert home_of_text("木垒县。") is None
    assert home_of_text("") is None


def test_bare_words():
    assert division_by_word("州", "6523", []).code == "6523"
    assert division_by_word("县", "6523", ["652325", "652328"]).code == "652325"
    assert division_by_word("省", "6523", []) is None
    assert division_by_word("自治区", "6523", []).code == "65"
    assert division_by_word("市", "331082", []).code == "331082"
    assert division_by_word("国", None, []).code == "CN"
