"""Dates as ISO 8601: in file names, mastheads and page headers."""

from __future__ import annotations

import datetime
import re

_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./年]?(\d{1,2})[-_./月]?(\d{1,2})(?!\d)")
_TIGHT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CHINESE = re.compile(
    r"([12一二][\d〇○ＯO零一二三四五六七八九]{3})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月\s*(?:([\d一二三四五六七八九十]{1,3})\s*日?)?"
)
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_DIGITS = {c: str(n) for n, cs in enumerate(("〇○ＯO零", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in cs}


def iso(year: int | str, month: int | str, day: int | str) -> str | None:
    """A calendar date as ISO 8601, or None if there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def date_in_path(doc: str) -> str | None:
    """The date that a file's name or its folders tell: 2025-07-09, 20250709, 2025/07/09."""
    for pattern in (_TIGHT, _PATH):
        for match in reversed(list(pattern.finditer(doc))):
            date = iso(*match.groups())
            if date:
                return date
    return None


def year_in_path(doc: str) -> int | None:
    """The year that a file's name or its folders tell."""
    found = _YEAR.findall(doc)
    return int(found[-1]) if found else None


def printed_date(text: str) -> str | None:
    """The first full date printed in a text; a day that stands apart from its month (big figure of a masthead) counts."""
    for match in _CHINESE.finditer(text):
        year, month = _number(match[1], plain=True), _number(match[2])
        day = _number(match[3]) if match[3] else _lone_day(text[match.end() :])
        date = iso(year, month, day) if day else None
        if date:
            return date
    dashed = _DASHED.search(text)
    return iso(*dashed.groups()) if dashed else None


def dateline(lead: str, year: int) -> str | None:
    """The date of 本报7月1日讯 in a known year."""
    match = _MONTH_DAY.search(lead)
    return iso(year, match[1], match[2]) if match else None


def _lone_day(rest: str) -> int | None:
    match = re.search(r"^\s*(\d{1,2})\s*(?:$|\n|日|星期)", rest)
    return int(match[1]) if match else None


def _number(text: str, plain: bool = False) -> int:
    """Digits or Chinese figures below a hundred; `plain` reads figure by figure, as years are written."""
    if "十" in text and not plain:
        tens, _, ones = text.partition("十")
        return int(_DIGITS.get(tens, "1") if tens else 1) * 10 + int(_DIGITS.get(ones, "0") if ones else 0)
    digits = "".join(_DIGITS.get(c, c) for c in text)
    return int(digits) if digits.isascii() and digits.isdigit() else 0
