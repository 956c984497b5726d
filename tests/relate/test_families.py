"""What each rule family reads from a sentence, and what it must not read."""

from __future__ import annotations

import pytest

from tests.relate.reading import edges, properties

POSTS = [
    ("[甲公司|o1]董事长兼总经理[李明|p1]、[乙公司|o2]副总经理[赵红|p2]出席。", "p1 o1 董事长; p1 o1 总经理; p2 o2 副总经理"),
    ("任命[李明|p1]为[县教育局|o1]局长。", "p1 o1 局长"),
    ("免去[李明|p1]的[县教育局|o1]局长职务。", "p1 o1 局长"),
    ("[李明|p1]同志任[县总工会|o1]党组书记、常务副主席。", "p1 o1 党组书记; p1 o1 常务副主席"),
    ("[李明|p1]（[县水利局|o1]局长）作报告。", "p1 o1 局长"),
    ("[李明|p1]，[县水利局|o1]局长，1970年生。", "p1 o1 局长"),
    ("[李明|p1] [县水利局|o1]防汛科科长", "p1 o1 防汛科科长"),
    ("[国网青河供电公司|o1]发电部主任助理[李明|p1]说。", "p1 o1 发电部主任助理"),
    ("[新疆农科院|o1]研究员、[中国工程院|o2]院士[李明|p1]带队。", "p1 o1 研究员; p1 o2 院士"),
    ("[县水利局|o1]驻[乙村|l1]第一书记[李明|p1]说。", "p1 l1 第一书记"),
    ("[甲村|l1]、[乙村|l2]党支部书记[李明|p1]、[王五|p2]到场。", "p1 l1 党支部书记; p2 l2 党支部书记"),
    ("[青河县|l1]委书记[陈立|p1]到会。", "p1 l1 县委书记"),
    ("[青河县委|o1]副书记、县长[陈立|p1]到[青河县|l1]大河镇。", "p1 o1 副书记; p1 l1 县长"),
    ("[县委|o1]书记[陈立|p1]主持，县人大常委会主任[王五|p2]参加。", "p1 o1 书记"),
    ("[乙村|l1]村民[李明|p1]说。", ""),
    ("[李明|p1]从前在[甲饭店|o1]当过厨师长。", "p1 o1 厨师长"),
    ("作为[县救援协会|o1]的队长，昨天[李明|p1]接到电话。", "p1 o1 队长"),
    ("[县博物馆|o1]聘[李明|p1]当讲解员。", "p1 o1 讲解员"),
    ("来自[珠海|l1]的讲师[李明|p1]说。", ""),
    ("会上成立[防汛专班|o1]，[李明|p1]任组长。", "p1 o1 组长"),
    ("中标人：[甲公司|o1]，[项目经理|t]：[李明|p1]。", "p1 o1 项目经理"),
    ("[县教育局|o1]公示：[李明|p1]拟任[县一中|o2]校长。", ""),
]


@pytest.mark.parametrize(("text", "wanted"), POSTS)
def test_posts(text: str, wanted: str) -> None:
    assert edges(text, "HOLDS_POST") == {w for w in wanted.split("; ") if w}


DEEDS = [
    ("得益于[青河县|l1]推行的[“码上办”服务模式|j1]，群众少跑腿。", "RUNS l1 j1"),
    ("由[县人社局|o1]牵头建立的[“三色预警”机制|j1]已运行。", "RUNS o1 j1"),
    ("[青河县|l1]以[“暖冬”行动|j1]为主线，开展走访。", "RUNS l1 j1"),
    ("[县人社局|o1]将工地纳入[“薪安”平台|j1]监管。", "RUNS o1 j1"),
    ("[暖冬音乐会|j1]由[县文联|o1]资助，[县文旅局|o2]、[县融媒体中心|o3]联合主办。", "RUNS o1 j1; RUNS o2 j1; RUNS o3 j1"),
    ("[青河县委|o1]、[政府|o2?]出台[《若干措施》|y1]。", "ISSUES o1 y1; ISSUES o2 y1"),
    ("依据[市绿化局|o1]印发的[《放归方案》|y1]，每天巡护。", "ISSUES o1 y1"),
    ("[G7辅道工程|j1]由[乙路桥公司|o2]承建。", "BUILDS o2 j1"),
    ("[甲公司|o1]投资1.98亿元建设[番茄酱项目|j1]。", "INVESTS_IN o1 j1"),
    ("[甲公司|o1]计划投资12亿元，在[闽青园区|l1]建设[煤制氢项目|j1]。", "INVESTS_IN o1 j1; LOCATED_IN j1 l1"),
    ("[李明|p1]强调，[县人社局|o1]要推行[“码上办”模式|j1]，建立[“三色预警”机制|j2]。", ""),
    ("[县医院|o1]依托[“薪安”平台|j1]办结12件。", ""),
    ("[县应急局|o1]尚未建立[“三色预警”机制|j1]。", ""),
    ("根据[《抗旱预案》|y1]，[县应急局|o1]启动响应。", ""),
]


