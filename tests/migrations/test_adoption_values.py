"""One old value, read exactly or refused with a reason."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.money import MAX_CENTS
from backend.migrations.adoption import values as v


@given(st.integers(-MAX_CENTS, MAX_CENTS))
def test_every_cent_that_was_kept_as_a_float_comes_back(cents: int) -> None:
    assert v.cents(cents / 100) == cents


@given(st.lists(st.integers(-10_000_00, 10_000_00), min_size=2, max_size=20))
def test_the_dust_of_added_floats_is_brushed_off(amounts: list[int]) -> None:
    assert v.cents(sum(cents / 100 for cents in amounts)) == sum(amounts)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_an_exact_number_means_the_same_float(number: float) -> None:
    text = v.exact(number)

    assert "e" not in text.lower()
    assert float(text) == number


@pytest.mark.parametrize(
    ("stored", "cents"),
    [
        (1.005, 101),
        (-1.005, -101),
        (2.675, 268),
        (0.1 + 0.2, 30),
        (-0.0, 0),
        (7, 700),
        ("3.1", 310),
    ],
)
def test_half_a_cent_goes_away_from_zero(stored: object, cents: int) -> None:
    assert v.cents(stored) == cents


@pytest.mark.parametrize("stored", [math.inf, -math.inf, math.nan, "NaN", "x", "", b"1", 1e11])
def test_what_is_no_amount_is_refused(stored: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        v.cents(stored)


@pytest.mark.parametrize(
    ("read", "stored", "expected"),
    [
        (v.exact, 0.1, "0.1"),
        (v.exact, 1e-9, "0.000000001"),
        (v.exact, 12, "12"),
        (v.share, 12, 1.0),
        (v.share, 0.5, 0.5),
        (v.whole, 3.0, 3),
        (v.flag, None or 0, 0),
        (v.flag, 2, 1),
        (v.text, 76, "76"),
        (v.day, "2024-02-29", "2024-02-29"),
        (v.day, "2024-02-29T10:00", "2024-02-29"),
        (v.moment, "2024-02-29", "2024-02-29 00:00:00.000000"),
        (v.moment, "2024-02-29T10:00:00+02:00", "2024-02-29 08:00:00.000000"),
        (v.month, "2024-12", "2024-12"),
    ],
)
def test_what_can_be_read(read: Callable[[Any], object], stored: object, expected: object) -> None:
    assert read(stored) == expected


@pytest.mark.parametrize(
    ("read", "stored"),
    [
        (v.share, -0.1),
        (v.whole, 1.5),
        (v.whole, 1e30),
        (v.day, "2024-02-30"),
        (v.day, "20240230"),
        (v.moment, "soon"),
        (v.month, "banana"),
        (v.month, "2024-13"),
        (v.text, b"raw"),
    ],
)
def test_what_can_not_be_read(read: Callable[[Any], object], stored: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(stored)


def test_a_decimal_keeps_its_digits() -> None:
    assert v.decimal(0.1) == Decimal("0.1")
