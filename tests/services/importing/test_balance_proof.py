"""The balance proof: complete statements are proven, others are told where and why."""

import datetime as dt
import random
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.services.importing.balance_claim import ProofBasis
from backend.services.importing.balance_proof import (
    BalanceProof,
    ProofStatus,
    prove_balance,
    with_typed_closing,
)
from backend.services.importing.balance_suspects import Suspicion
from backend.services.importing.statement import (
    RowProblem,
    StatedBalance,
    Statement,
    StatementRow,
)

START = dt.date(2026, 3, 1)


def ledger(*movements: tuple[int, int], opening: int = 100_000) -> list[StatementRow]:
    """Rows by (day of March, cents out), each with the balance after it."""
    rows, balance = [], opening
    for number, (day, cents) in enumerate(movements, start=1):
        balance -= cents
        date = dt.date(2026, 3, day)
        rows.append(StatementRow(number, date, cents, f"ROW {number}", balance_cents=balance))
    return rows


def without_balances(rows: list[StatementRow]) -> list[StatementRow]:
    return [row._replace(balance_cents=None) for row in rows]


def random_ledger(seed: int, count: int) -> list[StatementRow]:
    """A ledger of large amounts, so that no two sums in it agree by chance."""
    rng = random.Random(seed)
    balance, day, rows = rng.randrange(10**9), START, []
    for number in range(1, count + 1):
        cents = rng.choice((-1, 1)) * rng.randrange(10**6, 10**8)
        balance -= cents
        day += dt.timedelta(days=rng.choice((0, 0, 1, 2)))
        rows.append(StatementRow(number, day, cents, f"ROW {number}", balance_cents=balance))
    return rows


def in_file_order(rows: list[StatementRow], order: str, seed: int) -> list[StatementRow]:
    days = [list(group) for _, group in groupby(rows, key=lambda row: row.date)]
    if order == "newest first":
        return rows[::-1]
    if order == "newest day first":
        return [row for day in reversed(days) for row in day]
    if order == "shuffled days":
        rng = random.Random(seed)
        return [row for day in days for row in rng.sample(day, len(day))]
    return rows


ORDERS = ["oldest first", "newest first", "newest day first", "shuffled days"]


@given(seed=st.integers(0, 10**9), count=st.integers(2, 40), order=st.sampled_from(ORDERS))
def test_rows_that_chain_in_any_order_of_the_file_are_proven(seed, count, order):
    rows = in_file_order(random_ledger(seed, count), order, seed)

    proof = prove_balance(Statement(rows))

    assert proof.status is ProofStatus.PROVEN
    assert proof.basis is ProofBasis.RUNNING_BALANCE
    assert proof.steps_checked == count - 1


@given(
    seed=st.integers(0, 10**9),
    count=st.integers(4, 40),
    order=st.sampled_from(ORDERS[:3]),
    data=st.data(),
)
def test_a_removed_row_is_named_with_its_amount_and_day(seed, count, order, data):
    rows = random_ledger(seed, count)
    at = data.draw(st.integers(1, count - 2))
    left = rows[:at] + rows[at + 1 :]

    proof = prove_balance(Statement(in_file_order(left, order, seed)))

    assert proof.status is ProofStatus.BROKEN
    assert proof.difference_cents == -rows[at].cents
    assert proof.first_bad_date == rows[at + 1].date
    assert proof.last_good_date == rows[at - 1].date
    [missing] = [one for one in proof.suspects if one.suspicion is Suspicion.MISSING_ROW]
    assert (missing.row, missing.cents) == (rows[at + 1].row, rows[at].cents)


@given(
    seed=st.integers(0, 10**9),
    count=st.integers(4, 40),
    order=st.sampled_from(ORDERS[:3]),
    data=st.data(),
)
def test_a_changed_row_is_named_with_its_right_amount(seed, count, order, data):
    rows = random_ledger(seed, count)
    at = data.draw(st.integers(1, count - 1))
    turn = data.draw(st.booleans())
    right = rows[at].cents
    rows[at] = rows[at]._replace(cents=-right if turn else right + 1_234_567)

    proof = prove_balance(Statement(in_file_order(rows, order, seed)))

    assert proof.status is ProofStatus.BROKEN
    assert proof.first_bad_date == rows[at].date
    wanted = Suspicion.SIGN_TURNED if turn else Suspicion.WRONG_AMOUNT
    [suspect] = [one for one in proof.suspects if one.suspicion is wanted]
    assert (suspect.row, suspect.cents) == (rows[at].row, right)
    assert not turn or proof.likely == suspect


