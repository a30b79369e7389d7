"""Decisions are kept with their evidence, and made again from it alone."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import StoredDecision
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.recording import record, record_one
from backend.services.categorization.replaying import ChangedEvidenceError, replay
from tests.builders import make_account, make_transaction
from tests.conftest import NOW

LINES = [("STARBUCKS 1122 SEATTLE", 540), ("STARBUCKS 99 RENO", 610), ("ZXQV", 100)]


def stored(session: Session) -> list[StoredDecision]:
    return list(session.scalars(select(StoredDecision)))


def test_equal_decisions_are_kept_once(session: Session) -> None:
    decisions = list(load_cascade(session, threshold=3).decide_many(LINES))

    first = record(session, decisions, at=NOW)
    again = record(session, decisions[::-1], at=NOW)

    assert again == first[::-1]
    assert len(stored(session)) == len(set(first)) == 2


def test_a_stored_decision_is_made_again(session: Session) -> None:
    [decision] = load_cascade(session, threshold=3).decide_many(LINES[:1])
    record_one(session, decision, at=NOW)

    [kept] = stored(session)

    again = replay(kept)
    assert (again.category_id, again.is_auto, again.hold) == (
        decision.category_id,
        decision.auto,
        decision.hold,
    )


@pytest.mark.parametrize("place", [0, 10, 60, -2])
def test_a_byte_that_changed_is_noticed(session: Session, place: int) -> None:
    [decision] = load_cascade(session, threshold=3).decide_many(LINES[:1])
    record_one(session, decision, at=NOW)
    [kept] = stored(session)
    evidence = bytearray(kept.evidence.encode())
    evidence[place] ^= 1
    kept.evidence = evidence.decode()

    with pytest.raises(ChangedEvidenceError):
        replay(kept)


def test_what_was_predicted_before_is_in_the_log(session: Session) -> None:
    account = make_account(session)
    row = make_transaction(session, account=account, description="ZXQV", status="pending_review")
    first, second = record(
        session, list(load_cascade(session, threshold=3).decide_many(LINES[1:])), at=NOW
    )
    for decision_id in (first, second, None, first):
        row.decision_id = decision_id
        session.flush()

    logged = session.connection().exec_driver_sql(
        "SELECT decision_id FROM prediction_log WHERE transaction_id = ? ORDER BY rowid", (row.id,)
    )

    assert logged.scalars().all() == [first, second, first]


def test_a_row_that_was_never_predicted_anew_is_in_the_log_too(session: Session) -> None:
    [decision_id] = record(session, [load_cascade(session, threshold=3).decide(*LINES[0])], at=NOW)
    row = make_transaction(session, description="STARBUCKS", decision_id=decision_id)

    logged = session.connection().exec_driver_sql(
        "SELECT transaction_id, decision_id FROM prediction_log"
    )

    assert [tuple(one) for one in logged] == [(row.id, decision_id)]
