"""Characters as they should be: invisible ones gone, full-width Latin made narrow, compatibility forms resolved."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter

from kg.read.text import HAN, edit

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x1c-\x1e\x85\u2028]|\x0c|\u2029")
_NARROW = "０-９Ａ-Ｚａ-ｚ％＋－／＝＠＆＃＄＊＜＞＾＿｀｛｜｝＼"
_COMPATIBLE = (
    "\u2f00-\u2fd5\u2e9f\u2ef3\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06\u3300-\u33ff\uff61-\uff9f\ufe10-\ufe19\ufe30-\ufe6b\U0001d400-\U0001d7ff"
)
_RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺕⺠⺫⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "厂几小兀彐民目竹虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_PUNCTUATION = dict(zip("﹐﹑﹒﹔﹕﹖﹗︐︑︒︓︔︕︖﹙﹚︵︶﹛﹜〝〞", "，、。；：？！，、。：；！？（）（）｛｝“”", strict=True))
_FORMS = re.compile(f"[{_NARROW}{_COMPATIBLE}{''.join(_RADICALS)}{''.join(_PUNCTUATION)}]")
_DOT_SPACED = re.compile(rf"(?<=[{HAN}])[ \t\u3000]?[•‧・･∙⋅᛫·][ \t\u3000]?(?=[{HAN}])")


def mend_characters(text: str, offsets: array[int], dropped: Counter[str]) -> tuple[str, array[int]]:
    """Line ends as \\n, no invisible characters (counted in `dropped`), one form for each letter, digit and middle dot."""
    text, offsets = edit(text, offsets, ((m.start(), m.end(), _line_end(m[0])) for m in _LINE_ENDS.finditer(text)))
    gone = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    if gone:
        dropped["invisible characters"] += len(gone)
        text, offsets = edit(text, offsets, gone)
    text, offsets = edit(text, offsets, ((m.start(), m.end(), _form(m[0])) for m in _FORMS.finditer(text)))
    return edit(text, offsets, ((m.start(), m.end(), "·") for m in _DOT_SPACED.finditer(text) if m[0] != "·"))


def _line_end(mark: str) -> str:
    return "\n\n" if mark in "\x0c\u2029" else "\n"


def _form(char: str) -> str:
    return _RADICALS.get(char) or _PUNCTUATION.get(char) or unicodedata.normalize("NFKC", char)
