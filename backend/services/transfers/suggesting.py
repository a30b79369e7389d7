"""Finds transfers among new rows: equal cents, out of one own account and into another."""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from backend.models import Transfer, TransferStatus
from backend.services import operations

_MOST_DAYS_APART = 4
_APART = dt.timedelta(days=_MOST_DAYS_APART)
_MOST_ALIKE = 20  # of equal rows on one day, to bound what odd files cost
_WORDS = re.compile(
    r"\b(?:TRANSFERS?|TRNSFR|XFER|TRSF|TFR|PAYMENTS?|PYMT|PMT|PYMNT|AUTOPAY|EPAY|E-PAYMENT|BILLPAY"
    r"|THANK YOU|FROM (?:CHECKING|CHK|SAVINGS|SAV|SHARE)|TO (?:CHECKING|CHK|SAVINGS|SAV|SHARE)"
    r"|DEPOSIT FROM|WITHDRAWAL TO|ROUNDUP|AMEX EPAYMENT|CRCARDPMT|CREDIT CARD"
    r"|ÜBERTRAG|UMBUCHUNG|VIREMENT|TRASPASO|GIROCONTO)\b",
    re.IGNORECASE,
)

_HAS_OTHERS = """
SELECT (SELECT min(account_id) FROM transactions) != (SELECT max(account_id) FROM transactions)
"""
_SPAN = """
SELECT min(date), max(date), min(account_id), max(account_id) FROM transactions
WHERE id BETWEEN ? AND ?
"""
_NEW = """
SELECT id, date, amount FROM transactions
WHERE id BETWEEN ? AND ? AND amount IN (SELECT -value FROM json_each(?))
"""
# Account by account, so that one index answers without a look at the rows; as a list, since for
# a join SQLite goes through all of the index first, to know which accounts have rows at all.
_CANCELLING = """
SELECT id, date, amount FROM transactions
WHERE account_id IN (SELECT id FROM accounts WHERE NOT (id >= ? AND id <= ?))
  AND date >= ? AND date <= ?
  AND amount IN (SELECT -amount FROM transactions WHERE id BETWEEN ? AND ? AND amount != 0)
"""
_LEGS = """
SELECT t.id, t.account_id, t.date, t.amount, t.description,
       coalesce(c.is_transfer OR p.is_transfer, 0), c.id IS NOT NULL
FROM json_each(?) AS wanted
JOIN transactions t ON t.id = wanted.value
LEFT JOIN categories c ON c.id = coalesce(t.category_id, t.predicted_category_id)
LEFT JOIN categories p ON p.id = c.parent_id
WHERE t.transfer_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM transfers x
                  WHERE x.out_transaction_id = t.id AND x.status != 'refused')
  AND NOT EXISTS (SELECT 1 FROM transfers x
                  WHERE x.in_transaction_id = t.id AND x.status != 'refused')
"""
_REFUSED = """
SELECT out_transaction_id, in_transaction_id FROM transfers WHERE status = 'refused'
"""


class _Leg(NamedTuple):
    """One side of what may be a transfer; `day` is an ordinal."""

    id: int
    account_id: int
    day: int
    cents: int
    speaks_of_it: bool
    is_filed_elsewhere: bool


class _Pair(NamedTuple):
    """Two legs; pairs sort by how likely they are, the likeliest first."""

    silence: int  # how many legs don't speak of a transfer
    days_apart: int
    out_id: int
    in_id: int


def suggest_transfers(session: Session, new_rows: Iterable[range], *, at: dt.datetime) -> int:
    """Suggest pairs in which at least one leg is new; return how many.

    A row is a leg of one pair at most. Pairs that the owner refused are not suggested again.
    Rows that are filed under an ordinary category count only if their words speak of a transfer.

    Args:
        session: a write session.
        new_rows: ranges of transaction ids to find partners for.
        at: the moment of the suggestion.
    """
    ranges = [ids for ids in new_rows if ids]
    connection = session.connection()
    if not ranges or not connection.exec_driver_sql(_HAS_OTHERS).scalar():
        return 0
    legs = _legs(session, ranges)
    pairs = _likely_pairs(legs, ranges, _refused(session))
    if not pairs:
        return 0
    operations.begin(session, "suggest_transfers", "Suggested transfers", at=at)
    session.execute(
        insert(Transfer),
        [
            {
                "out_transaction_id": pair.out_id,
                "in_transaction_id": pair.in_id,
                "status": TransferStatus.SUGGESTED,
                "created_at": at,
            }
            for pair in pairs
        ],
    )
    return len(pairs)


