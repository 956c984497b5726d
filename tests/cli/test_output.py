"""Pieces of the CLI's printing."""

import pytest

from kg.cli.output import excerpt, safe


def test_an_excerpt_holds_the_words_and_begins_with_a_clause() -> None:
    sentence = "天" * 80 + "。”会上，" + "州长阿苏木呷与董事长周启明见证签约，" + "地" * 80 + "。"
    cut = excerpt(sentence, ["周启明", "州长"], 60)
    assert cut.startswith("…会上，州长阿苏木呷与董事长周启明见证签约，地地")
    assert cut.endswith("地…")
    assert len(cut) <= 62


@pytest.mark.parametrize("words", [[], ["没有"], [""], ["天" * 500]])
def test_an_excerpt_without_the_words_is_the_beginning(words: list[str]) -> None:
    assert excerpt("天地" * 100, words, 50) == "天地" * 25 + "…"
    assert excerpt("短句", words, 50) == "短句"


def test_safe_is_one_line_without_control_characters() -> None:
    assert safe(" a\tb\nc\x1b[31m\u202ed\ud800 ") == "a b c[31md"
    assert safe("a\nb", lines=True) == "a\nb"
