"""The error budget: what files by itself is held against the owner's corrections."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import AppSetting, MerchantMapping, Transaction
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import LEARNED, LOCAL_MODEL, SHIPPED, Decision, Hold
from backend.services.categorization.recording import record_one
from backend.services.categorization.trust import Record, Standing, read_standing
from tests.builders import make_category, make_transaction
from tests.conftest import NOW

LINE = "STARBUCKS STORE 1122"


def decide(session: Session, line: str = LINE) -> Decision:
    return load_cascade(session, threshold=3).decide(line, 500)


def file_by_itself(session: Session, *, corrected: int = 0, kept: int = 0) -> None:
    """Let shipped knowledge have filed rows, and the owner have put some of them right."""
    decision = decide(session)
    decision_id = record_one(session, decision, at=NOW)
    gift = make_category(session, "gift").id
    for number in range(corrected + kept):
        is_wrong = number >= kept
        row = make_transaction(
            session,
            description=f"{LINE} {number}",
            status="confirmed" if is_wrong else "auto_confirmed",
            decision_id=decision_id,
            predicted_category_id=decision.category_id,
        )
        row.category_id = gift if is_wrong else decision.category_id
    session.flush()


def test_what_ships_files_by_itself_until_it_is_corrected_too_often(session: Session) -> None:
    assert decide(session).auto
    file_by_itself(session, corrected=3, kept=40)

    decision = decide(session)

    assert (decision.auto, decision.hold) == (False, Hold.ERROR_BUDGET)
    assert decision.category_id is not None


def test_two_slips_tell_nothing_yet(session: Session) -> None:
    file_by_itself(session, corrected=2, kept=3)

    assert decide(session).auto


def test_confirming_what_it_would_have_filed_earns_trust_again(session: Session) -> None:
    file_by_itself(session, corrected=3)
    held = decide(session)
    held_id = record_one(session, held, at=NOW)
    trusted = []
    for number in range(25):
        trusted.append(decide(session).auto)
        row = make_transaction(session, description=f"{LINE} A{number}", decision_id=held_id)
        row.category_id = row.predicted_category_id = held.category_id
        session.flush()

    assert not any(trusted)
    assert read_standing(session).records[SHIPPED] == Record(28, 3, 25)
    assert decide(session).auto


@pytest.mark.parametrize(("budget", "is_auto"), [("20", True), ("200", False), ("never", False)])
def test_the_budget_decides_how_many_corrections_are_too_many(
    session: Session, *, budget: str, is_auto: bool
) -> None:
    file_by_itself(session, corrected=4, kept=96)
    session.add(AppSetting(key="error_budget", value=budget, updated_at=NOW))

    assert decide(session).auto is is_auto


def test_the_owners_own_patterns_file_whatever_the_budget(session: Session) -> None:
    session.add(AppSetting(key="error_budget", value="never", updated_at=NOW))
    coffee = make_category(session, "coffee").id
    session.add(
        MerchantMapping(
            merchant_pattern="KORNBLUM", category_id=coffee, confidence=1, origin="own",
            created_at=NOW,
        )
    )  # fmt: skip
    session.flush()

    assert decide(session, "KORNBLUM BAKERY").auto


def test_rows_that_wait_say_nothing(session: Session) -> None:
    file_by_itself(session, corrected=3, kept=5)
    for row in session.scalars(select(Transaction)):
        row.status = "pending_review"
    session.flush()

    assert read_standing(session).records == {
        SHIPPED: Record(),
        LEARNED: Record(),
        LOCAL_MODEL: Record(),
    }


def test_each_part_stands_for_itself() -> None:
    standing = Standing(50, {SHIPPED: Record(100, 3), LEARNED: Record(100, 2)})

    assert standing.trust.paused == {SHIPPED}
