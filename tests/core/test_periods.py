"""Budget periods tile time: every day lies in exactly one of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.periods import (
    InvalidPeriodKeyError,
    InvalidSchemeError,
    PeriodScheme,
)

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1))
SCHEMES = st.one_of(
    st.integers(1, 28).map(lambda day: PeriodScheme(start_day=day)),
    DAYS.map(lambda day: PeriodScheme(payday=day)),
)


@given(SCHEMES, DAYS)
def test_every_day_lies_in_one_period_and_the_next_begins_where_it_ends(
    scheme: PeriodScheme, day: dt.date
) -> None:
    period = scheme.containing(day)

    assert period.first_day <= day < period.end
    assert scheme.shifted(period, 1).first_day == period.end
    assert scheme.shifted(period, -1).end == period.first_day
    assert scheme.containing(period.first_day) == scheme.containing(period.last_day) == period


@given(SCHEMES, DAYS, st.integers(-30, 30))
def test_steps_add_up_and_lead_back(scheme: PeriodScheme, day: dt.date, steps: int) -> None:
    period = scheme.containing(day)
    there = scheme.shifted(period, steps)

    assert scheme.shifted(there, -steps) == period
    assert len(scheme.between(min(period, there), max(period, there))) == abs(steps) + 1


@given(SCHEMES, DAYS)
def test_a_key_and_a_scheme_can_be_written_and_read(scheme: PeriodScheme, day: dt.date) -> None:
    period = scheme.containing(day)

    assert scheme.of_key(period.key) == period
    assert PeriodScheme.parse(str(scheme)) == scheme


def test_months_are_keyed_by_the_month_that_they_begin_in() -> None:
    scheme = PeriodScheme(start_day=25)
    period = scheme.containing(dt.date(2026, 3, 1))

    assert (period.key, period.first_day, period.last_day) == (
        "2026-02",
        dt.date(2026, 2, 25),
        dt.date(2026, 3, 24),
    )
    assert period.name == "Feb 25 – Mar 24, 2026"
    assert PeriodScheme().containing(dt.date(2026, 3, 1)).name == "March 2026"


def test_two_weeks_begin_on_the_payday_and_are_keyed_by_it() -> None:
    scheme = PeriodScheme.parse("biweekly:2026-01-09")

    assert scheme.containing(dt.date(2026, 1, 8)).key == "2025-12-26"
    assert scheme.around("2026-02").key == "2026-01-23"
    assert scheme.shifted(scheme.of_key("2025-12-26"), 1).key == "2026-01-09"
    with pytest.raises(InvalidPeriodKeyError, match="2026-01-09"):
        scheme.of_key("2026-01-10")


@pytest.mark.parametrize("text", ["banana", "2026-13", "2026-00", "", "0000-01", "2026-02-30", "9999-01", "2026-1", "٢٠٢٦-٠١"])  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    for scheme in (PeriodScheme(), PeriodScheme(payday=dt.date(2026, 1, 9))):
        assert not scheme.has_key(text)
        with pytest.raises(InvalidPeriodKeyError):
            scheme.around(text)


@pytest.mark.parametrize("text", ["", "week", "month:0", "month:29", "month:x", "biweekly", "biweekly:2026-02-30"])  # fmt: skip
def test_what_is_no_scheme_is_refused(text: str) -> None:
    with pytest.raises(InvalidSchemeError):
        PeriodScheme.parse(text)
