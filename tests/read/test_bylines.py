"""Who wrote and who photographed, in every style that papers print it; and nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.article import Article, Page
from kg.evaluate.annotated import parse_annotated
from kg.read import clean_page, find_files, read_articles, split_articles
from kg.read.text import identity
from tests.read.score_bylines import LAYOUTS, score

SEEDS = Path(__file__).parents[2] / "seeds" / "train"
HEADLINE = "青河水库开工建设\n"
BODY = "这是一段比较长的正文，说明水库建设的情况，总投资三亿元，计划三年完工。"
STYLES = """本报讯 记者 王强 通讯员 李红 报道:7月1日，昌吉市|王强 李红
本报讯 见习记者王强报道：昨日|王强
本报讯 记者王强、通讯员李红、张伟报道：日前|王强 李红 张伟
本报奇台讯 记者王强报道：日前，奇台县|王强
（本报记者 王强）|王强
□本报记者 王强 文/图|王强
□记者 王强/文 李红/图|王强 李红
本报记者 王 强 摄|王强
□通讯员 王强 李红 摄|王强 李红
□ 王强 李红 摄影报道|王强 李红
新疆日报讯（石榴云/新疆日报记者王强报道）7月1日|王强
石榴云/新疆日报讯（记者 王强 通讯员 李红报道）7月1日，|王强 李红
据新华社乌鲁木齐7月1日电（记者王强）今天|王强
新华社记者 王强 新华社通讯员 李红|王强 李红
新华社记者王强、李红|王强 李红
人民网乌鲁木齐电（王强）记者|王强
天山网讯（记者王强报道）7月1日|王强
中新社北京7月1日电 (记者 王强)今天|王强
文/图 本报记者 王强|王强
图/文 王强|王强
（作者：王强，单位：某某学院）|王强
通讯员：王强|王强
记者：王强 李红|王强 李红
王强 李红 文/图|王强 李红
王强 文 李红 图|王强 李红
王强（图/文）|王强
◇王强|王强
●本报记者 王强|王强
本报评论员|
本报记者 王强 实习生 李红|王强 李红
实习记者 王强|王强
▲7月1日，工人在施工。本报记者 王强 摄|王强
图为施工现场。 （以上图片均由记者王强摄）|王强
图为施工现场。（图片由王强提供）|王强
图为施工现场。（资料图片）|
图为施工现场。（新华社发）|
图为施工现场。（新华社发 王强摄）|王强
图为施工现场。新华社记者王强摄|王强
图为施工现场。王强摄（新华社发）|王强
“我们很高兴。”王强对记者说。|
记者从县水利局获悉，水库开工。|
本报讯 记者从县水利局获悉，水库开工。|
本报讯 昨日，记者来到青河村。|
本报讯（记者 王强 文/图）昨日|王强
本报讯（通讯员王强 李红）日前|王强 李红
本报讯（王强 李红）日前|王强 李红
本报讯 （王强）日前|王强
本报讯 王强报道：日前|王强
本报讯 王强 李红报道：日前|王强 李红
本报讯 记者吾拉恩·巴合提努尔 7月1日从州水利局获悉|吾拉恩·巴合提努尔
本报讯 通讯员阿依努尔·图尔贡、韩丹彤报道：位于呼图壁县|阿依努尔·图尔贡 韩丹彤
本报讯 记者努尔兰别克 近日，|努尔兰别克
记者王强 通讯员李红 报道|王强 李红
本报记者 王强 本报通讯员 李红 张三丰|王强 李红 张三丰
本报首席记者 王强|王强
本报全媒体记者 王强 李红 通讯员 赵四 摄影报道|王强 李红 赵四
会议由县委副书记王强主持。（县委办）|
（县融媒体中心 王强）|王强
融媒体记者 王强|王强
作者 王强|王强
（作者单位：某某县水利局）|
王强 昌吉市第三中学|王强
来源：昌吉日报|
编辑：王强 校对：李红|
昌吉州融媒体中心记者 王强 摄影报道|王强
特约评论员 王强|王强
本报记者王强|王强
记者 马 玉红|马玉红
记者 欧阳 娜|欧阳娜
文图/本报记者王强|王强
摄影/王强|王强
本报讯 首席记者王强 记者李红 7月1日，|王强 李红
(记者王强报道)|王强
（王强 通讯员 李红）|王强 李红
记者 王强、李红、赵 四 发自乌鲁木齐|王强 李红 赵四
通讯员 何志强 和平|何志强 和平
本报讯 记者高峰 于洋报道：|高峰 于洋
本报讯 记者向东海、成方圆报道：|向东海 成方圆
新华社北京7月1日电 记者王强、李红|王强 李红
新华社北京7月1日电 题：奔向大海——写在开渔之际|
中国青年报客户端讯（中青报·中青网记者 王强）7月|王强
本报昌吉7月1日讯 (全媒体记者王强 通讯员李红)7月1日|王强 李红
央广网昌吉7月1日消息（记者 王强 通讯员 李红）|王强 李红
农民日报·中国农网记者 王强|王强
工人日报—中工网记者 王强 通讯员 李红|王强 李红
图为水库大坝。马玉 红摄|马玉红
周三下午，村民王强在摄影。|
他喜欢摄影，常拍摄家乡风光。|
王强参加拍摄|
"""


def read(text: str) -> list[Article]:
    return split_articles(clean_page(Page("page.txt", text, identity(text))))


def bylines(text: str) -> list[tuple[str, str]]:
    articles = read(text)
    for article in articles:
        for byline in article.bylines:
            assert article.text[byline.start : byline.end] == byline.name
    return [(b.name, b.role) for a in articles for b in a.bylines]


@pytest.mark.parametrize("line", STYLES.strip().split("\n"))
def test_styles_under_the_headline_and_at_the_end(line: str) -> None:
    printed, expected = line.split("|")
    assert [name for name, _ in bylines(HEADLINE + printed + "\n" + BODY)] == expected.split()
    assert [name for name, _ in bylines(HEADLINE + BODY + "\n" + printed)] == expected.split()


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("本报讯 见习记者王强、通讯员李红报道：3月1日，水库开工。", ["记者", "通讯员"]),
        ("本报记者 王强 摄", ["摄"]),
        ("文/王强 图/李红", ["作者", "摄"]),
        ("本报记者 王强/文 李红/图", ["记者", "摄"]),
        ("王强 摄影报道", ["摄"]),
        ("□王强", ["作者"]),
        ("特约评论员 王强 实习生 李红", ["评论员", "实习生"]),
        ("（图片由王强提供）", ["供图"]),
        ("作者：王强 编辑：李红", ["作者"]),
    ],
)
def test_roles(line: str, roles: list[str]) -> None:
    assert [role for _, role in bylines(HEADLINE + BODY + "\n" + line)] == roles


def test_a_photographer_belongs_to_the_caption() -> None:
    text = f"{HEADLINE}\n本报讯（记者 王强）{BODY}\n\n3月1日，工人在大坝上施工。\n\n李红 摄\n\n工程由县水利局组织，{BODY}"
    news, photo = read(text)
    assert ([b.name for b in news.bylines], [b.name for b in photo.bylines]) == (["王强"], ["李红"])
    assert (news.kind, photo.kind) == ("news", "photo")
    assert news.text.endswith(BODY)


def test_a_roll_of_winners_has_no_authors() -> None:
    winners = "一等奖：李红 赵明 孙伟\n青河县第一中学 周涛\n青河县第二中学 吴敏\n青河县第三中学 郑洁"
    roll = f"青河县表彰先进\n本报讯（记者 王强）{BODY}\n{winners}"
    assert [name for name, _ in bylines(roll)][:1] == ["王强"]
    assert len(bylines(roll)) <= 2


@pytest.mark.skipif(not list(SEEDS.glob("*.txt")), reason="no annotated articles")
@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_annotated_articles(layout: str) -> None:
    articles = [a for p in sorted(SEEDS.glob("*-0[1-4].txt")) for a in parse_annotated(p.read_text(encoding="utf-8"), str(p))[0] if a.text]
    right, wrong, missed = score(articles, layout, 8)
    assert 2 * right / (2 * right + wrong + missed) >= 0.94


GOLD = sorted((SEEDS.parent / "gold").glob("20*.json"))


@pytest.mark.skipif(not GOLD, reason="no sample pages")
def test_sample_pages() -> None:
    sources = {Path(s.doc).stem: s for s in find_files(SEEDS.parent / "pages")}
    right = wrong = missed = 0
    for path in GOLD:
        gold = {name for article in json.loads(path.read_text(encoding="utf-8"))["articles"] for name in article["byline"]}
        found = {b.name for article in read_articles(sources[path.stem]) for b in article.bylines}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.95
