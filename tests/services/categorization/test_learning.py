"""What confirmations teach, once per transaction, and how it is taken back."""

import itertools
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.models import (
    LearningEvent,
    LearningExclusion,
    MerchantMapping,
    RuleOrigin,
    Transaction,
)
from backend.services.categorization.answering import NothingLearnedError, answer_learned
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Decision, Hold
from backend.services.categorization.learning import LearnChoice
from backend.services.categorization.telling import Learned
from backend.services.transactions import review
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

SHOP = "SQ *KORNBLUM BAKERY"


def file(
    session: Session, category: str, description: str = SHOP, **values: Any
) -> tuple[Transaction, Learned | None]:
    """A transaction that the owner files under a category, and what that taught."""
    choice = values.pop("choice", LearnChoice.KEEP)
    row = make_transaction(
        session, description=description, **{"status": "pending_review", **values}
    )
    return row, confirm(session, row, category, choice=choice)


def confirm(
    session: Session, row: Transaction, category: str, *, choice: LearnChoice = LearnChoice.KEEP
) -> Learned | None:
    wanted = make_category(session, category).id
    return review.confirm(session, row.id, category_id=wanted, threshold=3, choice=choice, at=NOW)


def decide(
    session: Session, description: str = SHOP, *, cents: int = 500, threshold: int = 3
) -> Decision:
    return load_cascade(session, threshold=threshold).decide(description, cents)


def mapping(session: Session, pattern: str = "KORNBLUM BAKERY") -> MerchantMapping | None:
    return session.scalar(
        select(MerchantMapping).where(MerchantMapping.merchant_pattern == pattern)
    )


def key_of(session: Session, decision: Decision) -> str | None:
    keys = {make_category(session, key).id: key for key in ("coffee", "groceries", "gift")}
    return keys.get(decision.category_id or 0)


# Case 17: after three confirmations the fourth files itself, whatever the processor's prefix.
@pytest.mark.parametrize(
    ("learned", "fourth"),
    [
        (SHOP, SHOP),
        (SHOP, "TST* KORNBLUM BAKERY"),
        ("PAYPAL *KORNBLUM", "PAYPAL *KORNBLUM"),
        ("KORNBLUM BAKERY (NYC)", "KORNBLUM BAKERY (NYC)"),
        ("WHAT? A BAKERY", "WHAT? A BAKERY"),
        ("C++ SCHOOL", "C++ SCHOOL"),
        ("FRESH MART #1000", "FRESH MART #1003"),
        (
            "PURCHASE AUTHORIZED ON 01/02 KORNBLUM BAKERY CARD 1234",
            "PURCHASE AUTHORIZED ON 02/03 KORNBLUM BAKERY CARD 1234",
        ),
        ("(A|A)+$ SHOP", "(A|A)+$ SHOP"),
    ],
)
def test_the_fourth_time_files_itself(session: Session, learned: str, fourth: str) -> None:
    for _ in range(3):
        assert not decide(session, fourth).auto
        file(session, "coffee", learned)

    decision = decide(session, fourth)
    assert (key_of(session, decision), decision.auto) == ("coffee", True)


def test_confirming_the_same_row_again_counts_once(session: Session) -> None:
    row, learned = file(session, "coffee")
    assert learned is not None
    for _ in range(2):
        assert confirm(session, row, "coffee") is None

    found = mapping(session)
    assert found is not None
    assert found.confidence == 1
    assert not decide(session).auto


def test_the_threshold_is_obeyed_at_once(session: Session) -> None:
    file(session, "coffee")
    assert not decide(session, threshold=2).auto
    assert decide(session, threshold=1).auto
    for _ in range(2):
        file(session, "coffee")
    assert decide(session, threshold=3).auto
    assert not decide(session, threshold=4).auto


def test_another_category_takes_over_from_one_and_asks(session: Session) -> None:
    for _ in range(3):
        file(session, "coffee")
    _, learned = file(session, "gift")

    found = mapping(session)
    assert found is not None
    assert (found.confidence, found.is_ambiguous) == (1, True)
    assert learned is not None
    assert (learned.category, learned.previous_category, learned.times) == ("gift", "coffee", 1)
    assert not learned.can_auto
    for _ in range(5):
        file(session, "gift")
    decision = decide(session)
    assert (decision.auto, decision.hold) == (False, Hold.SEVERAL_CATEGORIES)


def test_filing_a_row_anew_moves_its_lesson(session: Session) -> None:
    rows = [file(session, "coffee")[0] for _ in range(2)]
    for row in rows:
        confirm(session, row, "groceries")

    found = mapping(session)
    assert found is not None
    # Nothing speaks for coffee any more, so that the merchant has one category again.
    assert found.category_id == make_category(session, "groceries").id
    assert (found.confidence, found.is_ambiguous) == (2, False)
    assert session.scalar(select(func.count()).select_from(LearningEvent)) == 2


def test_an_exception_teaches_nothing(session: Session) -> None:
    for _ in range(3):
        file(session, "coffee")
    _, learned = file(session, "gift", choice=LearnChoice.ONCE)

    assert learned is None
    assert decide(session).auto


def test_never_excludes_the_merchant(session: Session) -> None:
    file(session, "coffee", choice=LearnChoice.NEVER)
    assert session.scalars(select(LearningExclusion.merchant_pattern)).all() == ["KORNBLUM BAKERY"]
    for _ in range(3):
        assert file(session, "coffee")[1] is None
    assert mapping(session) is None


