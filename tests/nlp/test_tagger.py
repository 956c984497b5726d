"""The built-in name model: the best path, the three readings, and the same result in any company."""

import dataclasses
import itertools

import numpy as np
import pytest
import spacy

from kg.nlp.decoder import Decoder
from kg.nlp.doc import register_extensions
from kg.nlp.model import load_model
from kg.nlp.readings import READINGS
from kg.nlp.tagger import NameTagger

LABELS = ["O", "B-A", "I-A", "E-A", "S-A", "B-B", "I-B", "E-B", "S-B"]
TEXT = "木垒县县长李强昨日到天山水泥有限公司调研。" * 3


def is_legal(labels):
    """Whether BIOES labels spell whole names."""
    inside = ""
    for label in labels:
        if inside != (label[2:] if label[0] in "IE" else ""):
            return False
        inside = label[2:] if label[0] in "BI" else ""
    return not inside


@pytest.mark.parametrize("seed", range(20))
def test_best_legal_path(seed):
    texts = [np.random.default_rng(seed).normal(size=(length, len(LABELS))).astype(np.float32) for length in (4, 1, 3)]
    for scores, path in zip(texts, Decoder(LABELS).paths(texts), strict=True):
        legal = [p for p in itertools.product(range(len(LABELS)), repeat=len(scores)) if is_legal([LABELS[i] for i in p])]
        assert tuple(path) == max(legal, key=lambda p: sum(scores[t, i] for t, i in enumerate(p)))


def read(tagger, text):
    register_extensions()
    return tagger(spacy.blank("zh")(text))._.candidates


@pytest.mark.parametrize("reading", READINGS)
def test_every_reading_finds_names(reading):
    found = {(TEXT[c.start : c.end], c.label) for c in read(NameTagger(load_model(), "kg", reading), TEXT)}
    assert {("木垒县", "PLACE"), ("李强", "PERSON"), ("天山水泥有限公司", "ORG")} <= found


def test_cascade_lies_between():
    model, texts = load_model(), [TEXT, "乌兰图雅在索玛绿能说，额尔登别克也来了。", "今天下雨。"]
    trusting, doubting = (NameTagger(dataclasses.replace(model, sure=sure), "kg", "cascade") for sure in (0.0, 1.1))
    for text in texts:
        assert read(trusting, text) == read(NameTagger(model, "kg", "fast"), text)
        assert read(doubting, text) == read(NameTagger(model, "kg", "accurate"), text)


def test_same_with_any_number_of_threads():
    register_extensions()
    nlp, texts = spacy.blank("zh"), [TEXT, "", "全州。", TEXT * 40, " \n ", "王建国来了。"] * 3
    one, four = (NameTagger(load_model(), "kg", "cascade", threads=n) for n in (1, 4))
    alone = [one(nlp(text))._.candidates for text in texts]
    assert [d._.candidates for d in four.pipe(map(nlp, texts), batch_size=2)] == alone