@given(seed=st.integers(0, 10**9), count=st.integers(2, 40), data=st.data())
def test_opening_and_closing_prove_a_statement_and_tell_what_is_wrong(seed, count, data):
    rows = random_ledger(seed, count)
    opening = rows[0].balance_cents + rows[0].cents
    statement = Statement(
        without_balances(rows),
        opening=StatedBalance(START, opening),
        closing=StatedBalance(rows[-1].date, rows[-1].balance_cents),
    )
    assert prove_balance(statement).status is ProofStatus.PROVEN

    at = data.draw(st.integers(0, count - 1))
    removed = replace(statement, rows=statement.rows[:at] + statement.rows[at + 1 :])
    proof = prove_balance(removed)
    assert proof.status is ProofStatus.BROKEN
    [missing] = [one for one in proof.suspects if one.suspicion is Suspicion.MISSING_ROW]
    assert (missing.row, missing.cents) == (None, rows[at].cents)

    doubled = replace(statement, rows=[*statement.rows[: at + 1], *statement.rows[at:]])
    proof = prove_balance(doubled)
    assert proof.likely.suspicion is Suspicion.COUNTED_TWICE
    assert proof.likely.row == rows[at].row


class TestRunningBalance:
    def test_says_what_was_proven(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, -100))

        proof = prove_balance(Statement(rows, currency="USD"))

        assert proof.sentence == "Complete: all 2 steps lead exactly from $995.00 to $993.50."

    def test_a_doubled_row_is_counted_twice(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100))
        doubled = [*rows[:2], rows[1]._replace(row=3), rows[2]._replace(row=4)]

        proof = prove_balance(Statement(doubled))

        assert proof.likely.suspicion is Suspicion.COUNTED_TWICE
        assert proof.likely.row == 3
        assert proof.first_bad_date == dt.date(2026, 3, 2)
        assert "row 3 seems to be there twice" in proof.sentence

    def test_two_equal_purchases_that_the_balance_proves_are_two(self) -> None:
        proof = prove_balance(Statement(ledger((1, 500), (2, 250), (2, 250), (3, 100))))

        assert proof.status is ProofStatus.PROVEN

    def test_a_misprinted_balance_is_told_from_a_wrong_row(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100), (4, 70))
        rows[1] = rows[1]._replace(balance_cents=rows[1].balance_cents + 7)

        proof = prove_balance(Statement(rows))

        assert proof.likely.suspicion is Suspicion.WRONG_BALANCE
        assert proof.likely.row == 2

    def test_swapped_digits_and_a_misplaced_point_are_seen(self) -> None:
        rows = ledger((1, 500), (2, 1254), (3, 100))

        swapped = prove_balance(Statement([rows[0], rows[1]._replace(cents=1524), rows[2]]))
        slipped = prove_balance(Statement([rows[0], rows[1]._replace(cents=125400), rows[2]]))

        assert (swapped.likely.suspicion, swapped.likely.cents) == (Suspicion.DIGITS_SWAPPED, 1254)
        assert (slipped.likely.suspicion, slipped.likely.cents) == (Suspicion.POINT_MISPLACED, 1254)

    def test_turned_signs_of_the_whole_file_are_one_finding(self) -> None:
        rows = [row._replace(cents=-row.cents) for row in ledger((1, 500), (2, 250), (3, 130))]

        proof = prove_balance(Statement(rows), account_type="checking")

        assert proof.likely.suspicion is Suspicion.ALL_SIGNS_TURNED
        assert "exchanged in all rows" in proof.sentence

    def test_a_row_that_was_not_read_explains_its_gap(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100), (4, 70))
        unread = [RowProblem(2, "“abc” is no amount.")]

        proof = prove_balance(Statement([rows[0], *rows[2:]]), not_imported=unread)

        assert proof.likely.suspicion is Suspicion.NOT_IMPORTED
        assert (proof.likely.row, proof.likely.cents) == (2, 250)

    def test_a_row_that_was_not_read_elsewhere_explains_nothing(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100), (4, 70), (5, 60))
        unread = [RowProblem(9, "“abc” is no amount.")]

        proof = prove_balance(Statement([rows[0], *rows[2:]]), not_imported=unread)

        assert proof.likely.suspicion is Suspicion.MISSING_ROW

    def test_what_cannot_be_told_apart_is_said_so(self) -> None:
        rows = ledger((1, 500), (2, 251), (3, 100))

        proof = prove_balance(Statement([rows[0], rows[2]], currency="USD"))

        assert proof.sentence == (
            "On March 3, 2026 rows and balance part by $2.51: either $2.51 (money out) is missing "
            "before row 3, or row 3 should be $3.51 (money out)."
        )

    def test_balances_of_the_days_end_alone_are_enough(self) -> None:
        rows = ledger((1, 500), (2, 250), (2, 100), (3, 40), (3, -70))
        ends = [
            row._replace(balance_cents=rows[end].balance_cents)
            for row, end in zip(rows, (0, 2, 2, 4, 4), strict=True)
        ]

        oldest_first, newest_first = (
            prove_balance(Statement(ends)),
            prove_balance(Statement(ends[::-1])),
        )

        assert oldest_first.status is newest_first.status is ProofStatus.PROVEN
        assert oldest_first.steps_checked == 2

    def test_balances_on_some_rows_only_are_checked_between_them(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100), (4, 70))
        some = [rows[0], *without_balances(rows[1:3]), rows[3]]

        assert prove_balance(Statement(some)).status is ProofStatus.PROVEN
        broken = prove_balance(Statement([rows[0], some[1], rows[3]]))
        assert broken.sentence.startswith(
            "Between March 1, 2026 and March 4, 2026 rows and balance"
        )
        assert broken.difference_cents == -100

    def test_a_card_may_state_what_is_owed(self) -> None:
        rows = [
            row._replace(balance_cents=-row.balance_cents)
            for row in ledger((1, 500), (2, 250), (3, -90), opening=0)
        ]

        assert prove_balance(Statement(rows), account_type="credit").status is ProofStatus.PROVEN
        assert prove_balance(Statement(rows), account_type="checking").status is ProofStatus.BROKEN

    def test_balances_that_never_agree_are_counted(self) -> None:
        rows = ledger((1, 500), (2, 250), (3, 100), (4, 70))
        noise = [row._replace(balance_cents=number * number) for number, row in enumerate(rows)]

        proof = prove_balance(Statement(noise))

        assert (proof.steps_checked, proof.steps_broken) == (3, 3)
        assert proof.sentence.endswith("2 more steps do not agree either.")

    def test_one_balance_alone_proves_nothing(self) -> None:
        assert prove_balance(Statement(ledger((1, 500)))).status is ProofStatus.NOT_STATED


