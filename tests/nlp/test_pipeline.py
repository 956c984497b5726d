"""`load_pipeline`: names right to the character, any model, clear errors."""

from __future__ import annotations

import pytest
import spacy
from spacy import displacy

from kg.errors import ModelError, SettingsError
from kg.nlp.candidates import Candidate
from kg.nlp.names import NameChooser
from kg.ontology import ENTITY_TYPES
from kg.pipeline import STAGES, load_pipeline

PLAIN = "昌吉州应急管理局局长张伟到木垒县检查工作。"


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline(home="昌吉州", threads=1)


def names(doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in doc.ents]


def test_plain_sentence(nlp):
    doc = nlp(PLAIN)
    assert names(doc) == [("昌吉州应急管理局", "ORG"), ("张伟", "PERSON"), ("木垒县", "PLACE")]
    assert [s.text for s in doc.spans["titles"]] == ["局长"]
    assert [e.kb_id_ for e in doc.ents] == ["ORG/6523/应急管理局", "PERSON/张伟", "PLACE/652328"]
    assert {r.type for r in doc._.relations} >= {"HOLDS_POST"}


def test_text_is_untouched(nlp):
    for text in ("", " ", "\n\n", "昌吉州\n\n  木垒县 \t检查　。", "ABC 123\u00a0昌吉州🎉", PLAIN * 30):
        assert nlp(text).text == text


def test_tokens_give_way_to_names(nlp):
    """Wherever a name begins and ends, tokens are split there and nowhere lost."""
    text = "研究生命科学的人说北京大学生活动中心张伟很好"
    for start in range(len(text) - 2):
        doc = nlp.make_doc(text)
        doc._.candidates = [Candidate(start, start + 3, "ORG", "rule"), Candidate(start, start + 2, "PERSON", "ner")]
        doc = NameChooser()(doc)
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [(start, start + 3, "ORG")]
        assert "".join(t.text_with_ws for t in doc) == text


def test_labels_are_ours(nlp):
    assert {e.label_ for e in nlp(PLAIN + "《防洪条例》施行，全州落实“平安行动”项目。").ents} <= set(ENTITY_TYPES)


def test_paper_language(nlp):
    doc = nlp("我州落实自治区党委部署，全县行动。《新疆维吾尔自治区防洪条例》施行。")
    found = dict(names(doc))
    assert found["我州"] == "PLACE"
    assert found["自治区党委"] == "ORG"
    assert found["《新疆维吾尔自治区防洪条例》"] == "POLICY"
    keys = {e.text: e.kb_id_ for e in doc.ents}
    assert (keys["我州"], keys["自治区党委"]) == ("PLACE/6523", "ORG/party/65")


def test_same_in_any_company(nlp):
    """A text reads the same alone, in a batch of any size, after any other text."""
    texts = [PLAIN, "木垒县县长李强说。" * 30, "全州。", PLAIN + "王建国来了。", ""]
    alone = [nlp(t) for t in texts]
    for size in (1, 2, 64):
        for one, other in zip(alone, nlp.pipe(texts * 2, batch_size=size), strict=False):
            assert [(e.start_char, e.end_char, e.label_, e.kb_id_) for e in one.ents] == [
                (e.start_char, e.end_char, e.label_, e.kb_id_) for e in other.ents
            ]
            assert one._.sources == other._.sources
            assert one._.relations == other._.relations


def test_displacy_shows_a_page(nlp):
    html = displacy.render(nlp(PLAIN), style="ent", page=True, jupyter=False)
    assert "张伟" in html
    assert "PERSON" in html


def test_msra_scheme():
    doc = load_pipeline(scheme="msra", threads=1)(PLAIN)
    assert ("张伟", "PERSON") in names(doc)
    assert {e.label_ for e in doc.ents} <= {"PERSON", "ORG", "PLACE"}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """The folder of a small spaCy pipeline with labels of OntoNotes."""
    nlp = spacy.blank("zh")
    patterns = [("GPE", "木垒县"), ("PERSON", "张伟"), ("DATE", "今天"), ("ORG", "天山公司")]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": word} for label, word in patterns])
    folder = tmp_path_factory.mktemp("foreign") / "model"
    nlp.to_disk(folder)
    return folder


def test_another_pipeline_as_model(foreign):
    nlp = load_pipeline(str(foreign), home="昌吉州")
    doc = nlp("今天张伟在木垒县说，全州要落实“融合建站”机制，天山公司投产，该公司扩建。")
    assert names(doc) == [
        ("张伟", "PERSON"),
        ("木垒县", "PLACE"),
        ("全州", "PLACE"),
        ("“融合建站”机制", "PROJECT"),
        ("天山公司", "ORG"),
    ]
    assert [(s.text, s.kb_id_) for s in doc.spans["anaphors"]] == [("该公司", "ORG/天山")]
    assert "kg_tagger" not in nlp.pipe_names


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"model": "no_such_model"}, ModelError, "no_such_model.*--model"),
        ({"scheme": "ontonotes"}, SettingsError, "ontonotes.*kg, msra"),
        ({"home": "火星"}, SettingsError, "火星.*昌吉州"),
        ({"home": "9999"}, SettingsError, "9999"),
        ({"model": "no_such_model", "scheme": "msra"}, ModelError, "accurate, cascade, fast"),
    ],
)
def test_errors_name_what_is_allowed(arguments, error, words):
    with pytest.raises(error, match=words):
        load_pipeline(**arguments)


def test_pipeline_that_finds_no_names(tmp_path):
    spacy.blank("zh").to_disk(tmp_path / "empty")
    with pytest.raises(ModelError, match="finds names"):
        load_pipeline(str(tmp_path / "empty"))


def test_damaged_model(tmp_path):
    from kg.nlp.model import load_model
    from kg.nlp.segmenter import load_segmenter

    (tmp_path / "recurrent.onnx").write_bytes(b"x")
    (tmp_path / "names.json").write_text("{}")
    with pytest.raises(ModelError, match=rf"{tmp_path}.*recurrent.onnx.*reinstall"):
        load_model(tmp_path)
    with pytest.raises(ModelError, match=r"none.zip.*reinstall"):
        load_segmenter(tmp_path / "none.zip")


def test_every_stage_gets_what_it_needs():
    given = {"doc.text"}
    for stage in STAGES:
        assert set(stage.requires) <= given
        given |= set(stage.assigns)
    problems = load_pipeline(threads=1).analyze_pipes()["problems"]
    assert not any(problems.values()), problems
