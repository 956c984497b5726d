"""Linking within an article: wordings of one thing share a key, pointing words point at the right thing."""

from __future__ import annotations

import time

import pytest

from tests.link.linking import keys, linked


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("[台州晨泰制冷设备有限公司|o1]（以下简称“[晨泰制冷|o2]”）投产。", None),
        ("[台州晨泰制冷设备有限公司|o1]（以下简称[晨泰|o2]）投产。", None),
        ("[台州晨泰制冷设备有限公司|o1]（简称：[晨泰|o2]）投产。", None),
        ("[新疆天山水泥股份有限公司|o1]投产，[天山水泥|o2]董事长说。", None),
        ("[新疆天山水泥股份有限公司|o1]投产，[天山水泥公司|o2]董事长说。", "昌吉州"),
        ("[昌吉州应急管理局|o1]检查，[州应急管理局|o2]要求。", "昌吉州"),
        ("[昌吉州人力资源和社会保障局|o1]检查，[州人社局|o2]要求。", "昌吉州"),
        ("[昌吉回族自治州发展和改革委员会|o1]印发，[州发改委|o2]解读。", "昌吉州"),
        ("[昌吉州党委|o1]部署，[中共昌吉回族自治州委员会|o2]印发。", None),
        ("[昌吉州党委|o1]部署，[州党委|o2]印发。", "昌吉州"),
        ("[木垒县委|o1]部署，[中共木垒哈萨克自治县委员会|o2]印发。", None),
        ("[木垒县政府|o1]部署，[木垒哈萨克自治县人民政府|o2]印发。", None),
        ("[州人大常委会|o1]视察，[昌吉回族自治州人民代表大会常务委员会|o2]听取。", "昌吉州"),
        ("[准东开发区|l1]投产，[新疆准东经济技术开发区|l2]管委会说。", "昌吉州"),
        ("[昌吉州|l1]各县市，[昌吉回族自治州|l2]成立。", None),
        ("[新疆|l1]各地，[新疆维吾尔自治区|l2]要求。", None),
        ("[昌吉|l1]的[昌吉州|l2]报道。", "昌吉州"),
        ("[哈比勒别克·木哈塔尔|p1]说，[哈比勒别克|p2]笑了。", None),
        ("[张建军|p1]进门，[张师傅|p2]放下工具，[老张|p3]喝水。", None),
        ("[昌吉回族自治州第一人民医院|o1]扩建，[州人民医院|o2]院长说。", "昌吉州"),
    ],
)
def test_one_identity(text, home):
    assert len(set(keys(text, home).values())) == 1, keys(text, home)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("[昌吉州应急管理局|o1]和[木垒县应急管理局|o2]检查。", "昌吉州"),
        ("[昌吉州党委|o1]和[昌吉市委|o2]部署。", "昌吉州"),
        ("[中国银行|o1]和[中国农业银行|o2]签约。", None),
        ("[木垒县|l1]和[木垒镇|l2]都通了路。", "昌吉州"),
        ("[张建军|p1]和[李建军|p2]说，[王师傅|p3]来了。", None),
        ("[昌吉州|l1]和[昌吉市|l2]。", None),
        ("[新疆大学|o1]和[新疆农业大学|o2]合作。", None),
        ("[昌吉州|l1]与[福建省|l2]。", None),
    ],
)
def test_things_that_stay_apart(text, home):
    found = keys(text, home)
    assert len(set(found.values())) == len(found), found


@pytest.mark.parametrize("word", ["我州", "全州", "自治州"])
def test_home_from_the_masthead_or_the_setting(word):
    assert keys(f"[{word}|l1]各县市落实。", paper="昌吉日报") == {word: "PLACE/6523"}
    assert keys(f"[{word}|l1]各县市落实。", "昌吉州") == {word: "PLACE/6523"}
    assert keys(f"[{word}|l1]各县市落实。", "伊犁州", paper="昌吉日报") == {word: "PLACE/6523"}
    assert keys(f"[{word}|l1]各县市落实。")[word] != "PLACE/6523"


@pytest.mark.parametrize(
    ("word", "home", "key"),
    [
        ("我市", "台州市", "3310"),
        ("全省", "台州市", "33"),
        ("全疆", "昌吉州", "65"),
        ("自治区", "昌吉州", "65"),
        ("我国", None, "CN"),
        ("全县", "652328", "652328"),
    ],
)
def test_our_divisions(word, home, key):
    assert keys(f"[{word}|l1]落实。", home) == {word: f"PLACE/{key}"}


def test_county_committee_is_of_the_county_spoken_of():
    text = "[奇台县|l1]召开会议。[县委|o1]书记李强讲话。[木垒县|l2]也召开会议。[县委|o2]副书记王军讲话。"
    doc = linked(text, "昌吉州")
    assert [e.kb_id_ for e in doc.ents if e.text == "县委"] == ["ORG/party/652325", "ORG/party/652328"]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("[昌吉州民政局|o1]走访了[天山水泥有限公司|o2]。[该公司|o9~]投产。", "该公司", "天山水泥有限公司"),
        ("[天山水泥有限公司|o1]建[年产30万吨水泥项目|j1]，[该项目|j9~]投产。", "该项目", "年产30万吨水泥项目"),
        ("[木垒县|l1]的[木垒镇|l2]通路，[该县|l9~]落实。", "该县", "木垒县"),
        ("[木垒县|l1]的[木垒镇|l2]通路，[该镇|l9~]落实。", "该镇", "木垒镇"),
        ("[木垒县|l1]的[天山街|l2]通路，[当地|l9~]已落实。", "当地", "木垒县"),
        ("[天山水泥有限公司|o1]与[昌吉学院|o2]合作，[该校|o9~]派出学生。", "该校", "昌吉学院"),
        ("[《防洪办法》|y1]出台，[该办法|y9~]施行。", "该办法", "《防洪办法》"),
    ],
)
def test_pointing_words(text, word, name):
    found = keys(text, "昌吉州")
    assert found[word] == found[name]


def test_pointing_word_with_nothing_to_point_at_is_dropped():
    assert keys("[该公司|o9~]投产，[木垒县|l1]祝贺。") == {"木垒县": "PLACE/652328"}


def test_government_beside_the_party_committee():
    found = keys("[昌吉州党委|o1]、[政府|o9?]部署，[昌吉州人民政府|o2]印发。")
    assert found["政府"] == found["昌吉州人民政府"] != found["昌吉州党委"]


def test_names_that_look_like_keys():
    found = keys(
        "[a/6523/b县委员会|o1]、[政府|o9?]和[party/x|o2]、[government/6523|o3]，[昌吉州人民政府|o4]，[昌吉州|l2]，[张#2|p1]，[张@1|p2]。"
    )
    assert len(set(found.values())) == len(found) == 7


@pytest.mark.parametrize(("letter", "tail"), [("p", ""), ("o", "有限公司")])
def test_long_lists_of_names_end_in_time(letter, tail):
    """A thousand names in one article: no more than some seconds."""
    names = [chr(0x4E00 + i % 97) + chr(0x5000 + i) + chr(0x6000 + i * 7 % 1000) + tail for i in range(1000)]
    began = time.process_time()
    found = keys("、".join(f"[{name}|{letter}{i}]" for i, name in enumerate(names)))
    assert len(set(found.values())) == 1000
    assert time.process_time() - began < 20