DEEDS += [
    ("[“暖冬”行动|j1]（[县团委|o1]）", "RUNS o1 j1"),
    ("[大河镇|l1]——[“码上办”服务站|j1]", "RUNS l1 j1"),
    ("[县医院|o1]把[“暖冬”行动|j1]搬进学校。", "RUNS o1 j1"),
    ("[县医院|o1]把[“暖冬”行动|j1]列为头号。", ""),
    ("[青河县|l1]增开[青河—阿勒泰专线|j1]，[县团委|o1]搞[“暖冬”行动|j2]。", "RUNS l1 j1; RUNS o1 j2"),
    ("[《抗旱预案》|y1]已经通过，由[县应急局|o1]牵头落实。", ""),
    ("[县应急局|o1]正在起草[《抗旱预案》|y1]。", ""),
]


@pytest.mark.parametrize(("text", "wanted"), DEEDS)
def test_deeds(text: str, wanted: str) -> None:
    assert edges(text) == {w for w in wanted.split("; ") if w}


WORKS = [
    ("[城东隧道|j1]——业主：[甲交投|o1]；施工：[乙路桥|o2]。", "RUNS o1 j1; BUILDS o2 j1"),
    ("[城东水库|j1]由[甲水投|o1]建设，[乙水电局|o2]中标大坝标，[丙水电局|o3]承建厂房。", "RUNS o1 j1; BUILDS o2 j1; BUILDS o3 j1"),
    ("# [城东大桥|j1]合龙\n大桥由[乙路桥|o2]承建。", "BUILDS o2 j1"),
    ("[番茄酱项目|j1]总投资3亿元，由[甲公司|o1]投资2亿元，[乙公司|o2]配套投资1亿元。", "INVESTS_IN o1 j1; INVESTS_IN o2 j1"),
    ("最大的是[甲公司|o1]投资9亿元的[番茄酱项目|j1]，[乙公司|o2]投资5亿元的[棉纺项目|j2]投产。", "INVESTS_IN o1 j1; INVESTS_IN o2 j2"),
    ("[番茄酱项目|j1]完成投资2亿元，[乙公司|o2]开业。", ""),
    ("[甲公司|o1]是[番茄酱项目|j1]的投资主体。", "INVESTS_IN o1 j1"),
    ("三、[城东水库|j1]。\n责任单位：[县水利局|o1]、[甲水投|o2]。\n施工单位：[乙水电局|o3]。", "RUNS o1 j1; RUNS o2 j1; BUILDS o3 j1"),
    ("[城东隧道|j1]、[城东大桥|j2]分别由[甲路桥|o1]、[乙路桥|o2]承建。", "BUILDS o1 j1; BUILDS o2 j2"),
    ("[城东隧道|j1]和[城东大桥|j2]同日开工，后者由[乙路桥|o2]施工。", "BUILDS o2 j2"),
    ("[城东隧道|j1]复工，[甲路桥|o1]、[乙路桥|o2]等五家单位施工。", "BUILDS o1 j1; BUILDS o2 j1"),
    ("[城东水库|j1]由[甲水投|o1]代建，[乙勘测院|o2]承担设计。", "RUNS o1 j1"),
    ("[番茄酱项目|j1]获[县财政局|o1]补助300万元。", "INVESTS_IN o1 j1"),
]


@pytest.mark.parametrize(("text", "wanted"), WORKS)
def test_who_pays_for_and_who_builds_works(text: str, wanted: str) -> None:
    assert edges(text) == {w for w in wanted.split("; ") if w}


