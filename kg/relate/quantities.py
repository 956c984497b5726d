"""Amounts of money in text, and their value in yuan (numerals by cn2an)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import cn2an

_NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
_CURRENCY = r"(?:人民币|美元|港元|港币|欧元|日元|英镑|澳元|元|块)"
MONEY = rf"(?:{_NUMBER}(?:余|多)?(?:[十百千万亿]*)(?:余|多)?{_CURRENCY}|{_NUMBER}(?:余|多)?[万亿][万亿]?(?=[，。；、）)的]|$|用于|给|捐))"
"""A sum as printed: 9.6亿元, 三千二百万元, 500余万元."""

_COUNT = r"(?:\d[\d,.]*|[一两二三四五六七八九十百千]+)"
GOODS = (
    rf"(?:[^，。；、ⓅⓄⓁⒿⓎⓉ]{{1,12}}?{_COUNT}(?:余|多)?万?"
    r"(?:公斤|平方米|立方米|[册套台件箱吨份辆斤只个批部盒张袋瓶双头亩株棵床架支幅顶座把桶瓶艘粒]))"
)
"""Things given, with their number: 图书1500册."""

_FIND = re.compile(MONEY)
_PARTS = re.compile(rf"({_NUMBER})(?:余|多)?([十百千万亿]*)(?:余|多)?({_CURRENCY})?")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def find_amounts(text: str) -> list[str]:
    """The sums of money in the text, as printed."""
    return [m[0] for m in _FIND.finditer(text)]


def yuan(amount: str) -> Decimal | None:
    """The value of a printed sum in yuan; None for other currencies and for what is no sum.

    >>> yuan("三千二百万元"), yuan("1.98亿元")
    (Decimal('32000000'), Decimal('198000000.00'))
    """
    match = _PARTS.search(amount.replace("人民币", "", 1) if amount.startswith("人民币") else amount)
    if not match or match[3] not in (None, "元", "块", "人民币") or not (match[3] or set(match[2]) & {"万", "亿"}):
        return None
    number = _decimal(match[1])
    for unit in match[2]:
        number = number * _UNITS[unit] if number is not None else None
    return number


def _decimal(numeral: str) -> Decimal | None:
    try:
        return Decimal(numeral.replace(",", "").replace("，", ""))
    except InvalidOperation:
        pass
    try:
        return Decimal(cn2an.cn2an(numeral, "smart"))
    except ValueError:
        return None
