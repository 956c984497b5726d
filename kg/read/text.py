"""Text that knows where each of its characters came from, and the character classes that reading needs."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

HAN = "々〇\u3400-\u4dbf\u4e00-\u4e27\u4e29-\u9fff\uf900-\ufaff\U00020000-\U000323af"
CLOSERS = "”’\"'）)】」』》〉"
_FINAL = re.compile(rf"(?:[。！？!?…；;][{CLOSERS}]*|—[”’』」]+)(?:\s?[（(][^（）()]{{1,36}}[）)])?$")
BLANK = re.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_HAN = re.compile(f"[{HAN}]")


class Builder:
    """Puts a text together from pieces of another, keeping for each character where it came from."""

    def __init__(self, text: str, offsets: array[int]) -> None:
        self.text, self.offsets = text, offsets
        self._parts: list[str] = []
        self._where: array[int] = array("q")

    def keep(self, start: int, end: int) -> None:
        """Take over `text[start:end]`."""
        if start < end:
            self._parts.append(self.text[start:end])
            self._where += self.offsets[start:end]

    def put(self, new: str, at: int) -> None:
        """Add characters of our own, which stand for the character at `at`."""
        if new:
            where = self.offsets[min(max(at, 0), len(self.offsets) - 1)] if self.offsets else 0
            self._parts.append(new)
            self._where.extend([where] * len(new))

    def done(self) -> tuple[str, array[int]]:
        """The text and its offsets."""
        return "".join(self._parts), self._where


def edit(text: str, offsets: array[int], edits: Iterable[tuple[int, int, str]]) -> tuple[str, array[int]]:
    """Replace `text[start:end]` by `new` for each (start, end, new), in order and without overlaps."""
    builder, at = Builder(text, offsets), 0
    for start, end, new in edits:
        builder.keep(at, start)
        builder.put(new, start)
        at = end
    if at == 0:
        return text, offsets
    builder.keep(at, len(text))
    return builder.done()


def identity(text: str) -> array[int]:
    """Offsets of a text that is still as it was read."""
    return array("q", range(len(text)))


def width(line: str) -> float:
    """Printed width in full-width characters; ASCII counts half."""
    return len(line) - 0.5 * len(line.encode("ascii", "ignore"))


def is_finished(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_FINAL.search(line[-48:]))


def has_chinese(text: str) -> bool:
    """Whether there is any Chinese character."""
    return bool(_HAN.search(text))