GIFTS = [
    ("[县慈善会|o1]收到捐款80万元，其中[甲公司|o2]捐款50万元，[乙商会|o3]、[丙公司|o4]各捐10万元。", "o2 o1; o3 o1; o4 o1"),
    ("[甲公司|o1]向[县一中|o2]捐款5万元，[乙公司|o3]捐款3万元；[丙公司|o4]捐款2万元。", "o1 o2; o3 o2"),
    ("[甲公司|o1]通过[县慈善会|o2]捐款10万元。", "o1 o2"),
    ("[甲公司|o1]、[乙公司|o2]分别向[县一中|o3]、[县二中|o4]捐赠图书。", "o1 o3; o2 o4"),
    ("[甲集团|o1]旗下[乙公司|o2]向[丙集团|o3]属下的[丁医院|o4]捐赠药品。", "o2 o4"),
    ("[李明|p1]捐资20万元，为[县一中|o1]修建操场；[甲公司|o2]认捐5万元，悉数划给[县慈善会|o3]。", "p1 o1; o2 o3"),
    ("[李明|p1]退休了。去年他向[县一中|o1]捐款2万元。", "p1 o1"),
    ("[李明|p1]与[王五|p2]退休了。去年他向[县一中|o1]捐款2万元。", ""),
    ("[县一中|o1]的操场是[甲公司|o2]捐建的。", "o2 o1"),
    ("[甲公司|o1]走进[县一中|o2]，向孩子们捐赠图书500册。", "o1 o2"),
    ("[县医院|o1]收到[甲公司|o2]寄来的呼吸机。", "o2 o1"),
    ("向[县慈善会|o1]捐赠：[甲公司|o2]50万元；[李明|p1]女士5000元。", "o2 o1; p1 o1"),
    ("[甲公司|o1]捐款50万元，定向[县一中|o2]。", "o1 o2"),
    ("[甲公司|o1]把伤者送往[县医院|o2]。", ""),
]


@pytest.mark.parametrize(("text", "wanted"), GIFTS)
def test_gifts(text: str, wanted: str) -> None:
    assert edges(text, "DONATES_TO") == {w for w in wanted.split("; ") if w}


@pytest.mark.parametrize("opening", ["# [县慈善会|o1]接收捐款公示", "截至8日，[县慈善会|o1]收到的捐款如下："])
def test_lines_of_a_list_of_donors_give_to_the_body_of_its_opening(opening: str) -> None:
    text = f"{opening}\n[甲公司|o2]港币200万元\n[乡镇|l1][乙公司|o3]发电机四十台\n[李明|p1]、[王五|p2] 1288元\n监督电话：[丙局|o4]0754-8828"
    assert edges(text, "DONATES_TO") == {"o2 o1", "o3 o1", "p1 o1", "p2 o1"}
    assert edges(text.replace("捐款", "来访"), "DONATES_TO") == set()


