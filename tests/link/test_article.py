"""Linking within an article: wordings of one thing share a key, pointing words point at the right thing."""

from __future__ import annotations

import time

import pytest

from kg.nlp.anaphors import find_anaphors
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
        ("[宁波市轨道交通集团有限公司|o1]施工，[宁波轨道交通|o2]说。", None),
        ("[江苏华宏特种材料股份有限公司|o1]投产，[华宏特材|o2]说。", None),
        ("[愉悦家纺|o1]投产，[愉悦|o2]说。", None),
        ("[海伦市北辰水泥制品厂|o1]投产，[北辰厂|o2]说。", None),
        ("[柳州市东城投资开发集团|o1]投资，[东城集团|o2]说。", None),
        ("[海南天然橡胶产业集团|o1]开割，[海胶集团|o2]说。", None),
        ("[中国农业银行三门县支行|o1]放贷，[农行三门县支行|o2]说。", None),
        ("[江西南丰农村商业银行股份有限公司|o1]放贷，[南丰农商行|o2]说。", None),
        ("[中国水利水电第五工程局|o1]施工，[水电五局|o2]说。", None),
        ("[中国船舶集团第七二五研究所|o1]研制，[七二五所|o2]说。", None),
        ("[福贡县匹河怒族乡完全小学|o1]开学，[匹河完小|o2]校长说。", None),
        ("[佳木斯大学附属第一医院|o1]扩建，[佳大附一院|o2]院长说。", None),
        ("[云南大学|o1]开学，[云大|o2]校长说。", None),
        ("[湘阴县慈善总会|o1]募捐，[慈善总会|o2]说。", None),
        ("[楚雄州中级人民法院|o1]发布，[州法院|o2]说。", "楚雄州"),
        ("[汉阴县十九届人大常委会|o1]开会，[汉阴县人大常委会|o2]说。", None),
        ("[中共钦州市委组织部|o1]开会，[钦州市委组织部|o2]说。", None),
        ("[台州晨泰制冷设备有限公司|o1]（下称“[晨泰|o2]”）投产。", None),
        ("[台州晨泰制冷设备有限公司|o1]（下文简称：“[晨泰|o2]”）投产。", None),
        ("[宝鸡高新技术产业开发区|l1]投产，[宝鸡高新区|l2]说，[高新区|l3]要求。", None),
        ("[青岛西海岸新区|l1]投产，[新区|l2]要求。", None),
        ("[樟树市筑卫城遗址|l1]发掘，[筑卫城|l2]是新石器时代的。", None),
        ("[中铁二院工程集团有限责任公司|o1]设计，[中铁二院|o2]说。", None),
        ("[东风汽车集团有限公司|o1]投产，[东风公司|o2]说。", None),
        ("[浙江中国小商品城集团股份有限公司|o1]招商，[小商品城|o2]说。", None),
        ("[东莞市住建局|o1]验收，[市住建局|o2]说。", "东莞市"),
        ("[防城区教育局|o1]检查，[区教育局|o2]说。", "防城港市"),
        ("[燕子镇|l1]修路，[全镇|l2]通了车。", None),
        ("[陈沐阳|p1]上台，[沐阳|p2]笑了。", None),
        ("[荀芳|p1]开庭，[荀法官|p2]敲了法槌。", None),
        ("[亿纬锂能电池六期项目|j1]开工，[六期项目|j2]投资大。", None),
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
        ("[一汽解放|o1]与[一汽解放青岛汽车有限公司|o2]。", None),
        ("[中国绿发|o1]与[中国绿发集团吉林公司|o2]。", None),
        ("[晨泰|o1]与[晨泰集团河南第二分公司|o2]。", None),
        ("[钦州市委组织部|o1]与[组织部|o2]。", None),
        ("[雁门关|l1]在[雁门关镇|l2]。", None),
        ("[北山镇|l1]和[燕子镇|l2]修路，[全镇|l3]通了车。", None),
        ("[天山隧道配套工程|j1]与[天山隧道配套工程施工总承包（二标段）|j2]。", None),
        ("[天山水泥有限公司|o1]称，[北山路桥|o2]已到场。", None),
        ("[天山水泥有限公司|o1]也称，[北山路桥|o2]已到场。", None),
        ("[I标段|j1]与[II标段|j2]。", None),
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
        ("[天山水泥有限公司|o1]投资，由[北山路桥有限公司|o2]承建。[该公司|o9~]已招工。", "该公司", "天山水泥有限公司"),
        ("[天山水泥有限公司|o1]控股[北山路桥有限公司|o2]，[该公司|o9~]已招工。", "该公司", "北山路桥有限公司"),
        ("[天山医院|o1]公告。[北山医院|o2]来人。[本院|o9~]儿科开诊。", "本院", "天山医院"),
        ("[淮阳区第二人民医院|o1]归[周口市中心医院|o2]托管，[该院|o9~]设康复病区。", "该院", "淮阳区第二人民医院"),
        ("[草湖农民专业合作社|o1]成立。[合作社|o9~]买了烘干机。", "合作社", "草湖农民专业合作社"),
        ("[老街保护利用工程|j1]动工。[工程|j9~]由[北山路桥有限公司|o2]承建。", "工程", "老街保护利用工程"),
        ("[天山水泥|o1]投产。“[公司|o9~]不缺订单。”", "公司", "天山水泥"),
    ],
)
def test_pointing_words(text, word, name):
    found = keys(text, "昌吉州")
    assert found[word] == found[name]


def test_pointing_word_with_nothing_to_point_at_is_dropped():
    assert keys("[该公司|o9~]投产，[木垒县|l1]祝贺。") == {"木垒县": "PLACE/652328"}


@pytest.mark.parametrize(
    "text",
    [
        "成本项目",
        "应该会好",
        "应该关注",
        "项目业主为天山水泥",
        "项目概况",
        "项目部已撤",
        "该项目部已撤",
        "工程质量好",
        "我们学校",
        "该基金会成立",
        "会上说，“项目为王”",
        "项目建设要快",
        "计划投资三亿元",
    ],
)
def test_words_that_do_not_point(text):
    assert not [text[a:b] for a, b, _ in find_anaphors(text) if text[a:b] not in ("该项目部", "项目部", "该基金会")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("昨日，合作社买了烘干机。", ["合作社"]),
        ("日前，本院向社会公告，贵公司来函收悉。", ["本院", "贵公司"]),
        ("该项目部说，该校招生，该分局答复。", ["该项目部", "该校", "该分局"]),
        ("本招标项目已获批。", ["本招标项目"]),
        ("项目总投资三亿元，工程由甲公司承建。", ["项目", "工程"]),
        ("这条专线已开行，列车由铁路局担当。", ["这条专线", "列车"]),
    ],
)
def test_pointing_words_are_found(text, words):
    assert [text[start:end] for start, end, _ in sorted(find_anaphors(text))] == words


def test_end_of_a_name_stands_for_the_name():
    text = "昨天，绵竹年画博物馆开馆。博物馆从明天起免费，观众在博物馆里拍照。"
    assert [text[start:end] for start, end, _ in find_anaphors(text, [("绵竹年画博物馆", "ORG")])] == ["博物馆"]
    assert not list(find_anaphors(text, [("博物馆", "ORG")]))


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
