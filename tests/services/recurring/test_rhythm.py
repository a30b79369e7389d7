"""On which days something is due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.models import Cadence
from backend.services.recurring.rhythm import Rhythm, Shift
from backend.services.recurring.standing import due_days, standing

days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1))
rhythms = st.builds(
    Rhythm.from_day,
    st.sampled_from(list(Cadence)),
    st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1)),
)


def _due(rhythm: Rhythm, start: str, end: str) -> list[str]:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return [day.isoformat() for day in due_days(rhythm, first, last)]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm(Cadence.MONTHLY, 31), ["2024-01-31", "2024-02-29", "2024-03-31"]),
        (Rhythm(Cadence.MONTHLY, 4, 0, Shift.AFTER), ["2024-01-04", "2024-02-05", "2024-03-04"]),
        (Rhythm(Cadence.MONTHLY, 4, 0, Shift.BEFORE), ["2024-01-04", "2024-02-02", "2024-03-04"]),
        (Rhythm(Cadence.QUARTERLY, 10, 1), ["2024-02-10"]),
        (Rhythm(Cadence.YEARLY, 29, 1), ["2024-02-29"]),
    ],
)
def test_due_days(rhythm: Rhythm, expected: list[str]) -> None:
    assert _due(rhythm, "2024-01-01", "2024-04-01") == expected


def test_twice_a_month_before_weekends() -> None:
    rhythm = Rhythm(Cadence.SEMIMONTHLY, 15, 31, Shift.BEFORE)
    assert _due(rhythm, "2025-06-01", "2025-09-01") == [
        "2025-06-13", "2025-06-30", "2025-07-15", "2025-07-31", "2025-08-15", "2025-08-29",
    ]  # fmt: skip


@given(rhythm=rhythms, day=days)
def test_the_nearest_slot_is_the_nearest(rhythm: Rhythm, day: dt.date) -> None:
    ordinal = day.toordinal()
    slot = rhythm.slot_of(ordinal)
    apart = abs(rhythm.due(slot) - ordinal)
    assert apart <= abs(rhythm.due(slot - 1) - ordinal)
    assert apart <= abs(rhythm.due(slot + 1) - ordinal)


@given(rhythm=rhythms, day=days)
def test_the_next_due_day_is_the_first_one_after(rhythm: Rhythm, day: dt.date) -> None:
    following = rhythm.next_after(day.toordinal())
    assert following > day.toordinal()
    assert rhythm.due(rhythm.slot_of(following)) == following
    assert rhythm.due(rhythm.slot_of(following) - 1) <= day.toordinal()


@given(rhythm=rhythms)
def test_a_rhythm_reads_as_it_was_written(rhythm: Rhythm) -> None:
    assert Rhythm.read(rhythm.written()) == rhythm


@given(cadence=st.sampled_from(list(Cadence)), day=days)
def test_a_day_that_a_person_named_is_due(cadence: Cadence, day: dt.date) -> None:
    rhythm = Rhythm.from_day(cadence, day)
    assert rhythm.due(rhythm.slot_of(day.toordinal())) == day.toordinal()


LAST = dt.date(2025, 5, 10)
MONTHLY = Rhythm(Cadence.MONTHLY, 10)


@pytest.mark.parametrize(
    ("today", "seen", "next_on", "late", "missed", "ended"),
    [
        ("2025-06-01", "2025-06-01", "2025-06-10", None, None, False),
        ("2025-06-13", "2025-06-13", "2025-06-10", None, None, False),
        ("2025-06-16", "2025-06-16", "2025-06-10", "2025-06-10", None, False),
        ("2025-06-30", "2025-06-30", "2025-07-10", None, "2025-06-10", False),
        ("2025-07-30", "2025-07-30", None, None, None, True),
        # No row of the account is known since May: nothing can be said to be late.
        ("2025-07-30", "2025-05-31", "2025-08-10", None, None, False),
        ("2027-01-01", "2025-05-31", None, None, None, True),
    ],
)
def test_what_is_late_depends_on_what_is_known(
    today: str, seen: str, next_on: str | None, late: str | None, missed: str | None, *, ended: bool
) -> None:
    stands = standing(
        MONTHLY,
        last_on=LAST,
        today=dt.date.fromisoformat(today),
        seen_until=dt.date.fromisoformat(seen),
    )
    assert stands.has_ended is ended
    assert [stands.next_on, stands.late_since, stands.missed_on] == [
        dt.date.fromisoformat(day) if day else None for day in (next_on, late, missed)
    ]


def test_the_owner_says_when_it_ends() -> None:
    stands = standing(
        MONTHLY, last_on=LAST, today=LAST, seen_until=LAST, ends_on=dt.date(2025, 6, 1)
    )
    assert not stands.has_ended
    assert stands.next_on is None
