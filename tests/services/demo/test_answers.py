"""The answer key against a plain reading of the rows, which shares no code with it."""

import datetime as dt
import itertools
from collections import Counter, defaultdict

from backend.services.demo.answers import Cadence, Figures, SeriesState, Trait
from backend.services.demo.generator import SampleHousehold
from backend.services.demo.model import SampleSource, SampleStatus, SampleTransaction

INCOME = {
    "payroll",
    "side_income",
    "cashback",
    "venmo_income",
    "interest_income",
    "tax_refund",
}


def brute_force(rows: list[SampleTransaction]) -> tuple[Counter, Counter]:
    """Return spending and income by (month, category), as the specification's rules say."""
    spending, income = Counter(), Counter()
    for row in rows:
        if row.transfer_key is not None or row.category in {"transfer", "credit_card_payment"}:
            continue
        parts = [(p.category, p.cents) for p in row.splits] or [(row.category, row.cents)]
        for category, cents in parts:
            if category in INCOME:
                income[row.date.strftime("%Y-%m"), category] -= cents
            else:
                spending[row.date.strftime("%Y-%m"), category] += cents
    return spending, income


def assert_figures_follow(figures: Figures, rows: list[SampleTransaction]) -> None:
    spending, income = brute_force(rows)
    assert figures.spending == spending
    assert figures.income == income
    for month in {when for when, _ in spending}:
        totals = figures.month(month)
        assert totals.spending_cents == sum(c for (m, _), c in spending.items() if m == month)
        assert totals.income_cents == sum(c for (m, _), c in income.items() if m == month)
        assert totals.net_cents == totals.income_cents - totals.spending_cents


def test_figures_as_loaded_are_those_of_confirmed_rows(household: SampleHousehold):
    counted = [r for r in household.transactions if r.status is not SampleStatus.PENDING_REVIEW]
    assert_figures_follow(household.answers.as_loaded, counted)


def test_figures_once_reviewed_are_those_of_all_rows(household: SampleHousehold):
    assert_figures_follow(household.answers.when_reviewed, list(household.transactions))


def test_every_cent_that_left_the_accounts_is_explained(household: SampleHousehold):
    figures = household.answers.when_reviewed
    moved = sum(row.cents for row in household.transactions)
    assert moved == sum(figures.spending.values()) - sum(figures.income.values())


def test_transfer_legs_are_counted_by_month(household: SampleHousehold):
    legs = Counter(row.date.strftime("%Y-%m") for row in household.transactions if row.transfer_key)
    assert household.answers.transfer_legs == legs


def test_balances_follow_from_the_rows_on_every_month_end(household: SampleHousehold):
    answers = household.answers
    for account in household.accounts:
        held = account.opening_cents
        ends: dict[str, int] = {}
        for row in household.transactions:
            if row.account_key == account.key:
                held -= row.cents
                ends[row.date.strftime("%Y-%m")] = held
        assert answers.balances[account.key] == held
        for month, cents in ends.items():
            assert answers.month_end_balances[account.key, month] == cents


def test_no_account_is_ever_overdrawn(household: SampleHousehold):
    for key in ("checking", "savings", "cash"):
        [held] = [a.opening_cents for a in household.accounts if a.key == key]
        by_day: Counter[dt.date] = Counter()
        for row in household.transactions:
            if row.account_key == key:
                by_day[row.date] += row.cents
        for day in sorted(by_day):
            held -= by_day[day]
            assert held >= 0, (key, day)


def test_bank_balances_know_no_planted_duplicates(household: SampleHousehold):
    answers = household.answers
    doubles = {pair.second_key for pair in answers.duplicates}
    for account in household.accounts:
        rows = [r for r in household.transactions if r.account_key == account.key]
        real = sum(row.cents for row in rows if row.key not in doubles)
        assert answers.bank_balances[account.key] == account.opening_cents - real


def test_planted_duplicates_come_from_another_source_in_other_words(household: SampleHousehold):
    rows = {row.key: row for row in household.transactions}
    pairs = [(rows[p.first_key], rows[p.second_key]) for p in household.answers.duplicates]
    assert len(pairs) == 12
    for first, second in pairs:
        assert (first.account_key, first.cents) == (second.account_key, second.cents)
        assert first.description != second.description
        assert 0 <= (second.date - first.date).days <= 2
        assert (first.source, second.source) == (SampleSource.CSV_IMPORT, SampleSource.PLAID)
    feed = {row.key for row in household.transactions if row.source is SampleSource.PLAID}
    assert feed == {second.key for _, second in pairs}


