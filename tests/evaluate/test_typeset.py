"""Sample pages: written the same each time, and true to their annotations in spite of all faults."""

from __future__ import annotations

import json
import random
import re

import pytest

from kg.errors import InputError
from kg.evaluate.annotated import read_annotated
from kg.evaluate.layout import Style, print_articles, set_columns
from kg.evaluate.score import fold
from kg.evaluate.typeset import PAGES, main, typeset
from tests.evaluate.samples import SEEDS, article


def files(folder, pattern="*"):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob(pattern) if p.is_file()}


def plain(sheet):
    """A page's text without blanks, tags and faults of form."""
    return fold(re.sub(r"<[^>]*>|^[#*]+ ?|\*$", "", (SEEDS / "pages" / sheet.path).read_bytes().decode(sheet.encoding), flags=re.M))


def test_the_committed_pages_and_gold_are_what_the_program_writes(tmp_path):
    assert main([str(SEEDS / "annotated"), str(tmp_path / "pages"), str(tmp_path / "gold")]) == 0
    assert files(tmp_path / "pages") == files(SEEDS / "pages")
    assert files(tmp_path / "gold") == files(SEEDS / "gold", "[0-9]*.json")


def test_each_gold_document_belongs_to_one_page():
    pages = [s.path for s in PAGES.values()]
    for gold in files(SEEDS / "gold", "[0-9]*.json"):
        assert len([p for p in pages if gold.removesuffix(".json") in p]) == 1


@pytest.mark.parametrize("sheet", PAGES.values(), ids=PAGES)
def test_every_name_headline_and_author_of_the_gold_stands_on_its_page(sheet):
    gold = json.loads((SEEDS / "gold" / f"{sheet.doc}.json").read_text(encoding="utf-8"))
    text = plain(sheet)
    for found in gold["articles"]:
        assert fold(found["title"]) in text
        surfaces = {s for e in found["entities"] for s in e["surfaces"] + e["anaphors"] + e["soft_surfaces"]}
        assert [s for s in surfaces if fold(s) not in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_at_most_three_characters_of_a_page_are_misread(name):
    sheet, wrong = PAGES[name], 0
    text = plain(sheet)
    for found in read_annotated(SEEDS / "annotated" / f"{name}.txt"):
        for line in map(fold, found.text.split("\n")):
            if line not in text:
                wrong += sum(line[at : at + 9] not in text for at in range(0, len(line), 9))
    assert wrong <= 3
    assert wrong == 0 or sheet.style.slips


def test_slips_spare_names_headlines_authors_and_what_relations_quote():
    text = "# 昨日投入\n> 未已 [未已|p1]\n[未来公司|o1]昨日把[《已未办法》|y1]投入使用。\n--\nCOOPERATES_WITH o1 o1 what=投入使用"
    for seed in range(20):
        (blocks,) = print_articles([article(text)], Style(slips=9), random.Random(seed))
        assert [b.text for b in blocks] == ["昨日投入", "未已 未已", "未来公司昨曰把《已未办法》投入使用。"]


def test_columns_have_one_width_and_lose_nothing():
    text = "　　" + "".join(f"第{n}次会议（共1200人）研究“防汛”、抗旱。" for n in range(9))
    (blocks,) = print_articles([article(text)], Style(wrap=20), random.Random(1))
    lines = set_columns(blocks, Style(wrap=20), random.Random(1)).split("\n")
    assert "".join(lines) == text.strip()
    widths = [len(x) - 0.5 * len(re.findall(r"[!-~]", x)) for x in lines[:-1]]
    assert max(widths) <= 22
    assert min(widths) >= 17
    assert not [x for x in lines if x[0] in "，。、”）" or x[-1] in "“（"]


def test_a_page_without_a_sheet_is_told(tmp_path):
    with pytest.raises(InputError, match="no annotated pages"):
        typeset(tmp_path, tmp_path / "pages", tmp_path / "gold")
    (tmp_path / "99.txt").write_text("@ 99-1\nkind: news\n\n话", encoding="utf-8")
    with pytest.raises(InputError, match=r"99\.txt: no sheet"):
        typeset(tmp_path, tmp_path / "pages", tmp_path / "gold")