PLACES = [
    ("位于[青河县|l1][大河镇|l2][闽青园区|l3]的[甲公司|o1]投产。", "l2 l1; l3 l2; o1 l3"),
    ("[甲公司|o1]投资的[番茄酱项目|j1]投产，落户[大河镇|l1]。", "j1 l1"),
    ("[番茄酱项目|j1]在[大河镇|l1]开工。", "j1 l1"),
    ("[青河县|l1]很大，[青河县工业园|l2]很新。", "l2 l1"),
    ("[甲公司|o1]走进[大河镇|l1]。", ""),
    ("[甲公司|o1]的车队从[青河县|l1]开到[大河镇|l2]。", ""),
    ("[额河|l1][大河镇|l2]段封冻。", ""),
    ("[国道901线|l1][大河镇|l2]段通车。", ""),
    ("[大河镇|l1][上村|l2]、[下湾|l3]两村通水。", "l2 l1; l3 l1"),
    ("[闽青园区|l1]里，[甲公司|o1]的[番茄酱项目|j1]、投资2亿元的[棉纺项目|j2]试产。", "j1 l1; j2 l1"),
    ("▲[大河镇|l1]，[甲公司|o1]开展[“暖冬”行动|j1]。", ""),
    ("[番茄酱项目|j1]，业主[甲公司|o1]，建设地点：[青河县|l1][大河镇|l2]。", "j1 l2; l2 l1"),
    ("[甲公司|o1]在[大河镇|l1]、[小河镇|l2]复建[番茄酱项目|j1]。", "j1 l1; j1 l2"),
    ("[甲公司|o1]总部搬进[闽青园区|l1]，[城东大桥|j1]就在[大河镇|l2]东头。", "o1 l1; j1 l2"),
    ("[青河县|l1]的[甲公司|o1]建[番茄酱项目|j1]。", "o1 l1"),
    ("[青河县|l1]的[番茄酱项目|j1]停工。", ""),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_places(text: str, wanted: str) -> None:
    assert edges(text, "LOCATED_IN") == {w for w in wanted.split("; ") if w}


BODIES = [
    ("[甲商会|o1]有会员463家，下设[纺织分会|o2]、[电子分会|o3]。", "PART_OF o2 o1; PART_OF o3 o1"),
    ("[甲集团|o1]公告：子公司[乙公司|o2]中标。", "PART_OF o2 o1"),
    ("[甲股份|o1]控股股东[乙集团|o2]增持。", "PART_OF o1 o2"),
    ("[甲公司|o1]全资子公司[乙公司|o2]与[丙公司|o3]交割股权。", "PART_OF o2 o1"),
    ("[丁公司|o1]是[甲集团|o2]与[乙集团|o3]的合资公司。", "PART_OF o1 o2; PART_OF o1 o3; COOPERATES_WITH o2 o3"),
    ("[甲公司|o1] [县党支部|o2]", ""),
    ("[甲大学|o1]同办。[甲大学—乙公司实验室|o2]投用。", ""),
    ("[甲公司|o1]携手[乙大学|o2]、[丙研究院|o3]攻关。", "COOPERATES_WITH o1 o2; COOPERATES_WITH o1 o3"),
    ("[甲公司|o1]与[乙公司|o2]就两艘货船签约。", "COOPERATES_WITH o1 o2"),
    ("[甲公司|o1]、[乙公司|o2]联合体进场。", "COOPERATES_WITH o1 o2"),
    ("[县教育局|o1]会同[县公安局|o2]检查校车。", ""),
    ("[兴业银行准东支行|o1]放款。[兴业银行|o2]总行发文。", "PART_OF o1 o2"),
    ("[兴业银行准东支行|o1]放款。", ""),
    ("[县水利局|o1][农水股|o2]督办。", "PART_OF o2 o1"),
    ("[甲煤矿|o1]正在检修，是[乙集团|o2]下属企业。", "PART_OF o1 o2"),
    ("[甲公司|o1]与[乙大学|o2]签署战略合作协议。", "COOPERATES_WITH o1 o2"),
    ("[甲公司|o1]、[乙大学|o2]负责人出席签约仪式。", ""),
    ("[甲公司|o1]与[乙大学|o2]合推花茶课。", "COOPERATES_WITH o1 o2"),
    ("[甲公司|o1]、[乙大学|o2]联手上新。", "COOPERATES_WITH o1 o2"),
    ("[县教育局|o1]、[县公安局|o2]联合查酒。", ""),
    ("[工信部规划司|o1]发文，[工信部|o2]解读。", "PART_OF o1 o2"),
    ("[县委组织部|o1]发文，[县委|o2]开会。", "PART_OF o1 o2"),
]


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_bodies(text: str, wanted: str) -> None:
    assert edges(text) == {w for w in wanted.split("; ") if w}


def test_those_with_whom_a_project_is_carried_out_run_it_too() -> None:
    for words in ("与[乙大学|o2]签约，共建", "还与[乙大学|o2]合办"):
        assert edges(f"[甲公司|o1]{words}[匠苗班|j1]。", "RUNS") == {"o1 j1", "o2 j1"}


def test_one_gift_to_several_takers() -> None:
    text = "[甲公司|o1]先后向[县一中|o2]、[县二中|o3]各捐赠10万元，用于修缮操场。"
    assert edges(text) == {"DONATES_TO o1 o2", "DONATES_TO o1 o3"}
    assert properties(text) == [{"amount": "10万元", "purpose": "修缮操场"}] * 2


def test_names_inside_properties_are_printed() -> None:
    (props,) = properties("[甲公司|o1]与[乙大学|o2]合作建设[青河县|l1]实验站。", "COOPERATES_WITH")
    assert props == {"what": "建设青河县实验站"}


def test_masthead_gives_sponsor_and_publisher() -> None:
    text = "[中共青河县委员会|o1]主管主办\n[青河日报社|o2]出版\n# [青河日报|o3]"
    assert edges(text, header="kind: masthead") == {"PART_OF o3 o1", "PART_OF o3 o2"}


def test_items_of_a_list_are_done_by_the_body_of_its_headline() -> None:
    text = "# [青河县|l1]优化营商环境十项举措\n一、推行[“码上办”服务模式|j1]。\n二、[县税务局|o1]开展[“春风行动”|j2]。"
    assert edges(text, header="kind: list") == {"RUNS l1 j1", "RUNS o1 j2"}
    assert edges(text) == {"RUNS o1 j2"}
