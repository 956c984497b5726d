"""Headlines told from subheads, list entries and signatures, where every paragraph of a page is set off alike."""

from __future__ import annotations

import time

import pytest

from kg.article import Article
from tests.evaluate.samples import SEEDS
from tests.read.score_articles import read_text, score_articles

FLOORS = {"articles": 0.96, "titles": 0.92, "bylines": 0.94, "bylines in their article": 0.83}
BODY = "这里写事情的经过：路面拓宽到六米，两边种了树，一百二十户人家受益。"


def read(*lines: str) -> list[Article]:
    return read_text("\n\n".join(lines) + "\n")


def test_a_report_without_an_author_begins_at_its_headline() -> None:
    first, second = read("青河村修通了水泥路", BODY, BODY, "老茶馆里开出图书角", BODY)
    assert (first.title, second.title) == ("青河村修通了水泥路", "老茶馆里开出图书角")


@pytest.mark.parametrize(
    "subheads",
    [
        ("路更宽：六米路面通到家门", "水更清：一渠活水绕村流过"),
        ("一问：钱从哪里来？", "二问：路往哪里修？"),
        ("网格小，担当大", "驻村的，干着家里的活"),
        ("“跑断腿”成了“动动手”", "“糊涂账”变成“明白账”"),
    ],
)
def test_subheads_are_built_alike(subheads) -> None:
    (article,) = read("一条路连起三个村", "本报记者 王强", BODY, subheads[0], BODY, subheads[1], BODY)
    assert all(s in article.text for s in subheads)


def test_a_list_ends_with_who_signs_it() -> None:
    listed, photo, news = read(
        "青河县先进工作者名单",
        "（共3名，排名不分先后）",
        "王强 青河县人民医院医师",
        "李红 青河县第二小学教师",
        "周明 青河县水利局技术员",
        "青河县总工会",
        "2024年3月8日",
        "3月5日，青河村的拖拉机手在麦田里施肥，眼下正是返青的时候。",
        "吴涛 摄",
        "青河村修通了水泥路",
        BODY,
    )
    assert (listed.kind, listed.title, listed.bylines) == ("list", "青河县先进工作者名单", [])
    assert listed.text.endswith("2024年3月8日")
    assert (photo.kind, [b.name for b in photo.bylines]) == ("photo", ["吴涛"])
    assert news.title == "青河村修通了水泥路"


def test_labels_of_a_notice_are_no_headlines() -> None:
    notice, news = read("青河供水公司招聘启事", BODY, "报名地址：青河县人民路35号", "联系人：申女士", "青河村修通了水泥路", BODY)
    assert notice.text.endswith("联系人：申女士")
    assert news.title == "青河村修通了水泥路"


def test_a_page_header_in_pieces() -> None:
    (article,) = read("2024年5月21日 星期二", "民生", "责编 赵明 版式 孙丽", "2", "青河村修通了水泥路", BODY)
    assert (article.title, article.date) == ("青河村修通了水泥路", "2024-05-21")


def test_a_photograph_with_its_text() -> None:
    photo, news = read("石雕“她力量”", "3月8日，石雕匠人示范技法。", "当地有三千人从业。", "王强 李红 摄影报道", "青河村修通了水泥路", BODY)
    assert (photo.kind, [b.name for b in photo.bylines]) == ("photo", ["王强", "李红"])
    assert news.bylines == []


def test_a_reporter_who_is_told_something_is_no_author() -> None:
    (article,) = read("水渠通水", "本报讯 水渠昨日通水。", "县妇联主席衣晓红告诉记者，去年底，工坊同", "三家公司谈成了订单。")
    assert article.bylines == []


def test_annotated_articles_set_as_pages() -> None:
    """All that is read from the annotated articles in the styles of the sample pages."""
    paths = sorted((SEEDS / "dev").glob("*.txt")) + sorted((SEEDS / "train").glob("*.txt"))[::4]
    counts, errors, _ = score_articles(paths, 5)
    low = {m: counts[m].f1 for m, floor in FLOORS.items() if counts[m].f1 < floor}
    assert not low, "\n".join(errors)


@pytest.mark.parametrize("lines", ["联系人：申女士\n\n", "小标题在这里\n\n短句。\n\n"])
def test_reading_time_grows_with_the_page_and_not_faster(lines) -> None:
    began = time.process_time()
    read_text(lines * 30_000)
    assert time.process_time() - began < 15