class TestOpeningAndClosing:
    ROWS = without_balances(ledger((1, 500), (2, 250), (3, -130)))

    def prove(self, rows: list[StatementRow], closing: int = 99_380, **more) -> BalanceProof:
        statement = Statement(
            rows,
            opening=StatedBalance(START, 100_000),
            closing=StatedBalance(dt.date(2026, 3, 31), closing),
            currency="EUR",
        )
        return prove_balance(statement, **more)

    def test_says_from_where_to_where(self) -> None:
        assert self.prove(self.ROWS).sentence == (
            "Complete: the rows lead exactly from 1,000.00 EUR on March 1, 2026 "
            "to 993.80 EUR on March 31, 2026."
        )

    def test_a_turned_sign_is_half_the_difference(self) -> None:
        turned = [self.ROWS[0], self.ROWS[1]._replace(cents=-250), self.ROWS[2]]

        proof = self.prove(turned)

        assert proof.likely.suspicion is Suspicion.SIGN_TURNED
        assert (proof.likely.row, proof.likely.cents) == (2, 250)
        assert proof.difference_cents == -500

    def test_a_row_of_just_the_difference_may_not_belong(self) -> None:
        extra = [*self.ROWS, StatementRow(4, dt.date(2026, 3, 4), 777, "OTHER")]

        proof = self.prove(extra)

        assert (proof.likely.suspicion, proof.likely.row) == (Suspicion.EXTRA_ROW, 4)

    def test_an_unread_row_comes_first(self) -> None:
        proof = self.prove(self.ROWS[:2], not_imported=[RowProblem(3, "“x” is no date.")])

        assert (proof.likely.suspicion, proof.likely.cents) == (Suspicion.NOT_IMPORTED, -130)

    def test_an_empty_statement_whose_balance_moved_is_broken(self) -> None:
        assert self.prove([], closing=100_000).status is ProofStatus.PROVEN
        assert self.prove([]).difference_cents == -620


