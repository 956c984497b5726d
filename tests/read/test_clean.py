"""A page's text made whole, every character knowing its place in the file."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest

from kg.article import Page
from kg.read import clean_page, split_articles
from kg.read.text import identity


def clean(text: str) -> str:
    page = clean_page(Page("page.txt", text, identity(text)))
    assert len(page.text) == len(page.offsets)
    for char, place in zip(page.text, page.offsets, strict=True):
        same = char == text[place] or char in unicodedata.normalize("NFKC", text[place])
        assert same or char in "\n ·" or unicodedata.category(text[place]) == "So"
    return page.text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("村民马玉 红说，水 库通了水。 下一步要修路。", "村民马玉红说，水库通了水。下一步要修路。"),
        ("２０２４年，Ｇ３０线通 车，长１２ 公里，占５％。", "2024年，G30线通车，长12公里，占5%。"),
        ("阿依古丽 • 买买提和吾拉恩‧巴合提、沙吾列・木拉提说，好。", "阿依古丽·买买提和吾拉恩·巴合提、沙吾列·木拉提说，好。"),
        ("水\u200b库\u00ad通\ufeff水\ue001了\x07。", "水库通水了。"),
        ("⽔库通了⽔，⻓四公⾥。", "水库通了水，长四公里。"),
        ("他买了 iPhone 15 Pro Max 手机，很高兴。", "他买了iPhone 15 Pro Max手机，很高兴。"),
        ("“你好”，（水库）：《办法》；很好！是吗？——完。", "“你好”，（水库）：《办法》；很好！是吗？——完。"),
        ("落实安全责任 推动安全发展", "落实安全责任 推动安全发展"),
        ("昌 河 日 报", "昌河日报"),
        ("参加人员：张三 李四 王五 赵六", "参加人员：张三 李四 王五 赵六"),
        ("本报讯 记者王强 李红 3月1日，水 库通了水。", "本报讯 记者王强 李红 3月1日，水库通了水。"),
    ],
)
def test_characters_and_blanks(printed: str, expected: str) -> None:
    assert clean(printed) == expected


def test_a_stray_blank_in_a_headline_goes_where_the_page_has_the_word_whole() -> None:
    text = "青河集团在石河 大学设立基金\n\n青河集团三月十六日向石河大学捐赠一百万元，设立基金，用于学生的培养。"
    assert clean(text).split("\n")[0] == "青河集团在石河大学设立基金"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_line_ends(ends: str) -> None:
    assert clean(f"水库通了水。{ends}村里人都来看。") == "水库通了水。\n村里人都来看。"


def test_a_sentence_that_a_column_or_page_cut_goes_on() -> None:
    first = "县里在重要时段组织专家下沉，累计排查矿山、交通等重点领域的隐患二千余项，组"
    for gap in ("\n", "\n\n", "\n\n\n", "\f", "\r\n\r\n"):
        assert clean(f"{first}{gap}织骨干力量逐一整改，全部完成。") == f"{first}织骨干力量逐一整改，全部完成。"


PARAGRAPHS = [
    "水渠通水以后，村里的麦田等来了今年的头一遍水，一百二十户人家都到渠边来看，有人还放了一挂鞭炮。",
    "村支书说，这条渠长四公里，去年十月动工，县水利局出钱，村里人出力，一冬没有停过。",
    "下一步要把上游三个村也连起来，二期的图纸已经送到县里，估计明年春天就能动工。",
]


@pytest.mark.parametrize("width", [15, 18, 22, 25])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_narrow_columns(width: int, indent: str) -> None:
    lines = []
    for paragraph in PARAGRAPHS:
        whole = indent + paragraph
        lines += [whole[i : i + width] for i in range(0, len(whole), width)]
    text = "水渠通水了\n\n" + "\n".join(lines)
    assert clean(text).replace("\n\n", "\n").split("\n") == ["水渠通水了", *PARAGRAPHS]


def test_two_columns() -> None:
    left = ["水渠通水以后，村里的麦田", "等来了今年的头一遍水，一", "百二十户人家都到渠边来", "看，有人放了鞭炮。"]
    right = ["村支书说，这条渠长四公", "里，去年十月动工，县水利", "局出钱，村里人出力，一冬", "没有停过。"]
    text = "\n".join(f"{a}{'　' * (16 - len(a))}{b}" for a, b in zip(left, right, strict=True))
    assert clean(text).split("\n") == ["".join(left), "".join(right)]


def test_nothing_is_lost_or_doubled() -> None:
    random.seed(5)
    signs = list("水库通了村里人，。：“”（）《》 　\n\n\t记者王强摄本报讯□123abc·—？！12月3日第版")
    for _ in range(300):
        text = "水" + "".join(random.choices(signs, k=random.randrange(1, 200)))
        page = clean_page(Page("page.txt", text, identity(text)))
        articles = split_articles(page)
        kept = sorted(o for a in articles for o, c in zip(a.offsets, a.text, strict=True) if not c.isspace())
        assert kept == sorted(set(kept))
        everything = sum(not c.isspace() for c in text)
        assert everything - len(kept) <= page.dropped["page furniture"]


@pytest.mark.parametrize(
    "text",
    [
        "县应急管理局落实部署。 在全县" * 70_000,
        "县应急管理局" * 160_000,
        " 县" * 300_000,
        "（记者" * 300_000,
        "“县里" * 300_000,
        "县里\n" * 100_000,
        "县" + " " * 1_000_000 + "里",
        "\n" * 1_000_000 + "县",
        "阿·" * 400_000,
        "（记者 王强）" * 100_000,
    ],
)
def test_a_million_characters_of_anything_are_fast(text: str) -> None:
    start = time.process_time()
    split_articles(clean_page(Page("page.txt", text, identity(text))))
    assert time.process_time() - start < 10
