"""The stream of transactions: every rule of paging, and that a copy kept by it is the bank's."""

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.integrations.bank_feed import FeedError, FeedFailure, FeedUpdate, no_progress
from backend.integrations.plaid.feed import PlaidFeed
from backend.integrations.plaid.patience import Patience
from backend.integrations.plaid.stream import read_update
from tests.fakes.plaid_server import (
    Changed,
    Cut,
    Drop,
    Fault,
    Item,
    Meanwhile,
    PlaidError,
    PlaidServer,
    html,
)
from tests.integrations.plaid.conftest import feed_to

SYNC = "/transactions/sync"
DAY = dt.date(2025, 6, 1)


def fetch(feed: PlaidFeed, item: Item, state: str | None = None) -> FeedUpdate:
    return feed.fetch(item.access_token, state, today=DAY)


def ids(update: FeedUpdate) -> set[str]:
    return {row.external_id for row in update.upserts}


def cursors(plaid: PlaidServer) -> list[str | None]:
    return [body.get("cursor") for body in plaid.bodies(SYNC)]


def test_every_page_is_read_in_the_largest_size_and_with_the_banks_words(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    account = item.add_account()
    rows = item.add_many(account, 1203, last_day=DAY)

    update = fetch(feed, item)

    assert ids(update) == set(rows)
    assert [body["count"] for body in plaid.bodies(SYNC)] == [500, 500, 500]
    assert all(body["options"]["include_original_description"] for body in plaid.bodies(SYNC))
    assert "cursor" not in plaid.bodies(SYNC)[0]
    assert not update.is_preparing
    assert [account.external_id for account in update.accounts] == [account]


def test_with_nothing_new_the_place_stays(feed: PlaidFeed, item: Item) -> None:
    item.add(item.add_account())
    first = fetch(feed, item)

    again = fetch(feed, item, first.state)

    assert again.state == first.state
    assert (again.upserts, again.removals) == ((), ())


def test_what_is_not_ready_gives_no_place_and_no_error(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    item.add(item.add_account())
    item.not_ready_calls = 1

    update = fetch(feed, item)

    assert (update.state, update.is_preparing, update.upserts) == (None, True, ())
    assert len(fetch(feed, item, update.state).upserts) == 1
    assert cursors(plaid) == [None, None]


def test_the_error_that_says_not_ready_is_none_either(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    plaid.script(SYNC, PlaidError("PRODUCT_NOT_READY", kind="ITEM_ERROR"))

    update = fetch(feed, item, None)

    assert (update.state, update.is_preparing) == (None, True)


def test_a_login_whose_older_history_is_still_to_come_says_so(feed: PlaidFeed, item: Item) -> None:
    item.add(item.add_account())
    item.status = "INITIAL_UPDATE_COMPLETE"

    assert fetch(feed, item).is_preparing


def test_rows_that_change_between_pages_begin_the_update_anew_from_its_first_cursor(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, waits: list[float]
) -> None:
    account = item.add_account()
    item.add(account)
    state = fetch(feed, item).state
    plaid.endpoints.largest_page = 2
    rows = {item.add(account) for _ in range(5)}
    plaid.script(SYNC, None, Meanwhile(lambda: rows.add(item.add(account))))

    update = fetch(feed, item, state)

    assert ids(update) == rows
    asked = cursors(plaid)[1:]
    assert asked[0] == asked[2] == state
    assert asked[1] not in asked[2:]
    assert waits == []


def test_a_bank_that_never_holds_still_is_given_up_after_five_times(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    mutation = PlaidError("TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION", kind="TRANSACTIONS_ERROR")
    plaid.script(SYNC, *[mutation] * 5)
    fetch(feed, item)
    plaid.always(SYNC, mutation)

    with pytest.raises(FeedError, match="kept changing"):
        fetch(feed, item)

    assert len(cursors(plaid)) == 6 + 6


@pytest.mark.parametrize(
    "fault",
    [
        PlaidError("INTERNAL_SERVER_ERROR", kind="API_ERROR", status=500),
        PlaidError("TRANSACTIONS_SYNC_LIMIT", kind="RATE_LIMIT_EXCEEDED", status=429),
        html(),
        Cut(),
        Cut(is_declared=False),
        Drop(),
        Drop(is_done=True),
        Changed(lambda answer: {**answer, "has_more": None}),
        Changed(lambda answer: {**answer, "added": None}),
        Changed(lambda answer: {**answer, "next_cursor": None}),
        Changed(lambda answer: {**answer, "added": [{"transaction_id": "x"}]}),
        Changed(lambda answer: {key: answer[key] for key in answer if key != "removed"}),
    ],
)
def test_any_page_that_fails_begins_the_update_anew_after_a_wait(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, waits: list[float], fault: Fault
) -> None:
    account = item.add_account()
    plaid.endpoints.largest_page = 2
    rows = {item.add(account) for _ in range(6)}
    plaid.script(SYNC, None, fault, None, None, fault)

    update = fetch(feed, item)

    asked = cursors(plaid)
    assert [at for at, cursor in enumerate(asked) if cursor is None] == [0, 2, 5]
    assert ids(update) == rows
    assert waits == [1.0, 2.0]


def test_a_page_that_always_fails_ends_the_update_with_nothing(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, waits: list[float]
) -> None:
    plaid.always(SYNC, PlaidError("INTERNAL_SERVER_ERROR", kind="API_ERROR", status=500))

    with pytest.raises(FeedError) as caught:
        fetch(feed, item)

    assert caught.value.failure is FeedFailure.SERVICE_DOWN
    assert waits == [1.0, 2.0, 4.0]


def test_a_lost_login_is_not_asked_twice(
    plaid: PlaidServer, feed: PlaidFeed, item: Item, waits: list[float]
) -> None:
    item.require_login()

    with pytest.raises(FeedError):
        fetch(feed, item)

    assert len(plaid.calls) == 1
    assert waits == []


def test_a_place_of_another_login_is_forgotten_once(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    other = plaid.bank.new_item()
    other.add(other.add_account())
    foreign = fetch(feed, other).state
    row = item.add(item.add_account())

    update = fetch(feed, item, foreign)

    assert ids(update) == {row}
    assert cursors(plaid)[1:] == [foreign, None]
    plaid.always(
        SYNC, PlaidError("INVALID_FIELD", message="cursor not associated with access_token")
    )
    with pytest.raises(FeedError) as caught:
        fetch(feed, item, foreign)
    assert caught.value.failure is FeedFailure.OUR_BUG
    assert cursors(plaid)[-2:] == [foreign, None]


def test_pages_that_never_end_are_noticed(plaid: PlaidServer, feed: PlaidFeed, item: Item) -> None:
    same: dict[str, Any] = {"has_more": True, "next_cursor": "c2FtZQ=="}
    item.add(item.add_account())
    state = fetch(feed, item).state
    plaid.always(SYNC, Changed(lambda answer: {**answer, **same, "next_cursor": state}))

    with pytest.raises(FeedError) as caught:
        fetch(feed, item, state)

    assert caught.value.code == "UNREADABLE_ANSWER"


def test_a_row_that_comes_again_is_one_row_and_the_last_word_counts(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    account = item.add_account()
    row = item.add(account, amount=5)
    plaid.script(
        SYNC, Changed(lambda answer: {**answer, "modified": [{**item.rows[row], "amount": 6.25}]})
    )

    (only,) = fetch(feed, item).upserts

    assert str(only.amount) == "6.25"


def test_a_pending_row_that_posts_is_named_by_the_one_that_follows_whatever_the_page(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    account = item.add_account()
    pending = item.add(account, amount=20, pending=True, date=DAY)
    state = fetch(feed, item).state
    plaid.endpoints.largest_page = 1
    posted = item.post(pending, amount=24.5, date=DAY + dt.timedelta(days=2))

    update = fetch(feed, item, state)

    (row,) = update.upserts
    assert (row.external_id, row.pending_id, str(row.amount)) == (posted, pending, "24.50")
    assert not row.is_pending
    assert [(gone.external_id, gone.account_id) for gone in update.removals] == [(pending, account)]


def test_progress_is_told_and_starts_again_with_the_update(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    account = item.add_account()
    plaid.endpoints.largest_page = 2
    item.add_many(account, 4, last_day=DAY)
    plaid.script(SYNC, None, html())
    told: list[tuple[str, int, int]] = []

    feed.fetch(item.access_token, None, today=DAY, progress=lambda *words: told.append(words))

    assert [done for _, done, _ in told] == [2, 2, 4]


def test_accounts_that_can_not_be_read_are_named_and_spoil_no_rows(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    account = item.add_account()
    row = item.add(account)
    plaid.always("/accounts/get", PlaidError("INSTITUTION_DOWN", kind="INSTITUTION_ERROR"))

    update = fetch(feed, item)

    assert ids(update) == {row}
    assert [account.external_id for account in update.accounts] == [account]
    assert [problem.failure for problem in update.problems] == [FeedFailure.BANK_DOWN]


def test_a_login_that_plaid_calls_ill_and_still_serves_is_a_problem_beside_the_rows(
    plaid: PlaidServer, feed: PlaidFeed, item: Item
) -> None:
    row = item.add(item.add_account())
    ill = PlaidError("ITEM_LOGIN_REQUIRED", kind="ITEM_ERROR").body(None)
    plaid.always(
        "/accounts/get",
        Changed(lambda answer: {**answer, "item": {**answer["item"], "error": ill}}),
    )

    update = fetch(feed, item)

    assert ids(update) == {row}
    assert [problem.code for problem in update.problems] == ["ITEM_LOGIN_REQUIRED"]


def test_the_end_of_the_consent_is_told(feed: PlaidFeed, item: Item) -> None:
    item.consent_expiration = "2026-02-01T12:00:00Z"

    assert fetch(feed, item).consent_expires_at == dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)


ROW_KEYS = ["transaction_id", "account_id", "amount", "date", "authorized_date", "name", "pending"]
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates().map(str)
    | st.sampled_from([Decimal("1E+9999999"), Decimal("-1E-9999999"), Decimal("0.005"), "\ud800"])
)
ROWS = st.lists(st.dictionaries(st.sampled_from(ROW_KEYS), VALUES), max_size=3) | VALUES
PAGE = st.fixed_dictionaries(
    {"has_more": st.just(value=False) | VALUES, "next_cursor": st.just("a") | VALUES},
    optional={"added": ROWS, "modified": ROWS, "removed": ROWS, "accounts": ROWS},
)


@given(page=PAGE)
def test_whatever_comes_as_a_page_is_an_update_or_an_error_that_says_so(
    page: dict[str, Any],
) -> None:
    patience = Patience(sleep=lambda _: None)
    full = {"added": [], "modified": [], "removed": [], **page}
    update = FeedUpdate()
    with suppress(FeedError):
        update = read_update(lambda _: full, None, patience, no_progress)

    for row in update.upserts:
        row.external_id.encode()
        row.description.encode()
        assert row.amount == round(row.amount, 2)
        assert abs(row.amount) < 10**13


STEPS = st.lists(
    st.sampled_from(["add", "pend", "modify", "remove", "post", "fetch", "fail", "again"]),
    max_size=40,
)


@settings(max_examples=60)
@given(steps=STEPS, page=st.integers(1, 4), picks=st.randoms(use_true_random=False))
def test_a_copy_kept_by_updates_is_the_bank(steps: list[str], page: int, picks: Any) -> None:
    with PlaidServer() as plaid:
        plaid.endpoints.largest_page = page
        item = plaid.bank.new_item()
        copy = Copy(feed_to(plaid, []), item)
        live: list[str] = []
        account = item.add_account()
        for step in steps:
            if step in {"add", "pend"}:
                live.append(item.add(account, pending=step == "pend"))
            elif step == "fetch":
                copy.fetch()
            elif step == "fail":
                fault = picks.choice([html(), Drop(), Drop(is_done=True), Cut()])
                plaid.script(SYNC, *[None] * picks.randint(0, 2), fault)
            elif step == "again":
                copy.state = picks.choice(
                    copy.states
                )  # an earlier place, as after a restored backup
            elif live:
                chosen = picks.choice(live)
                if step == "modify":
                    item.modify(chosen, amount=picks.randint(1, 10_000) / 100)
                else:
                    live.remove(chosen)
                    live.extend([item.post(chosen)] if step == "post" else [])
                    if step == "remove":
                        item.remove(chosen)

        while not copy.fetch():  # the failures that were planned come to an end
            pass
        assert copy.rows == {row_id: f"{item.rows[row_id]['amount']:.2f}" for row_id in live}


class Copy:
    """What the app would keep: upserts applied, then removals, then the place."""

    def __init__(self, feed: PlaidFeed, item: Item) -> None:
        self.feed, self.item = feed, item
        self.rows: dict[str, str] = {}
        self.state: str | None = None
        self.states: list[str | None] = [None]

    def fetch(self) -> bool:
        try:
            update = fetch(self.feed, self.item, self.state)
        except FeedError:
            return False  # and nothing was taken
        self.rows |= {row.external_id: str(row.amount) for row in update.upserts}
        for gone in update.removals:
            self.rows.pop(gone.external_id, None)
        self.state = update.state
        self.states.append(self.state)
        return True
