"""Linking across articles: who is one, who is two, and ids that stay when the archive grows."""

from __future__ import annotations

import random

import pytest

from kg.dataset import Dataset
from kg.extract import Extract
from kg.link.corpus import link_corpus
from tests.link.linking import extract_of


def entities(*parts: Extract) -> dict[str, dict]:
    """Entities of a corpus by their names (with #2, #3 … where several have one)."""
    found: dict[str, dict] = {}
    for row in sorted(link_corpus(parts).rows("entities"), key=lambda r: (-r["mentions"], r["entity_id"])):
        name, number = row["name"], 2
        while name in found:
            name, number = f"{row['name']}#{number}", number + 1
        found[name] = row
    return found


def ids_of(dataset: Dataset, surface: str) -> dict[str, str]:
    """Entity id of a wording, by file."""
    docs = {a["article_id"]: a["doc"] for a in dataset.rows("articles")}
    return {docs[m["article_id"]]: m["entity_id"] for m in dataset.rows("mentions") if m["surface"] == surface}


MULEI = "[木垒县民政局|o1][局长|t][张伟|p1]说，[木垒县|l1]将建养老院。"
QITAI = "[奇台县教育局|o1][局长|t][张伟|p1]说，[奇台县|l1]将建学校。"


def test_one_name_in_two_counties_is_two_people():
    ids = ids_of(link_corpus([extract_of("1", MULEI), extract_of("2", QITAI)]), "张伟")
    assert ids["1"] != ids["2"]


@pytest.mark.parametrize(
    "other",
    [
        "[木垒县工会|o1][主席|t][张伟|p1]出席。",
        "[昌吉州民政局|o1][副局长|t][张伟|p1]出席。",
        "[张伟|p1]也来了。",
        "[木垒县|l1][副县长|t][张伟|p1]出席。",
    ],
)
def test_two_posts_in_one_place_are_one_person(other):
    ids = ids_of(link_corpus([extract_of("1", MULEI, "昌吉州"), extract_of("2", other, "昌吉州")]), "张伟")
    assert ids["1"] == ids["2"]


def test_a_reporter_and_an_official_are_two_people():
    signed = "# [木垒县|l1]通路\n> 本报记者 [张伟|p1]\n[木垒县|l1]通了路。\n"
    part = extract_of("2", signed)
    part.relations.append(
        {"type": "AUTHORED", "head": "PERSON/张伟", "tail": part.articles[0]["article_id"], "article_id": part.articles[0]["article_id"],
         "start": 0, "end": 3, "sentence": "", "props": "{}", "source": "test", "score": 1.0}
    )  # fmt: skip
    ids = ids_of(link_corpus([extract_of("1", MULEI), part]), "张伟")
    assert ids["1"] != ids["2"]


def test_divisions_and_their_bodies_across_files():
    found = entities(
        extract_of("1", "[昌吉州党委|o1]和[州应急管理局|o2]，[昌吉州|l1]、[我州|l1]。", "昌吉州"),
        extract_of("2", "[中共昌吉回族自治州委员会|o1]，[昌吉州应急管理局|o2]，[昌吉回族自治州|l1]。"),
    )
    assert set(found) == {"中共昌吉回族自治州委员会", "昌吉州应急管理局", "昌吉回族自治州"}
    assert found["昌吉回族自治州"]["aliases"] == ["我州", "昌吉州"]
    assert found["昌吉回族自治州"]["adcode"] == "6523"
    assert (found["昌吉回族自治州"]["articles"], found["昌吉回族自治州"]["mentions"]) == (2, 3)


FULL = "[台州晨泰制冷设备有限公司|o1]（以下简称[晨泰制冷|o2]）投产。"
SHORT = "[晨泰制冷|o1]获奖。"


@pytest.mark.parametrize("dates", [("2024-01-01", "2024-01-02"), ("2024-01-02", "2024-01-01")])
def test_short_form_alone_joins_its_full_name(dates):
    found = entities(extract_of("1", FULL, date=dates[0]), extract_of("2", SHORT, date=dates[1]))
    assert [(r["name"], r["aliases"]) for r in found.values()] == [("台州晨泰制冷设备有限公司", ["晨泰制冷"])]


def test_short_form_of_two_companies_joins_neither():
    other = "[宁波晨泰制冷工程有限公司|o1]（以下简称[晨泰制冷|o2]）开工。"
    parts = [extract_of("1", FULL, date="2024-01-01"), extract_of("2", other, date="2024-01-02"), extract_of("3", SHORT, date="2024-01-03")]
    assert len(set(ids_of(link_corpus(parts), "晨泰制冷").values())) == 3


def test_bare_departments_are_not_joined_across_articles():
    ids = ids_of(
        link_corpus(
            [extract_of("1", "[木垒县社会福利服务中心|o1]说，[福利服务中心|o2]开放。"), extract_of("2", "[福利服务中心|o1]开放。")]
        ),
        "福利服务中心",
    )
    assert ids["1"] != ids["2"]


GROWING = [
    (SHORT, "2024-01-01"),
    (MULEI, "2024-01-02"),
    (FULL, "2024-01-03"),
    (QITAI, "2024-01-04"),
    (SHORT, "2024-01-05"),
    ("[宁波晨泰制冷工程有限公司|o1]（以下简称[晨泰制冷|o2]）开工。[张伟|p1]来了。", "2024-01-06"),
    (SHORT + "[木垒县工会|o1][主席|t][张伟|p1]出席。", "2024-01-07"),
]


def growing() -> list[Extract]:
    return [extract_of(f"{i}.txt", text, "昌吉州", date) for i, (text, date) in enumerate(GROWING)]


def test_order_of_files_does_not_matter():
    parts = growing()
    expected = link_corpus(parts)
    for seed in range(5):
        random.Random(seed).shuffle(parts)
        assert link_corpus(parts) == expected


def test_later_pages_rename_nothing():
    parts = growing()
    for number in range(1, len(parts)):
        before, after = link_corpus(parts[:number]), link_corpus(parts[: number + 1])
        for table in ("articles", "mentions", "relations"):
            assert all(row in after.rows(table) for row in before.rows(table))
        assert {e["entity_id"] for e in before.rows("entities")} <= {e["entity_id"] for e in after.rows("entities")}


def test_nothing():
    assert link_corpus([]).entities.num_rows == 0
    assert link_corpus([Extract()]).articles.num_rows == 0
