"""Bytes to text: byte order marks, strict UTF-8 first, then charset-normalizer among the encodings of Chinese."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from kg.read.text import has_chinese

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "utf_16_le", "utf_16_be", "big5hkscs"]
_SAMPLE = 1 << 16
_BROKEN = 0.02
_BROKEN_UTF8 = 0.1
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMON = re.compile("[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会年月日市县省区，。、：；！？“”（）《》\n]")


def decode(data: bytes, dropped: Counter[str]) -> tuple[str, str] | None:
    """The text and the name of its encoding, or None if no encoding fits.

    A few broken bytes are left out and counted in `dropped`.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data, name, dropped)
    try:
        text = data.decode("utf-8")
        if text.count("\0") <= len(text) // 1000:
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    guess = _detect(data)
    return _lenient(data, guess, dropped) if guess else None


def is_binary(data: bytes) -> bool:
    """Whether bytes that are no UTF-16 look like anything but text."""
    sample = data[:_SAMPLE]
    if sample.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    nulls = sample.count(0)
    if nulls and _wide(sample):
        return False
    text = sample.decode("latin-1")
    return nulls > len(sample) / 1000 or len(_CONTROL.findall(text)) > len(sample) / 50


def _wide(sample: bytes) -> str | None:
    """The UTF-16 that these bytes are, if common Chinese characters and signs come out of it."""
    shares = {name: _common_share(sample[: len(sample) & ~1], name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > max(1 / 12, _common_share(sample, "gb18030")) else None


def _common_share(sample: bytes, name: str) -> float:
    """The share of common Chinese characters and signs in bytes read as an encoding."""
    text = sample.decode(name, "ignore")
    return len(_COMMON.findall(text)) / len(text) if text and "\0" not in text else 0.0


def _detect(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    wide = _wide(sample)
    if wide:
        return wide
    if _broken_share(sample, "utf-8") < _BROKEN_UTF8 and has_chinese(sample.decode("utf-8", "ignore")):
        return "utf-8"
    best = from_bytes(sample[:8192], cp_isolation=_CANDIDATES).best()
    names = ["gb18030", "big5hkscs", *([best.encoding] if best else [])]
    fitting = [n for n in names if _broken_share(sample, n) < _BROKEN]
    return max(fitting, key=lambda n: _common_share(sample, n), default=None)


def _broken_share(sample: bytes, name: str) -> float:
    text = sample.decode(name, "replace")
    return (text.count("\ufffd") - 1) / max(1, len(text))


def _lenient(data: bytes, name: str, dropped: Counter[str]) -> tuple[str, str] | None:
    text = data.decode(name, "replace")
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * (_BROKEN_UTF8 if name == "utf-8" else _BROKEN)):
        return None
    if broken:
        dropped["broken bytes"] += broken
        text = text.replace("\ufffd", "")
    return text.removeprefix("\ufeff"), name
