"""The exchange's calendar, against what it published for 2024 to 2027."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.market_hours import (
    EASTERN,
    early_closes,
    holidays,
    is_open,
    next_session,
    session_on,
)

CLOSED = {
    2021: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
    2022: "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
    2023: "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
    2024: "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
    2025: "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
    2026: "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
    2027: "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
}
EARLY = {
    2021: "11-26",
    2022: "11-25",
    2023: "07-03 11-24",
    2024: "07-03 11-29 12-24",
    2025: "07-03 11-28 12-24",
    2026: "11-27 12-24",
    2027: "11-26",
}
MOMENTS = st.integers(946_684_800, 4_102_444_800).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)


def days(year: int, text: str) -> set[dt.date]:
    return {dt.date.fromisoformat(f"{year}-{day}") for day in text.split()}


@pytest.mark.parametrize(("year", "text"), CLOSED.items())
def test_the_holidays_of_a_year(year: int, text: str) -> None:
    assert holidays(year) == days(year, text)


@pytest.mark.parametrize(("year", "text"), EARLY.items())
def test_the_short_days_of_a_year(year: int, text: str) -> None:
    assert early_closes(year) == days(year, text)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-06-16T13:29:59", False),  # Eastern daylight time: opens at 13:30 UTC
        ("2025-06-16T13:30:00", True),
        ("2025-06-16T19:59:59", True),
        ("2025-06-16T20:00:00", False),
        ("2025-01-13T14:29:59", False),  # standard time: opens at 14:30 UTC
        ("2025-01-13T14:30:00", True),
        ("2025-01-13T20:59:59", True),
        ("2025-01-13T21:00:00", False),
        ("2025-06-14T15:00:00", False),  # a Saturday
        ("2025-04-18T15:00:00", False),  # Good Friday
        ("2025-11-28T17:59:59", True),  # the day after Thanksgiving ends at 13:00
        ("2025-11-28T18:00:00", False),
        ("2025-03-10T13:30:00", True),  # the Monday after clocks went forward
        ("2025-11-03T13:30:00", False),  # the Monday after they went back
    ],
)
def test_trading_at_a_moment(moment: str, expected: bool) -> None:
    assert is_open(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)) is expected


def test_the_next_trading_after_a_long_weekend() -> None:
    friday_evening = dt.datetime(2025, 8, 29, 17, 0, tzinfo=EASTERN)

    opens = next_session(friday_evening).opens

    assert opens == dt.datetime(2025, 9, 2, 9, 30, tzinfo=EASTERN)  # Monday is Labor Day


@given(MOMENTS)
def test_the_next_trading_is_the_one_that_goes_on_or_comes(at: dt.datetime) -> None:
    session = next_session(at)

    assert at < session.closes
    assert is_open(at) == (session.opens <= at)
    assert is_open(session.opens)
    assert not is_open(session.closes)
    between = at.astimezone(EASTERN).date() + dt.timedelta(days=1)
    while between < session.opens.date():
        assert session_on(between) is None
        between += dt.timedelta(days=1)


@given(st.integers(1971, 2200))
def test_every_year_has_its_holidays_all_on_working_days(year: int) -> None:
    announced = {dt.date(2018, 12, 5), dt.date(2025, 1, 9)}
    found = holidays(year) - announced
    every = 9 + (year >= 2022)

    assert len(found) == every - (dt.date(year, 1, 1).weekday() == 5)
    assert all(day.weekday() < 5 and day.year == year for day in found)
    assert not found & early_closes(year)
