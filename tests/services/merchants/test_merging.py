"""Merchants that become one: what is stored follows, and so does what is to come."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import LearningEvent, MerchantAlias, MerchantMapping, RuleOrigin, Transaction
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Decision
from backend.services.categorization.engine import Cascade, compile_tiers
from backend.services.categorization.merchant_words import MerchantWords
from backend.services.categorization.normalization import merchant_of
from backend.services.merchants import merging, renaming
from backend.services.merchants.history import merchant_history
from backend.services.merchants.keys import (
    AliasNotFoundError,
    MerchantNotFoundError,
    SameMerchantError,
)
from backend.services.merchants.lessons import Outcome
from backend.services.transactions import review
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

MAIN, OTHER, THIRD = "KORNBLUM BAKERY", "KBLM BKRY", "KORNBLUMS"
TODAY = NOW.date()


def add(session: Session, description: str, **values: Any) -> Transaction:
    key = merchant_of(description)
    values = {"merchant_name": key.title(), "status": "pending_review", **values}
    return make_transaction(session, description=description, merchant_key=key, **values)


def confirm(session: Session, row: Transaction, category: str) -> None:
    wanted = make_category(session, category).id
    review.confirm(session, row.id, category_id=wanted, threshold=3, at=NOW)


def merge(session: Session, keys: list[str], into: str, **how: Any) -> merging.MergePlan:
    return merging.merge(session, keys, into, threshold=3, at=NOW, **how)


def decide(session: Session, description: str) -> Decision:
    return load_cascade(session, threshold=3).decide(description, 500)


def mapping(session: Session, pattern: str) -> MerchantMapping | None:
    session.flush()
    return session.scalar(
        select(MerchantMapping).where(MerchantMapping.merchant_pattern == pattern)
    )


def keys(session: Session) -> dict[str | None, int]:
    return dict(
        session.execute(
            select(Transaction.merchant_key, func.count()).group_by(Transaction.merchant_key)
        ).all()
    )


def test_rows_names_and_lines_to_come_belong_to_the_merchant_that_stays(session: Session) -> None:
    add(session, MAIN)
    plain = add(session, OTHER)
    by_hand = add(session, OTHER, merchant_name="Sunday buns", owner_edits="merchant_name")

    plan = merge(session, [OTHER], MAIN)

    assert (plan.rows, plan.own_names) == (2, 1)
    assert keys(session) == {MAIN: 3}
    assert plain.merchant_name == "Kornblum Bakery"
    assert by_hand.merchant_name == "Sunday buns"
    coming = decide(session, f"SQ *{OTHER} 0042")
    assert (coming.merchant, coming.merchant_name) == (MAIN, "Kornblum Bakery")


def test_confirmations_of_both_add_up(session: Session) -> None:
    for description in (MAIN, OTHER, OTHER):
        confirm(session, add(session, description), "coffee")
    add(session, OTHER, amount="7.00")

    plan = merge(session, [OTHER], MAIN)

    assert [joining.outcome for joining in plan.joinings] == [Outcome.ADDS_UP]
    kept = mapping(session, MAIN)
    assert kept is not None
    assert kept.confidence == 3
    assert mapping(session, OTHER) is None
    assert decide(session, OTHER).auto
    # The next lesson of the other spelling is one about the merchant.
    confirm(session, add(session, OTHER), "coffee")
    assert kept.confidence == 4
    assert mapping(session, OTHER) is None


def test_what_was_learned_moves_to_a_merchant_of_which_nothing_was(session: Session) -> None:
    add(session, MAIN)
    confirm(session, add(session, OTHER), "coffee")

    plan = merge(session, [OTHER], MAIN)

    assert [joining.outcome for joining in plan.joinings] == [Outcome.MOVES]
    assert decide(session, MAIN).category_id == make_category(session, "coffee").id


def test_merchants_that_were_filed_differently_ask_from_then_on(session: Session) -> None:
    for _ in range(3):
        confirm(session, add(session, MAIN), "coffee")
    confirm(session, add(session, OTHER), "groceries")

    merge(session, [OTHER], MAIN)

    decision = decide(session, OTHER)
    assert decision.category_id == make_category(session, "coffee").id
    assert not decision.auto


def test_a_rule_of_the_owner_stays_as_it_is(session: Session) -> None:
    add(session, MAIN)
    add(session, OTHER)
    rule = MerchantMapping(
        merchant_pattern=OTHER,
        category_id=make_category(session, "gift").id,
        confidence=1,
        origin=RuleOrigin.OWN,
        created_at=NOW,
    )
    session.add(rule)

    plan = merge(session, [OTHER], MAIN)

    assert [joining.outcome for joining in plan.joinings] == [Outcome.STAYS]
    assert decide(session, OTHER).decided_by == rule.id
    assert decide(session, MAIN).category_id is None


def test_the_plan_says_what_then_happens(session: Session) -> None:
    for description in (MAIN, OTHER, THIRD, OTHER):
        confirm(session, add(session, description), "coffee")
    told = merging.plan_merge(session, [OTHER, THIRD], MAIN)
    outcomes = [(joining.mapping.id, joining.outcome) for joining in told.joinings]

    done = merge(session, [OTHER, THIRD], MAIN)

    assert (told.rows, told.own_names, told.name) == (done.rows, done.own_names, done.name)
    assert told.rows == 3
    assert outcomes == [(joining.mapping.id, joining.outcome) for joining in done.joinings]


def test_what_was_merged_before_comes_along(session: Session) -> None:
    for description in (MAIN, OTHER, THIRD):
        add(session, description)
    merge(session, [THIRD], OTHER)

    merge(session, [OTHER], MAIN)

    aliases = dict(session.execute(select(MerchantAlias.alias, MerchantAlias.merchant_key)).all())
    assert aliases == {THIRD: MAIN, OTHER: MAIN}
    assert keys(session) == {MAIN: 3}


def test_a_merchant_is_not_merged_into_itself_nor_one_that_is_not_there(session: Session) -> None:
    for description in (MAIN, OTHER):
        add(session, description)
    with pytest.raises(SameMerchantError):
        merge(session, [MAIN], MAIN)
    with pytest.raises(MerchantNotFoundError):
        merge(session, ["NOBODY"], MAIN)
    merge(session, [OTHER], MAIN)
    with pytest.raises(SameMerchantError):
        merge(session, [OTHER], MAIN)
    with pytest.raises(SameMerchantError):
        merge(session, [MAIN], OTHER)


def test_a_spelling_that_parts_takes_its_rows_and_lessons_along(session: Session) -> None:
    confirm(session, add(session, MAIN), "coffee")
    merged = [add(session, OTHER), add(session, f"SQ *{OTHER} 17")]
    merge(session, [OTHER], MAIN)
    merged.append(make_transaction(session, description=OTHER, merchant_key=MAIN))  # came later
    confirm(session, merged[0], "coffee")

    parted = merging.unmerge(session, OTHER, threshold=3, at=NOW)

    assert parted == 3
    assert {row.merchant_key for row in merged} == {OTHER}
    assert keys(session) == {MAIN: 1, OTHER: 3}
    for pattern in (MAIN, OTHER):
        learned = mapping(session, pattern)
        assert learned is not None
        assert learned.confidence == 1
    assert session.scalar(select(func.count()).select_from(LearningEvent)) == 2
    assert decide(session, OTHER).merchant == OTHER
    with pytest.raises(AliasNotFoundError):
        merging.unmerge(session, OTHER, threshold=3, at=NOW)


def test_a_name_is_for_the_rows_that_are_there_and_those_to_come(session: Session) -> None:
    row = add(session, MAIN)
    own = add(session, MAIN, merchant_name="Buns", owner_edits="notes,merchant_name")

    renaming.rename(session, MAIN, "  Our   bakery ", at=NOW)
    assert (row.merchant_name, own.merchant_name) == ("Our bakery", "Buns")
    assert decide(session, MAIN).merchant_name == "Our bakery"

    renaming.rename(session, MAIN, None, at=NOW)
    assert (row.merchant_name, own.merchant_name) == ("Kornblum Bakery", "Buns")
    assert decide(session, MAIN).merchant_name == "Kornblum Bakery"


def test_a_number_that_is_an_alias_is_told_from_other_numbers() -> None:
    said = MerchantWords(aliases={"PIER 39 GIFTS": "HARDWARE"})
    cascade = Cascade(compile_tiers([], [], 3), said=said)
    found = [
        cascade.decide(text, 100).merchant
        for text in ("PIER 39 GIFTS", "PIER 38 GIFTS", "PIER 39 GIFTS")
    ]
    assert found == ["HARDWARE", "PIER 38 GIFTS", "HARDWARE"]


def test_series_of_two_spellings_are_one_series(session: Session) -> None:
    for month in range(1, 6):
        spelling = MAIN if month % 2 else OTHER
        add(session, spelling, date=f"2025-{month:02}-03", amount="9.99", status="confirmed")
    merge(session, [OTHER], MAIN)
    session.commit()

    history = merchant_history(session, MAIN, today=TODAY)

    assert history.merchant.cadence == "monthly"
    assert [sums.count for month, sums in history.months if sums.count] == [1] * 5
    assert history.merchant.figures.rows == 5
    assert history.months[-1][0].first_day == dt.date(2025, 6, 1)