@pytest.mark.parametrize("category", ["coffee", "gift"])
def test_a_rule_of_the_owner_is_never_changed(session: Session, category: str) -> None:
    own = MerchantMapping(
        merchant_pattern="KORNBLUM BAKERY",
        category_id=make_category(session, "coffee").id,
        confidence=1,
        origin=RuleOrigin.OWN,
        created_at=NOW,
    )
    session.add(own)
    session.flush()
    assert file(session, category)[1] is None
    assert (own.confidence, own.origin, own.is_ambiguous) == (1, RuleOrigin.OWN, False)
    assert key_of(session, decide(session)) == "coffee"


def test_a_shipped_mapping_that_is_contradicted_becomes_learned(session: Session) -> None:
    shipped = mapping(session, "STARBUCKS")
    assert shipped is not None
    before = (shipped.category_id, shipped.confidence, shipped.origin)
    row, learned = file(session, "gift", "STARBUCKS STORE 04512")
    assert learned is not None
    assert (shipped.origin, shipped.confidence, shipped.is_ambiguous) == ("learned", 1, False)

    answer_learned(
        session,
        shipped.id,
        choice=LearnChoice.ONCE,
        transaction_ids=[row.id],
        threshold=3,
        at=NOW,
    )
    assert (shipped.category_id, shipped.confidence, shipped.origin) == before


def test_a_shipped_pattern_in_a_longer_name_gets_the_credit(session: Session) -> None:
    shipped = mapping(session, "STARBUCKS")
    assert shipped is not None
    description = "STARBUCKS AIRPORT LOUNGE"
    decision = decide(session, description)
    assert decision.decided_by == shipped.id
    file(
        session,
        "coffee",
        description,
        categorization_tier="merchant_map",
        decided_by_id=shipped.id,
        predicted_category_id=shipped.category_id,
    )
    assert shipped.confidence == 11
    assert decide(session, description).auto


def test_three_dinners_by_venmo_dont_confirm_a_rent(session: Session) -> None:
    for _ in range(3):
        file(session, "coffee", "VENMO PAYMENT ANNA", amount="20.00")
    decision = decide(session, "VENMO PAYMENT ANNA", cents=90_000)
    assert not decision.auto


def test_what_an_amount_rule_explains_teaches_nothing_about_the_merchant(session: Session) -> None:
    music = make_category(session, "coffee").id
    row, learned = file(
        session,
        "coffee",
        categorization_tier="amount_rule",
        decided_by_id=1,
        predicted_category_id=music,
    )
    assert row.status == "confirmed"
    assert learned is None
    assert mapping(session) is None


def test_a_switched_off_mapping_learns_nothing(session: Session) -> None:
    file(session, "coffee")
    found = mapping(session)
    assert found is not None
    found.is_enabled = False
    assert file(session, "coffee")[1] is None
    assert found.confidence == 1


def test_taking_the_only_lesson_back_forgets_the_mapping(session: Session) -> None:
    row, learned = file(session, "coffee")
    assert learned is not None
    answer_learned(session, learned.mapping_id, choice=LearnChoice.NEVER, threshold=3, at=NOW)
    assert mapping(session) is None
    assert row.status == "confirmed"
    assert session.scalars(select(LearningExclusion.merchant_pattern)).all() == ["KORNBLUM BAKERY"]
    with pytest.raises(NothingLearnedError):
        answer_learned(session, learned.mapping_id, choice=LearnChoice.ONCE, threshold=3, at=NOW)


def test_taking_a_switch_back_restores_what_it_was(session: Session) -> None:
    for _ in range(4):
        file(session, "coffee")
    rows = [file(session, "gift")[0] for _ in range(2)]
    found = mapping(session)
    assert found is not None
    answer_learned(
        session,
        found.id,
        choice=LearnChoice.ONCE,
        transaction_ids=[row.id for row in rows],
        threshold=3,
        at=NOW,
    )
    assert (found.category_id, found.confidence) == (make_category(session, "coffee").id, 4)
    assert decide(session).auto


def test_one_request_with_two_categories_of_a_merchant(session: Session) -> None:
    rows = [make_transaction(session, description=SHOP, status="pending_review") for _ in range(5)]
    keys = itertools.chain(["coffee"] * 4, ["gift"])
    choices = {row.id: make_category(session, key).id for row, key in zip(rows, keys, strict=True)}
    [learned] = review.confirm_many(session, choices, threshold=3, at=NOW)
    assert (learned.category, learned.times, learned.can_auto) == ("gift", 1, False)

    answer_learned(
        session,
        learned.mapping_id,
        choice=LearnChoice.ONCE,
        transaction_ids=[rows[-1].id],
        threshold=3,
        at=NOW,
    )
    found = mapping(session)
    assert found is not None
    assert (found.category_id, found.confidence) == (make_category(session, "coffee").id, 4)


def test_other_waiting_rows_of_the_merchant_get_the_prediction_and_wait(session: Session) -> None:
    waiting = make_transaction(
        session, description=SHOP, status="pending_review", merchant_key="KORNBLUM BAKERY"
    )
    for _ in range(4):
        file(session, "coffee", merchant_key="KORNBLUM BAKERY")
    session.refresh(waiting)
    assert waiting.status == "pending_review"
    assert waiting.predicted_category_id == make_category(session, "coffee").id
    assert (waiting.categorization_tier, waiting.prediction_confidence) == ("merchant_map", 1.0)
    assert waiting.category_id is None


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (
            1,
            (
                "I will suggest Coffee for Kornblum Bakery from now on, "
                "and file it by myself when you confirm it 2 more times"
            ),
        ),
        (
            2,
            (
                "I will suggest Coffee for Kornblum Bakery from now on, "
                "and file it by myself when you confirm it once more"
            ),
        ),
        (3, "I will file Kornblum Bakery under Coffee from now on"),
    ],
)
def test_it_says_what_it_will_do(session: Session, times: int, sentence: str) -> None:
    learned = [file(session, "coffee")[1] for _ in range(times)][-1]
    assert learned is not None
    assert learned.sentence == sentence