class TestClosingAlone:
    STATEMENT = Statement(
        without_balances(ledger((1, 500), (2, 250), (3, -130))),
        closing=StatedBalance(dt.date(2026, 3, 3), 99_380),
        currency="USD",
    )

    def test_tells_what_must_have_been_there_before(self) -> None:
        proof = prove_balance(self.STATEMENT)

        assert proof.status is ProofStatus.NOT_STATED
        assert proof.implied_opening_cents == 100_000
        assert "if the account held $1,000.00 before its first row" in proof.sentence

    def test_no_balance_at_all_offers_to_type_one(self) -> None:
        proof = prove_balance(replace(self.STATEMENT, closing=None))

        assert proof.status is ProofStatus.NOT_STATED
        assert "Type the closing balance" in proof.sentence

    def test_is_proven_from_a_balance_known_before(self) -> None:
        known = StatedBalance(dt.date(2026, 2, 28), 100_000)

        proof = prove_balance(self.STATEMENT, known_opening=known)

        assert (proof.status, proof.basis) == (ProofStatus.PROVEN, ProofBasis.KNOWN_OPENING)

    def test_rows_that_the_known_balance_holds_already_do_not_count(self) -> None:
        known = StatedBalance(dt.date(2026, 3, 1), 99_500)

        assert prove_balance(self.STATEMENT, known_opening=known).status is ProofStatus.PROVEN

    def test_a_wrong_known_balance_breaks_it(self) -> None:
        known = StatedBalance(dt.date(2026, 2, 28), 100_001)

        proof = prove_balance(self.STATEMENT, known_opening=known)

        assert (proof.status, proof.difference_cents) == (ProofStatus.BROKEN, -1)

    def test_a_card_bill_owed_is_proven_from_a_debt(self) -> None:
        card = replace(self.STATEMENT, closing=StatedBalance(dt.date(2026, 3, 3), 20_620))
        known = StatedBalance(dt.date(2026, 2, 28), -20_000)

        proof = prove_balance(card, account_type="credit", known_opening=known)

        assert proof.status is ProofStatus.PROVEN


class TestTyped:
    STATEMENT = Statement(without_balances(ledger((1, 500), (2, 250), (3, -130))))

    def test_closing_and_opening_prove_it(self) -> None:
        proof = with_typed_closing(
            self.STATEMENT, StatedBalance(None, 99_380), opening=StatedBalance(None, 100_000)
        )

        assert (proof.status, proof.basis) == (ProofStatus.PROVEN, ProofBasis.TYPED)

    def test_closing_alone_tells_the_opening(self) -> None:
        proof = with_typed_closing(self.STATEMENT, StatedBalance(None, 99_380))

        assert (proof.status, proof.implied_opening_cents) == (ProofStatus.NOT_STATED, 100_000)

    def test_rows_after_its_day_do_not_count(self) -> None:
        proof = with_typed_closing(
            self.STATEMENT,
            StatedBalance(dt.date(2026, 3, 2), 99_250),
            opening=StatedBalance(None, 100_000),
        )

        assert proof.status is ProofStatus.PROVEN

    def test_is_compared_with_the_last_running_balance(self) -> None:
        statement = Statement(ledger((1, 500), (2, 250), (3, -130)))

        right = with_typed_closing(statement, StatedBalance(None, 99_380))
        wrong = with_typed_closing(statement, StatedBalance(None, 99_000))

        assert right.status is ProofStatus.PROVEN
        assert (wrong.status, wrong.difference_cents) == (ProofStatus.BROKEN, -380)


@pytest.mark.parametrize("order", ORDERS)
def test_100_000_rows_are_proven_in_a_moment(order):
    import time

    rows = in_file_order(random_ledger(1, 100_000), order, 1)
    started = time.process_time()

    assert prove_balance(Statement(rows)).status is ProofStatus.PROVEN
    assert time.process_time() - started < 3
