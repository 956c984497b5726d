"""Training text: labels stay on their characters, and sentences of a test set teach nothing."""

import random
import unicodedata

import pytest

from kg.train import corpora
from kg.train.augment import MISREAD, augment, names_by_type, swap_names
from kg.train.corpora import Sample, bioes, spans_of
from kg.train.relocate import relocate

LOOK_ALIKE = {c: group[0] for group in MISREAD for c in group}
TEXT = "昨日，“河畔安居”工程在青溪县开工；阿依古丽·买买提（县委书记）出席。"
NAMES = [(3, 9, "PROJECT"), (12, 15, "PLACE"), (18, 26, "PERSON")]
SAMPLE = Sample(TEXT, {"kg": bioes(len(TEXT), NAMES)})


def names(sample):
    return [(sample.text[s:e], label) for s, e, label in spans_of(sample.labels["kg"])]


def fold(text):
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return "".join("·" if c in "•‧・." else LOOK_ALIKE.get(c, c) for c in plain if c not in '“”"「」')


@pytest.mark.parametrize("seed", range(60))
def test_noise_leaves_names_whole(seed):
    noisy = augment(SAMPLE, random.Random(seed))
    assert len(noisy.text) == len(noisy.labels["kg"])
    assert [(fold(text), label) for text, label in names(noisy)] == [(fold(text), label) for text, label in names(SAMPLE)]


def test_noise_changes_the_page():
    assert len({augment(SAMPLE, random.Random(seed)).text for seed in range(60)}) >= 5


@pytest.mark.parametrize("seed", range(20))
def test_swapped_names_are_of_the_same_type(seed):
    other = Sample("黑水乡的王芳", {"kg": bioes(6, [(0, 3, "PLACE"), (4, 6, "PERSON")])})
    known = names_by_type([SAMPLE, other], "kg")
    swapped = swap_names(SAMPLE, "kg", known, 0.5, random.Random(seed))
    assert [label for _, label in names(swapped)] == [label for *_, label in NAMES]
    assert all(text in known[label] for text, label in names(swapped))


def bio(path, *sentences):
    path.write_text("".join("".join(f"{c} O\n" for c in s) + "\n" for s in sentences), encoding="utf-8")
    return path


def test_sentences_of_a_test_set_are_left_out(tmp_path):
    tested = "省气象台昨天傍晚发布了今年第一个寒潮蓝色预警信号"
    grams = corpora.held_out_grams([bio(tmp_path / "some_test.bio", tested)])
    train = bio(tmp_path / "train.txt", "又讯：" + tested + "。", "市民纷纷添衣。")
    assert [s.text for s in corpora.msra(train, grams)] == ["市民纷纷添衣。"]


def test_pieces_hold_all_text_and_end_with_sentences():
    text = "甲说了一句话。乙也说了一句话。" * 20
    pieces = corpora.cut(Sample(text, {"kg": ["O"] * len(text)}), 50)
    assert "".join(p.text for p in pieces) == text
    assert all(len(p.text) <= 50 and p.text.endswith("。") for p in pieces)


def test_surname_and_given_name_are_one_word(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("李/nr 明华/nr 于/p １９９８年/t 到/v 青溪县/ns\n", encoding="utf-8")
    assert list(corpora.read_words(path)) == [[("李明华", "nr"), ("于", "p"), ("１９９８年", "t"), ("到", "v"), ("青溪县", "ns")]]


def test_articles_move_to_another_place():
    text = "木垒县应急管理局与英格堡乡、木垒县城管局在木垒县集合，王木垒到场。"
    spans = [(0, 8, "ORG"), (9, 13, "PLACE"), (14, 20, "ORG"), (21, 24, "PLACE"), (27, 30, "PERSON")]
    sample = Sample(text, {"kg": bioes(len(text), spans)})
    for seed in range(10):
        (body, _), (town, _), (other, _), (county, _), (person, _) = names(relocate(sample, "kg", random.Random(seed)))
        assert body.endswith("县应急管理局")
        assert town.endswith("乡")
        assert person == "王木垒"
        assert body.removesuffix("应急管理局") == other.removesuffix("城管局") == county
    assert {relocate(sample, "kg", random.Random(seed)).text for seed in range(5)} != {text}