def test_equal_rows_are_exactly_the_planted_pairs(household: SampleHousehold):
    groups = defaultdict(set)
    for row in household.transactions:
        if row.source is not SampleSource.MANUAL:
            groups[row.account_key, row.date, row.cents, row.description].add(row.key)
    equal = [keys for keys in groups.values() if len(keys) > 1]
    planted = [{p.first_key, p.second_key} for p in household.answers.equal_pairs]
    assert len(planted) == 9
    assert sorted(map(sorted, equal)) == sorted(map(sorted, planted))


def test_planted_refunds_give_back_all_or_a_part(household: SampleHousehold):
    rows = {row.key: row for row in household.transactions}
    refunds = household.answers.refunds
    assert len(refunds) > 15
    assert {refund.full for refund in refunds} == {True, False}
    for refund in refunds:
        bought, given = rows[refund.purchase_key], rows[refund.refund_key]
        assert given.date > bought.date
        assert given.category == bought.category
        assert (given.cents == -bought.cents) is refund.full
        assert -bought.cents <= given.cents < 0
    assert any(rows[r.purchase_key].date.month != rows[r.refund_key].date.month for r in refunds)


def test_every_charge_of_a_series_is_a_row(household: SampleHousehold):
    rows = {row.key: row for row in household.transactions}
    seen: set[str] = set()
    for series in household.answers.recurring:
        assert series.charges, series.merchant
        for charge in series.charges:
            row = rows[charge.key]
            assert (row.date, row.cents) == (charge.date, charge.cents)
            assert (row.merchant, row.category) == (series.merchant, series.category)
            assert row.account_key == series.account_key
            assert charge.key not in seen
            seen.add(charge.key)


def test_price_changes_are_where_the_charges_change(household: SampleHousehold):
    for series in household.answers.recurring:
        if series.varies:
            assert series.price_changes == ()
            continue
        charges = series.charges
        found = [
            (new.date, old.cents, new.cents)
            for old, new in itertools.pairwise(charges)
            if old.cents != new.cents
        ]
        assert [(c.on, c.old_cents, c.new_cents) for c in series.price_changes] == found


def test_series_keep_their_cadence(household: SampleHousehold):
    usual = {
        Cadence.WEEKLY: (7, 7),
        Cadence.BIWEEKLY: (14, 14),
        Cadence.SEMIMONTHLY: (11, 19),
        Cadence.MONTHLY: (25, 35),
        Cadence.QUARTERLY: (85, 95),
        Cadence.YEARLY: (363, 368),
    }
    for series in household.answers.recurring:
        due = sorted([*(c.date for c in series.charges), *series.missed])
        least, most = usual[series.cadence]
        for one, other in itertools.pairwise(due):
            if not {one, other} & set(series.late):
                assert least <= (other - one).days <= most, (series.merchant, one, other)


def test_the_series_hold_every_kind_of_surprise(household: SampleHousehold):
    recurring = household.answers.recurring
    assert {series.cadence for series in recurring} == set(Cadence)
    assert {trait for series in recurring for trait in series.traits} == set(Trait)
    assert sum(bool(series.price_changes) for series in recurring) >= 10
    assert any(series.missed for series in recurring)
    assert any(series.late for series in recurring)
    assert any(series.state is SeriesState.ENDED for series in recurring)
    [trial] = [series.trial for series in recurring if series.trial is not None]
    assert trial.cents == 100
    apple = [s for s in recurring if s.merchant == "Apple"]
    assert len({series.charges[-1].cents for series in apple}) == len(apple) == 5
    plans = [s for s in recurring if Trait.TWO_PLANS in s.traits]
    assert len({series.merchant for series in plans}) == 1
    assert len(plans) == 2


def test_the_next_charge_lies_ahead_unless_the_series_ended(household: SampleHousehold):
    for series in household.answers.recurring:
        if series.state is SeriesState.ENDED:
            assert (series.next_date, series.next_cents) == (None, None)
            continue
        assert series.next_date is not None
        assert series.next_date > household.last_day
        assert (series.next_cents is None) is series.varies
        for row in household.upcoming:
            if (row.date, row.merchant, row.category) == (
                series.next_date,
                series.merchant,
                series.category,
            ):
                assert series.next_cents in {None, row.cents}


def test_decoys_come_often_and_are_no_series(household: SampleHousehold):
    visits = Counter(row.merchant for row in household.transactions)
    series = {one.merchant for one in household.answers.recurring}
    for merchant in household.answers.decoys:
        assert visits[merchant] >= 12, merchant
        assert merchant not in series
