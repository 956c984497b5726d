"""Sums of money as Chinese papers print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.relate import find_amounts, yuan


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("三千二百万元", 32_000_000),
        ("1.98亿元", 198_000_000),
        ("500余万元", 5_000_000),
        ("3,600元", 3_600),
        ("两百万", 2_000_000),
        ("十二亿元", 1_200_000_000),
        ("人民币20万元", 200_000),
    ],
)
def test_value_in_yuan(printed: str, value: int) -> None:
    assert yuan(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["12亿美元", "图书1500册", "", "百", "若干万元"])
def test_no_value_for_other_currencies_and_things(printed: str) -> None:
    assert yuan(printed) is None


def test_sums_are_found_as_printed() -> None:
    assert find_amounts("总投资9.6亿元，其中三千二百万元自筹，占地40亩。") == ["9.6亿元", "三千二百万元"]
