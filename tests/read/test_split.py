"""Pages cut into articles."""

from __future__ import annotations

from kg.article import Article, Page
from kg.read import clean_page, split_articles
from kg.read.dates import date_in_path, printed_date
from kg.read.text import identity

PAGE = """青河云客户端

中共青河县委员会主管主办
青河县融媒体中心出版

青河日报

QINGHE RIBAO

2024年3月

5

星期二

甲辰年正月廿五

总第2289期

今日4版

国内统一刊号CN 99—0010 邮发代号57—999 青河网: http://www.qinghe.cn 新闻热线: 1234567

乡村振兴看青河

青河村水渠通水

一百二十户人家受益

□本报记者 王 强

水渠通水以后，村里的麦田等来了今年的头一遍水，一百二十户人家都到渠边来看，有人还放了一挂鞭

炮。

渠水清：“一条渠”连起三个村

村支书说，这条渠长四公里，去年十月动工，县水利局出钱，村里人出力，一冬没有停过。

2版 要闻 2024年3月5日 星期二 责任编辑：赵明 版式：孙丽

县医院添了新设备

本报讯 通讯员李红报道：县医院日前添了一台新设备，县里的病人不用再跑到州里去检查。

今日短评

渠通了，心也要通

□周明

一条渠修了一冬，靠的是齐心。修渠如此，办别的事也一样，要靠大家一起来想办法、出力气。

春耕开始啦

3月4日，青河村的拖拉机手在麦田里施肥。今年全村种麦三千亩，眼下正是返青的时候。

□本报记者 吴涛摄
"""


def read(text: str, doc: str = "page.txt") -> list[Article]:
    return split_articles(clean_page(Page(doc, text, identity(text))))


def test_a_page() -> None:
    articles = read(PAGE)
    assert [a.kind for a in articles] == ["masthead", "news", "news", "comment", "photo"]
    assert [a.title for a in articles] == [
        "青河日报",
        "青河村水渠通水 一百二十户人家受益",
        "县医院添了新设备",
        "渠通了，心也要通",
        "春耕开始啦",
    ]
    assert {(a.date, a.publication, a.issue) for a in articles} == {("2024-03-05", "青河日报", "总第2289期")}
    assert [[(b.name, b.role) for b in a.bylines] for a in articles] == [
        [],
        [("王强", "记者")],
        [("李红", "通讯员")],
        [("周明", "作者")],
        [("吴涛", "摄")],
    ]
    assert "渠水清：“一条渠”连起三个村" in articles[1].text
    assert "放了一挂鞭炮。" in articles[1].text
    assert "赵明" not in "".join(a.text for a in articles)
    assert [articles[1].text[s:e] for s, e in articles[1].titles] == ["乡村振兴看青河", "青河村水渠通水", "一百二十户人家受益"]


def test_offsets_lead_back_to_the_file() -> None:
    for article in read(PAGE):
        assert all(PAGE[o] == c for c, o in zip(article.text, article.offsets, strict=True) if c not in "\n")
        assert article.text[0] == PAGE[article.source_start]
        assert article.text[-1] == PAGE[article.source_end - 1]


def test_page_furniture_is_counted() -> None:
    page = clean_page(Page("page.txt", PAGE, identity(PAGE)))
    split_articles(page)
    assert page.dropped["page furniture"] > 20


def test_plain_texts() -> None:
    (bare,) = read("县里修了三条路，一共二十公里，群众都很高兴。")
    assert (bare.title, bare.titles, bare.bylines, bare.kind) == ("", [], [], "news")
    (short,) = read("通水了")
    assert short.text == "通水了"
    assert read("") == []


def test_one_long_line_of_several_reports() -> None:
    body = "这里写道路的情况，路面宽六米，两边都种了树。" * 12
    first, second = read(f"青河修通三条路　　本报讯 记者王强报道：3月1日，{body}　　青河建成新学校　　本报讯（记者李红）3月2日，{body}")
    assert (first.title, second.title) == ("青河修通三条路", "青河建成新学校")
    assert [b.name for b in first.bylines + second.bylines] == ["王强", "李红"]


def test_an_illustrated_report_keeps_its_headline() -> None:
    text = "粮库投用\n\n玉米送入粮仓。\n\n□王强摄\n\n本报讯 通讯员李红报道：县里的粮库日前投用，总仓容九万吨。"
    (article,) = read(text)
    assert (article.title, article.kind) == ("粮库投用", "news")
    assert [(b.name, b.role) for b in article.bylines] == [("王强", "摄"), ("李红", "通讯员")]


def test_headlines_of_notices_are_not_taken_for_page_furniture() -> None:
    titles = ["接诉即办 服务群众", "打印社里的年轻人", "时间：2024年3月5日（星期二）10:00"]
    for title in titles:
        assert title.split("：")[0] in read(f"{title}\n\n本报讯（记者 王强）这里是正文，说明事情的经过和结果。")[0].text


def test_dates() -> None:
    assert date_in_path("archive/2024-03-05.txt") == "2024-03-05"
    assert date_in_path("qhrb20240305_02.txt") == "2024-03-05"
    assert date_in_path("2024/03/05/02.txt") == "2024-03-05"
    assert date_in_path("qhrb/2024年3月5日.txt") == "2024-03-05"
    assert date_in_path("20241305.txt") is None
    assert date_in_path("page-002.txt") is None
    assert printed_date("二〇二四年三月二十五日 星期一") == "2024-03-25"
    assert printed_date("2024年3月\n5\n星期二") == "2024-03-05"
    assert printed_date("2024年13月5日") is None


def test_dateline_with_the_year_of_the_folder() -> None:
    text = "水渠通水\n\n本报青河3月5日讯（记者 王强）昨日，水渠通了水，一百二十户人家受益。"
    assert read(text, "2024/a.txt")[0].date == "2024-03-05"
    assert read(text, "a.txt")[0].date is None
