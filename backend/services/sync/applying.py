"""Writes the steps of a plan: some at a time, each time as one transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.database import recorder
from backend.integrations.bank_feed import FeedTransaction
from backend.services.categorization.recording import record
from backend.services.rules.acting import act
from backend.services.sync.merging import Values, decided_values, feed_values
from backend.services.sync.plan import Outcome, Step
from backend.services.sync.regrouping import follow_amount
from backend.services.sync.stored import Login
from backend.services.transactions.deletion import delete_transactions
from backend.services.transactions.presentation import stamp
from backend.services.transactions.restoring import restore
from backend.services.transfers.suggesting import suggest_transfers

_PLAID = "plaid"
_COLUMNS = (
    *("id", "account_id", "source", "created_at", "plaid_transaction_id"),
    *("date", "posted_date", "description", "merchant_name", "amount"),
    *("is_pending", "bank_category", "possible_duplicate_of_id"),
    *("merchant_key", "category_id", "predicted_category_id", "status"),
    *("categorization_tier", "prediction_confidence", "decided_by_id", "matched_text"),
    "decision_id",
)
_INSERT = (
    f"INSERT INTO transactions ({', '.join(_COLUMNS)}, has_splits)"
    f" VALUES ({', '.join(f':{name}' for name in _COLUMNS)}, 0)"
)
_NEW_MARK = """
INSERT INTO feed_transactions (id, account_id, provider, external_id, transaction_id,
                               connection_id, standing, first_seen_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_KNOWN_MARK = """
UPDATE feed_transactions SET transaction_id = ?, connection_id = ?, standing = ? WHERE id = ?
"""
_LAST_ID = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"


def apply(
    session: Session,
    login: Login,
    steps: Sequence[Step],
    *,
    at: dt.datetime,
    is_recorded: bool = True,
) -> None:
    """Write steps, under the operation that is open.

    Args:
        session: a write session in which everything that the plan was made for still stands.
        login: the login.
        steps: some of the plan's, in its order.
        at: the moment of the sync.
        is_recorded: whether changes are recorded at this moment.
    """
    transaction_ids = [step.transaction_id for step in steps]
    decision_ids = _record_decisions(session, steps, at=at)
    for step in steps:
        if step.row is not None and step.feed is not None:
            _change(session, step, decision_ids, at=at)
    new = [place for place, step in enumerate(steps) if step.outcome is Outcome.ADDED]
    ids = _insert_rows(session, login, [steps[place] for place in new], decision_ids, at=at)
    for place, row_id in zip(new, ids, strict=True):
        transaction_ids[place] = row_id
    new_marks = _remember(session, login, list(zip(steps, transaction_ids, strict=True)), at=at)
    if new_marks and is_recorded:
        recorder.record_inserted_range(session, "feed_transactions", new_marks[0], new_marks[-1])
    doomed = [step.row.id for step in steps if step.outcome is Outcome.REMOVED and step.row]
    if doomed:
        delete_transactions(session, doomed, reason="bank", at=at)
    act(session, [*ids, *(step.row.id for step in steps if step.row and step.decision)])
    suggest_transfers(session, [ids], at=at)


def _record_decisions(
    session: Session, steps: Sequence[Step], *, at: dt.datetime
) -> dict[int, int]:
    """Keep what was decided; return its ids by the decisions' own."""
    different = {id(step.decision): step.decision for step in steps if step.decision is not None}
    return dict(zip(different, record(session, list(different.values()), at=at), strict=True))


def _change(
    session: Session, step: Step, decision_ids: Mapping[int, int], *, at: dt.datetime
) -> None:
    if step.row is None:
        raise AssertionError("only a stored row can be changed")
    if step.gone is not None:
        restore(session, step.gone.deleted_id, at=at)
    values = dict(step.values)
    if "amount" in values:
        values |= follow_amount(session, step.row, values["amount"])
    if "categorization_tier" in values:
        values["decision_id"] = decision_ids[id(step.decision)]
    if values:
        sets = ", ".join(f"{name} = :{name}" for name in values)
        session.connection().exec_driver_sql(
            f"UPDATE transactions SET {sets} WHERE id = :id", {**values, "id": step.row.id}
        )


def _insert_rows(
    session: Session,
    login: Login,
    steps: Sequence[Step],
    decision_ids: Mapping[int, int],
    *,
    at: dt.datetime,
) -> range:
    if not steps:
        return range(0)
    raw = session.connection()
    first = raw.exec_driver_sql(_LAST_ID, ("transactions",)).scalar_one() + 1
    ids = range(first, first + len(steps))
    same = {"source": login.provider, "created_at": stamp(at)}
    rows = [
        {
            **same,
            "id": row_id,
            "decision_id": decision_ids[id(step.decision)],
            **_new_values(step, login.provider),
        }
        for row_id, step in zip(ids, steps, strict=True)
    ]
    with recorder.bulk_inserts(session, "transactions"):
        raw.exec_driver_sql(_INSERT, rows)
    recorder.record_inserted_range(session, "transactions", ids[0], ids[-1])
    return ids


def _new_values(step: Step, provider: str) -> Values:
    feed, decision = step.feed, step.decision
    if feed is None or decision is None:
        raise AssertionError("a new row has no decision")
    twin = step.possible_duplicate_of_id
    values = feed_values(feed) | decided_values(decision, may_be_sure=twin is None)
    values["merchant_name"] = feed.merchant_name or decision.merchant_name or None
    values["account_id"] = step.link.account_id
    values["possible_duplicate_of_id"] = twin
    values["plaid_transaction_id"] = _plaid_id(feed, provider)
    return values


def _plaid_id(feed: FeedTransaction, provider: str) -> str | None:
    return feed.external_id if provider == _PLAID else None


def _remember(
    session: Session,
    login: Login,
    written: Sequence[tuple[Step, int | None]],
    *,
    at: dt.datetime,
) -> range:
    """Remember the ids of rows, so that none counts as new again; return what is new of it."""
    raw = session.connection()
    new: list[tuple[Any, ...]] = []
    known: list[tuple[Any, ...]] = []
    for step, transaction_id in written:
        for mark in step.marks:
            if mark.known is not None:
                known.append((transaction_id, login.id, mark.standing, mark.known.id))
            else:
                key = (step.link.account_id, login.provider, mark.external_id)
                new.append((*key, transaction_id, login.id, mark.standing, stamp(at)))
    if known:
        raw.exec_driver_sql(_KNOWN_MARK, known)
    first = raw.exec_driver_sql(_LAST_ID, ("feed_transactions",)).scalar_one() + 1
    ids = range(first, first + len(new))
    if new:
        with recorder.bulk_inserts(session, "feed_transactions"):
            rows = [(mark_id, *row) for mark_id, row in zip(ids, new, strict=True)]
            raw.exec_driver_sql(_NEW_MARK, rows)
    return ids
