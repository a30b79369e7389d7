"""What budgets cover and carry over: the worked examples of docs/budgets.md, and what must hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.periods import BudgetPeriod, PeriodScheme
from backend.models import RolloverMode
from backend.services.budgets.envelopes import Envelopes, Rollover, carried_on

SCHEME = PeriodScheme()
MAY, JUNE, JULY, AUGUST = (SCHEME.of_key(f"2025-0{number}") for number in (5, 6, 7, 8))
FOOD, GROCERIES, COFFEE, RENT = 1, 2, 3, 4
PARENTS = {FOOD: None, GROCERIES: FOOD, COFFEE: FOOD, RENT: None}


def envelopes(
    amounts: dict[tuple[int, BudgetPeriod], int],
    spending: dict[BudgetPeriod, dict[int | None, int]],
    rollovers: dict[int, tuple[str, BudgetPeriod]] | None = None,
) -> Envelopes:
    return Envelopes(
        PARENTS,
        {(who, when.key): Decimal(much) for (who, when), much in amounts.items()},
        {who: Rollover(RolloverMode(m), since) for who, (m, since) in (rollovers or {}).items()},
        {
            when.key: {who: Decimal(much) for who, much in spent.items()}
            for when, spent in spending.items()
        },
    )


def test_a_parent_covers_its_subcategories() -> None:
    found = envelopes({(FOOD, JUNE): 600}, {JUNE: {FOOD: 10, GROCERIES: 400, COFFEE: 50}})

    assert found.spent(FOOD, JUNE) == 460


def test_a_parent_does_not_cover_a_subcategory_with_a_budget_of_its_own() -> None:
    found = envelopes(
        {(FOOD, JUNE): 200, (GROCERIES, JUNE): 450},
        {JUNE: {FOOD: 10, GROCERIES: 400, COFFEE: 50}},
    )

    assert (found.spent(FOOD, JUNE), found.spent(GROCERIES, JUNE)) == (60, 400)


@pytest.mark.parametrize(
    ("mode", "into_july", "into_august"),
    [
        # June: 400 budgeted, 370 spent, 30 left. July: 400 and what came over, 450 spent.
        ("surplus", 30, 0),  # July ends at -20, which is forgiven
        ("overspend", 0, -50),  # the 30 are let go; July ends at -50
        ("both", 30, -20),
    ],
)
def test_what_is_left_is_carried_over_by_its_mode(
    mode: str, into_july: int, into_august: int
) -> None:
    found = envelopes(
        {(GROCERIES, month): 400 for month in (JUNE, JULY, AUGUST)},
        {JUNE: {GROCERIES: 370}, JULY: {GROCERIES: 450}},
        {GROCERIES: (mode, JUNE)},
    )

    assert found.carried_into(GROCERIES, [JUNE]) == 0
    assert found.carried_into(GROCERIES, [JUNE, JULY]) == into_july
    assert found.carried_into(GROCERIES, [JUNE, JULY, AUGUST]) == into_august


def test_nothing_from_before_its_first_period_is_carried() -> None:
    found = envelopes(
        {(GROCERIES, MAY): 400, (GROCERIES, JUNE): 400},
        {MAY: {GROCERIES: 100}, JUNE: {GROCERIES: 390}},
        {GROCERIES: ("both", JUNE)},
    )

    assert found.carried_into(GROCERIES, [MAY, JUNE, JULY]) == 10
    assert found.carried_into(GROCERIES, [MAY]) == 0


def test_a_carried_category_keeps_its_envelope_where_no_amount_was_set() -> None:
    """Saved up for a trip: the parent's budget does not pay for it as well."""
    found = envelopes(
        {(GROCERIES, MAY): 100, (FOOD, JUNE): 300},
        {JUNE: {GROCERIES: 80, COFFEE: 20}},
        {GROCERIES: ("surplus", MAY)},
    )

    assert found.carried_into(GROCERIES, [MAY, JUNE]) == 100
    assert (found.spent(GROCERIES, JUNE), found.spent(FOOD, JUNE)) == (80, 20)
    assert found.carried_into(GROCERIES, [MAY, JUNE, JULY]) == 20


def test_a_refund_comes_back_into_the_budget() -> None:
    found = envelopes(
        {(COFFEE, JUNE): 50, (COFFEE, JULY): 50},
        {JUNE: {COFFEE: -20}},
        {COFFEE: ("surplus", JUNE)},
    )

    assert found.carried_into(COFFEE, [JUNE, JULY]) == 70


MONEY = st.integers(-50_000, 100_000).map(lambda cents: Decimal(cents) / 100)
PERIODS = SCHEME.between(MAY, SCHEME.shifted(MAY, 7))


@given(
    st.dictionaries(st.tuples(st.sampled_from([FOOD, GROCERIES, COFFEE, RENT]), st.sampled_from(PERIODS)), MONEY.map(abs)),
    st.dictionaries(st.sampled_from(PERIODS), st.dictionaries(st.sampled_from([FOOD, GROCERIES, COFFEE, RENT, None]), MONEY)),
    st.dictionaries(st.sampled_from([FOOD, GROCERIES, COFFEE]), st.tuples(st.sampled_from(RolloverMode), st.sampled_from(PERIODS))),
)  # fmt: skip
def test_no_cent_counts_twice_and_each_period_carries_on_the_last(
    amounts: dict[tuple[int, BudgetPeriod], Decimal],
    spending: dict[BudgetPeriod, dict[int | None, Decimal]],
    rollovers: dict[int, tuple[RolloverMode, BudgetPeriod]],
) -> None:
    found = Envelopes(
        PARENTS,
        {(who, when.key): much for (who, when), much in amounts.items()},
        {who: Rollover(mode, since) for who, (mode, since) in rollovers.items()},
        {when.key: spent for when, spent in spending.items()},
    )
    for place, period in enumerate(PERIODS[:-1]):
        own = [c for c in PARENTS if found.has_own(c, period)]
        covered = [c for budget in own for c in found.covered(budget, period)]
        assert len(covered) == len(set(covered))
        for category, (mode, since) in rollovers.items():
            carried = found.carried_into(category, PERIODS[: place + 1])
            amount = found.amounts.get((category, period.key), Decimal(0))
            rest = carried + amount - found.spent(category, period)
            expected = carried_on(mode, rest) if since <= period else 0
            assert found.carried_into(category, PERIODS[: place + 2]) == expected
