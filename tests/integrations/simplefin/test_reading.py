"""What one round of reading brings: every row once, with the app's signs, and what went wrong."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.integrations.bank_feed import FeedError, FeedFailure, FeedUpdate
from backend.integrations.simplefin.client import SimpleFinClient
from backend.integrations.simplefin.feed import SimpleFinFeed
from backend.integrations.simplefin.windows import (
    HISTORY_DAYS,
    LONGEST_WINDOW_DAYS,
    Place,
    newest_windows,
    older_windows,
    read_place,
)
from tests.conftest import NOW
from tests.fakes.gates import OpenGate
from tests.fakes.simplefin_server import DAY, PASSWORD, USER, Bridge, Failure, moment
from tests.integrations.simplefin.conftest import TODAY, Fetch


def test_signs_days_and_texts_are_the_apps(bridge: Bridge, fetch: Fetch) -> None:
    bridge.add_row("a", "2025-06-10", "-12.50", "COFFEE  &\tCO", payee="Coffee & Co")
    bridge.add_row("b", "2025-06-11", "2500", "", payee="", memo="PAYROLL")
    bridge.add_row("c", "2025-06-12", "-40.00", pending=True, extra={"category": "Dining"})
    bridge.add_row("d", "2025-06-01", "-1.00", transacted_at=moment("2025-05-30"))
    bridge.add_row("e", "2025-06-02", "-1.00", transacted_at=moment("1999-01-01"))
    bridge.add_row("f", "2025-06-03", "-1.00", "half \ud83d letter")

    rows = {row.external_id: row for row in fetch().upserts}

    assert (rows["a"].amount, rows["b"].amount) == (Decimal("12.50"), Decimal("-2500.00"))
    assert (rows["a"].description, rows["a"].merchant_name) == ("COFFEE & CO", "Coffee & Co")
    assert (rows["b"].description, rows["b"].merchant_name) == ("PAYROLL", None)
    assert (rows["c"].is_pending, rows["c"].posted_date) == (True, None)
    assert (rows["c"].date, rows["c"].bank_category) == (dt.date(2025, 6, 12), "Dining")
    assert (rows["d"].date, rows["d"].posted_date) == (dt.date(2025, 5, 30), dt.date(2025, 6, 1))
    assert rows["e"].date == dt.date(2025, 6, 2)
    assert rows["f"].description == "half ? letter"
    assert {row.currency for row in rows.values()} == {"USD"}


def test_a_pending_row_without_a_day_has_that_of_the_balance(bridge: Bridge, fetch: Fetch) -> None:
    bridge.add_row("p", "2025-06-12", "-4.00", pending=True)
    document = bridge.answer({"pending": "1", "version": "2"})
    document["accounts"][0]["transactions"][0]["transacted_at"] = None
    bridge.failures.append(Failure(200, body=json.dumps(document).encode()))
    [row] = fetch().upserts
    assert row.date == dt.date(2025, 6, 15)


def test_a_first_reading_goes_back_until_nothing_comes_for_half_a_year(
    bridge: Bridge, fetch: Fetch
) -> None:
    for days in range(0, 400, 7):
        day = TODAY - dt.timedelta(days=days)
        bridge.add_row(f"r{days}", day.isoformat(), "-1.00")

    update = fetch()

    assert len(update.upserts) == 58
    assert not update.is_preparing
    assert update.problems == ()
    spans = [(int(q["end-date"]) - int(q["start-date"])) / DAY for q in bridge.asked]
    assert spans == [90] * 7  # five with rows, two without
    ends = [q["end-date"] for q in bridge.asked]
    assert ends[1:] == [q["start-date"] for q in bridge.asked][:-1]
    [coverage] = update.coverage
    assert coverage.end == TODAY + dt.timedelta(days=3)
    assert coverage.first_day == coverage.end - dt.timedelta(days=630)


def test_a_quarter_without_rows_is_not_the_start_and_two_years_are_the_most(
    bridge: Bridge, fetch: Fetch
) -> None:
    bridge.add_row("new", "2025-06-01", "-1.00")
    bridge.add_row("old", "2024-11-01", "-1.00")
    bridge.add_row("older", "2024-02-01", "-1.00")
    bridge.add_row("too old", "2023-05-01", "-1.00")
    assert {row.external_id for row in fetch().upserts} == {"new", "old"}
    bridge.add_row("between", "2024-08-01", "-1.00")
    bridge.add_row("between too", "2023-09-01", "-1.00")
    found = {row.external_id for row in fetch().upserts}
    assert found == {"new", "old", "between", "older", "between too"}


def test_later_the_last_days_are_read_again_with_all_that_was_missed(
    bridge: Bridge, fetch: Fetch
) -> None:
    state = fetch().state
    bridge.asked.clear()

    again = fetch(state, today=TODAY + dt.timedelta(days=1))
    assert len(bridge.asked) == 1
    [coverage] = again.coverage
    assert coverage.first_day == TODAY - dt.timedelta(days=30)

    bridge.asked.clear()
    bridge.add_row("missed", "2025-07-01", "-9.00")
    late = fetch(again.state, today=TODAY + dt.timedelta(days=200))
    assert [row.external_id for row in late.upserts] == ["missed"]
    assert len(bridge.asked) == 3
    assert int(bridge.asked[-1]["start-date"]) <= moment("2025-05-17")


def test_a_posted_row_has_a_new_id_and_the_pending_one_is_gone_from_days_read_whole(
    bridge: Bridge, fetch: Fetch
) -> None:
    bridge.add_row("p1", "2025-06-12", "-40.00", "BISTRO", pending=True)
    first = fetch()
    bridge.post("p1", "t9", "2025-06-14", amount="-48.00")

    second = fetch(first.state)

    assert [(r.external_id, r.is_pending, r.amount) for r in second.upserts] == [
        ("t9", False, Decimal(48))
    ]
    [coverage] = second.coverage
    assert coverage.first_day <= dt.date(2025, 6, 12) < coverage.end
    assert second.removals == ()


def test_the_same_id_in_two_accounts_is_two_rows(bridge: Bridge, fetch: Fetch) -> None:
    bridge.add_account("ACT-2", name="Savings")
    bridge.add_row("1", "2025-06-01", "-1.00")
    bridge.add_row("1", "2025-06-01", "-2.00", account=1)
    assert {(r.account_id, r.amount) for r in fetch().upserts} == {
        ("ACT-1", Decimal(1)),
        ("ACT-2", Decimal(2)),
    }


def test_problems_come_beside_the_rows_without_addresses_markup_or_secrets(
    bridge: Bridge, fetch: Fetch
) -> None:
    bridge.add_bank("CON-2", "Second Bank")
    bridge.add_account("ACT-2", bank="CON-2")
    bridge.add_row("a", "2025-06-10", "-1.00")
    bridge.errlist = [
        {"code": "con.auth", "conn_id": "CON-2", "msg": "<b>Sign in</b> at https://x.example/?t=1"},
        {"code": "act.failed", "account_id": "ACT-2", "message": f"{USER}:{PASSWORD} &lt;i&gt;no"},
        {"code": "brand.new", "conn_id": "CON-2"},
        "only words",  # type: ignore[list-item]
    ]

    update = fetch()

    assert [row.external_id for row in update.upserts] == ["a"]
    told = {p.code: p for p in update.problems}
    assert told["con.auth"].failure is FeedFailure.LOGIN_REQUIRED
    assert told["con.auth"].sentence.startswith("Second Bank wants you to log in again")
    assert told["act.failed"].sentence == "SimpleFIN about Second Bank: …:… no"
    assert set(told) == {"con.auth", "act.failed", "brand.new", None}
    everything = repr(update)
    for hidden in ("x.example", "<", "http", USER, PASSWORD):
        assert hidden not in everything.replace("<FeedFailure", "")
    assert update.coverage == ()  # words about nobody may be about every bank


def test_only_a_bank_with_a_problem_is_not_covered(bridge: Bridge, fetch: Fetch) -> None:
    bridge.add_bank("CON-2", "Second Bank")
    bridge.add_account("ACT-2", bank="CON-2")
    bridge.errlist = [
        {"code": "con.auth", "conn_id": "CON-2", "msg": "Log in."},
        {"code": "gen.note", "msg": "Maintenance on Sunday."},
    ]
    update = fetch()
    assert [c.account_id for c in update.coverage] == ["ACT-1"]
    assert len(update.problems) == 2


def test_a_server_of_the_first_version_is_understood(bridge: Bridge, fetch: Fetch) -> None:
    bridge.speaks = 1
    bridge.add_bank("CON-2", "Second Bank")
    bridge.add_account("ACT-2", bank="CON-2", name="Savings")
    bridge.add_row("a", "2025-06-10", "-1.00")
    bridge.errors = ["Connection to Second Bank may need attention. Auth required"]

    update = fetch()

    assert [a.institution_name for a in update.accounts] == ["First Bank", "Second Bank"]
    assert [p.failure for p in update.problems] == [FeedFailure.ACTION_AT_BANK]
    assert [c.account_id for c in update.coverage] == ["ACT-1"]


def test_what_a_bank_kept_back_is_read_when_it_answers_again(bridge: Bridge) -> None:
    def fetch(state: str | None, days: int) -> FeedUpdate:
        moment = NOW + dt.timedelta(days=days)
        feed = SimpleFinFeed(
            SimpleFinClient(OpenGate()), page_url=bridge.page_url, now=lambda: moment
        )
        return feed.fetch(bridge.access_url, state, today=moment.date())

    bridge.add_bank("CON-2", "Second Bank")
    bridge.add_account("ACT-2", bank="CON-2")
    state = fetch(None, 0).state
    bridge.silent_banks, bridge.errlist = {"CON-2"}, [
        {"code": "con.auth", "conn_id": "CON-2", "msg": "Log in."}
    ]  # fmt: skip
    for days in range(1, 120, 7):
        day = TODAY + dt.timedelta(days=days)
        bridge.add_row(f"r{days}", day.isoformat(), "-1.00", account=1)
        state = fetch(state, days).state
    bridge.silent_banks, bridge.errlist = set(), []

    healed = fetch(state, 121)

    assert len(healed.upserts) == 17
    assert json.loads(healed.state or "")["gaps"] == {}
    assert not healed.is_preparing


def test_a_bank_that_was_broken_from_the_first_is_read_whole_later(
    bridge: Bridge, fetch: Fetch
) -> None:
    bridge.add_row("old", "2024-08-01", "-1.00")
    bridge.add_row("new", "2025-06-01", "-1.00")
    bridge.silent_banks, bridge.errlist = {"CON-1"}, [
        {"code": "con.auth", "conn_id": "CON-1", "msg": "Log in."}
    ]  # fmt: skip
    first = fetch()
    assert first.upserts == ()
    bridge.silent_banks, bridge.errlist = set(), []
    assert {row.external_id for row in fetch(first.state).upserts} == {"old", "new"}


def test_a_row_that_can_not_be_read_is_told_and_the_others_come(
    bridge: Bridge, fetch: Fetch
) -> None:
    bridge.add_row("good", "2025-06-10", "-1.00")
    for number, amount in enumerate(("NaN", "1e5", "", "12,50", "9" * 20, "Infinity")):
        bridge.add_row(f"bad{number}", "2025-06-10", amount)
    bridge.add_row("fine", "2025-06-10", "-0.125")
    bridge.accounts[0]["transactions"] += [
        {"posted": moment("2025-06-01"), "amount": "-1"},
        {"id": "x", "posted": moment("2025-06-01")},
    ]

    update = fetch()

    assert {row.external_id for row in update.upserts} == {"good", "fine"}
    assert [p.sentence for p in update.problems] == [
        "SimpleFIN, Checking (1234): 8 of its rows can’t be read and were left out.",
        "SimpleFIN, Checking (1234): amounts with parts of a cent were rounded (1).",
    ]
    assert update.coverage == ()


def test_what_breaks_in_the_middle_goes_on_from_there(bridge: Bridge, fetch: Fetch) -> None:
    for days in range(0, 300, 10):
        bridge.add_row(f"r{days}", (TODAY - dt.timedelta(days=days)).isoformat(), "-1.00")
    bridge.failures = [Failure(), Failure(), Failure(503)]

    first = fetch()

    assert first.is_preparing
    assert [p.failure for p in first.problems] == [FeedFailure.SERVICE_DOWN]
    assert 0 < len(first.upserts) < 30
    bridge.asked.clear()
    second = fetch(first.state)
    assert not second.is_preparing
    assert len({r.external_id for r in (*first.upserts, *second.upserts)}) == 30
    windows = [q["end-date"] for q in bridge.asked]
    assert len(windows) == len(set(windows))


def test_a_day_has_only_so_many_questions(
    bridge: Bridge, feed: SimpleFinFeed, fetch: Fetch
) -> None:
    state = fetch().state
    for _ in range(20 - len(bridge.asked)):
        state = fetch(state).state
    with pytest.raises(FeedError, match="tomorrow") as caught:
        fetch(state)
    assert caught.value.failure is FeedFailure.RATE_LIMITED
    assert caught.value.retry_after_seconds == 12 * 3600
    assert len(bridge.asked) == 20

    tomorrow = NOW + dt.timedelta(days=1)
    late = SimpleFinFeed(
        SimpleFinClient(OpenGate()), page_url=bridge.page_url, now=lambda: tomorrow
    )
    assert late.fetch(bridge.access_url, state, today=tomorrow.date()).coverage


def test_a_history_that_a_day_does_not_suffice_for_goes_on_the_next(bridge: Bridge) -> None:
    place = Place(read_on=TODAY, back_to=dt.date(2025, 5, 16), asked_on=TODAY, asked=17)
    bridge.add_row("far", "2023-12-01", "-1.00")
    for days in range(40, 500, 20):
        bridge.add_row(f"r{days}", (TODAY - dt.timedelta(days=days)).isoformat(), "-1.00")
    seen: list[tuple[str, int, int]] = []

    def fetch(state: str | None, moment: dt.datetime) -> FeedUpdate:
        feed = SimpleFinFeed(
            SimpleFinClient(OpenGate()), page_url=bridge.page_url, now=lambda: moment
        )
        return feed.fetch(
            bridge.access_url, state, today=moment.date(), progress=lambda *p: seen.append(p)
        )

    first = fetch(place.as_text(), NOW)
    assert first.is_preparing
    assert first.problems == ()
    assert len(bridge.asked) == 3
    second = fetch(first.state, NOW + dt.timedelta(days=1))
    assert not second.is_preparing
    assert "far" in {row.external_id for row in second.upserts}
    assert all(done <= total for _, done, total in seen)


@pytest.mark.parametrize("state", ["", "nonsense", "[]", '{"read_on": 7}', '{"gaps": [1]}'])
def test_a_state_that_can_not_be_read_begins_anew(state: str) -> None:
    assert read_place(state) == Place()


_DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2025, 6, 15))


@given(
    place=st.builds(
        Place,
        read_on=st.none() | _DAYS,
        back_to=st.none() | _DAYS,
        until=st.none() | _DAYS,
        empty=st.integers(0, 3),
        gaps=st.dictionaries(st.text(max_size=5), _DAYS, max_size=3),
        asked_on=st.none() | _DAYS,
        asked=st.integers(0, 30),
    )
)
def test_windows_touch_overlap_nowhere_and_are_never_too_long(place: Place) -> None:
    assert read_place(place.as_text()) == place
    newest = newest_windows(place, TODAY)
    older = older_windows(replace(place, back_to=newest[-1].first_day), TODAY)
    windows = [*newest, *older]
    assert windows[0].end > TODAY
    for window in windows:
        assert 0 < (window.end - window.first_day).days <= LONGEST_WINDOW_DAYS
    assert all(later.first_day == earlier.end for later, earlier in pairwise(windows))
    assert (TODAY - windows[-1].first_day).days <= max(HISTORY_DAYS, LONGEST_WINDOW_DAYS)