def _legs(session: Session, ranges: Sequence[range]) -> list[_Leg]:
    """Return the free rows that a new row cancels in the same days, and those new rows."""
    connection = session.connection()
    spans = _Spans()
    wanted: set[int] = set()
    for ids in ranges:
        for rows in _near_each_other(connection, (ids[0], ids[-1]), spans):
            wanted.update(row_id for row_id, _, _ in rows)
    found = connection.exec_driver_sql(_LEGS, (json.dumps(sorted(wanted)),)).all()
    return [_leg(row) for row in found]


def _near_each_other(
    connection: Connection, ids: tuple[int, int], spans: "_Spans"
) -> tuple[list[Any], list[Any]]:
    """Return the rows that the rows `ids` cancel in the same days, and those of `ids` that do."""
    *days, one, other = connection.exec_driver_sql(_SPAN, ids).one()
    if days[0] is None:
        return [], []
    first, last = (dt.date.fromisoformat(day) for day in days)
    own = (one, one) if one == other else (0, -1)  # an account has no transfers to itself
    bound = (*own, (first - _APART).isoformat(), (last + _APART).isoformat(), *ids)
    others = connection.exec_driver_sql(_CANCELLING, bound).all()
    cents = json.dumps(list({cents for _, _, cents in others}))
    new = connection.exec_driver_sql(_NEW, (*ids, cents)).all()
    near = _near(others, new, spans)
    return near, _near(new, near, spans)


class _Spans(dict[str, int]):
    """The number of the span of days that a day lies in: partners lie in the same or the next."""

    def __missing__(self, day: str) -> int:
        number = self[day] = _ordinal(day) // _MOST_DAYS_APART
        return number


def _near(rows: Sequence[Any], others: Sequence[Any], spans: _Spans) -> list[Any]:
    """Return the rows (id, date, cents) that one of `others` cancels within days, or hardly more.

    Over years most equal amounts lie far apart, and looking at words is what takes time.
    """
    cancelled = {-cents for _, _, cents in others}
    rows = [row for row in rows if row[2] in cancelled]
    wanted = {cents for _, _, cents in rows}
    near = {
        (-cents, spans[day] + step)
        for _, day, cents in others
        if -cents in wanted
        for step in (-1, 0, 1)
    }
    return [row for row in rows if (row[2], spans[row[1]]) in near]


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _leg(row: Any) -> _Leg:
    row_id, account_id, day, cents, description, in_transfer_category, has_category = row
    speaks = bool(in_transfer_category) or _WORDS.search(description) is not None
    return _Leg(row_id, account_id, _ordinal(day), cents, speaks, bool(has_category) and not speaks)


def _refused(session: Session) -> set[tuple[int, int]]:
    return {(out_id, in_id) for out_id, in_id in session.connection().exec_driver_sql(_REFUSED)}


def _likely_pairs(
    legs: Iterable[_Leg], new: Sequence[range], refused: set[tuple[int, int]]
) -> list[_Pair]:
    """Choose pairs one to one: those whose words say so first, then the nearest days."""
    incoming: dict[tuple[int, int], list[_Leg]] = defaultdict(list)
    outgoing = []
    for leg in legs:
        if leg.is_filed_elsewhere:
            continue
        if leg.cents > 0:
            outgoing.append(leg)
        else:
            incoming[-leg.cents, leg.day].append(leg)
    pairs = [
        _Pair(2 - out.speaks_of_it - into.speaks_of_it, abs(out.day - into.day), out.id, into.id)
        for out in outgoing
        for into in _around(out, incoming)
        if into.account_id != out.account_id
        and (out.id, into.id) not in refused
        and any(out.id in ids or into.id in ids for ids in new)
    ]
    return _one_to_one(pairs)


def _around(out: _Leg, incoming: dict[tuple[int, int], list[_Leg]]) -> Iterable[_Leg]:
    for day in range(out.day - _MOST_DAYS_APART, out.day + _MOST_DAYS_APART + 1):
        yield from incoming.get((out.cents, day), ())[:_MOST_ALIKE]


def _one_to_one(pairs: Iterable[_Pair]) -> list[_Pair]:
    taken: set[int] = set()
    chosen = []
    for pair in sorted(pairs):
        if pair.out_id not in taken and pair.in_id not in taken:
            taken |= {pair.out_id, pair.in_id}
            chosen.append(pair)
    return chosen
