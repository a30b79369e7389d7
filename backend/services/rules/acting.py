"""What the owner's rules do with stored rows beside filing them: names, tags, notes, splits.

What the owner changed by hand stays, and a row that has a note or parts keeps them.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.models import CategorizationTier, TransactionStatus
from backend.services.rules.deciding import Ruling
from backend.services.rules.loading import load_rules
from backend.services.rules.matching import Facts
from backend.services.rules.ruling import OwnRule, divide

_CHUNK = 5_000
COLUMNS = (
    *("id", "description", "merchant_name", "notes", "amount", "date", "account_id", "source"),
    *("status", "category_id", "categorization_tier", "decided_by_id", "has_splits"),
    *("owner_edits", "is_left_out", "transfer_id", "possible_duplicate_of_id"),
    "predicted_category_id",
)
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM transactions"
_CHOSEN = " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_TAGS = """
SELECT transaction_id, tag_id FROM transaction_tags
WHERE transaction_id IN (SELECT value FROM json_each(?))
"""


class StoredRow(NamedTuple):
    """A transaction as rules look at it: cents, its day as text."""

    id: int
    description: str
    merchant_name: str | None
    notes: str | None
    cents: int
    date: str
    account_id: int
    source: str
    status: str
    category_id: int | None
    tier: str | None
    decided_by_id: int | None
    has_splits: int
    owner_edits: str | None
    is_left_out: int
    transfer_id: int | None
    possible_duplicate_of_id: int | None
    predicted_category_id: int | None

    @property
    def facts(self) -> Facts:
        """What rules are asked about."""
        day = dt.date.fromisoformat(self.date)
        texts = (self.description, self.merchant_name, self.notes)
        return Facts(*texts, self.cents, day, self.account_id, self.source)

    def is_edited(self, column: str) -> bool:
        """Tell whether the owner changed that column by hand."""
        return self.owner_edits is not None and column in self.owner_edits.split(",")


@dataclass(slots=True)
class Doing:
    """What is to be done, by kind: with which rows each thing is done."""

    names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    left_out: list[int] = field(default_factory=list)
    splits: list[tuple[int, OwnRule, tuple[int, ...]]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many rows each kind of action changes."""
        return {
            "merchant": sum(map(len, self.names.values())),
            "note": sum(map(len, self.notes.values())),
            "tag": len({id_ for ids in self.tags.values() for id_ in ids}),
            "leave_out": len(self.left_out),
            "split": len(self.splits),
        }

    def touched(self) -> set[int]:
        """Return the rows that anything is done with."""
        found: set[int] = {*self.left_out, *(id_ for id_, _, _ in self.splits)}
        groups: tuple[dict[Any, list[int]], ...] = (self.names, self.notes, self.tags)
        return found.union(*(ids for group in groups for ids in group.values()))


def act(
    session: Session,
    transaction_ids: Sequence[int],
    *,
    typed: Collection[str] = (),
) -> None:
    """Do what the rules say beside filing with rows that have just been stored and decided.

    Call it inside the operation that stored them.

    Args:
        session: a write session.
        transaction_ids: the rows.
        typed: columns that the owner has just typed in, which stay.
    """
    rules = load_rules(session) if transaction_ids else None
    if rules is None or not rules.does_more:
        return
    doing = Doing()
    for rows in _chunks(session, transaction_ids):
        tagged = tags_of(session, [row.id for row in rows])
        for row in rows:
            ruling = rules.ruling(row.facts)
            if not ruling.is_silent:
                note_more(doing, row, ruling, tagged, typed=typed)
                _note_split(doing, row, ruling)
    carry_out(session, doing)


def tags_of(session: Session, ids: Sequence[int]) -> set[tuple[int, int]]:
    """Return which of the rows has which tag, as (row, tag)."""
    found = session.connection().exec_driver_sql(_TAGS, (json.dumps(list(ids)),))
    return {(row_id, tag_id) for row_id, tag_id in found}


def note_more(
    doing: Doing,
    row: StoredRow,
    ruling: Ruling,
    tagged: set[tuple[int, int]],
    *,
    typed: Collection[str] = (),
) -> None:
    """Note what is to be done with a row beside filing and splitting it."""
    edited = row.owner_edits.split(",") if row.owner_edits else ()

    def is_free(column: str) -> bool:
        return column not in typed and column not in edited

    if ruling.naming and is_free("merchant_name"):
        name = ruling.naming.actions.merchant
        if name and name != row.merchant_name:
            doing.names[name].append(row.id)
    if ruling.noting and is_free("notes") and not row.notes:
        doing.notes[ruling.noting.actions.note or ""].append(row.id)
    if ruling.leaving_out and is_free("is_left_out") and not row.is_left_out:
        doing.left_out.append(row.id)
    if ruling.tagging:
        wanted = dict.fromkeys(tag for rule in ruling.tagging for tag in rule.actions.tag_ids)
        for tag_id in wanted:
            if (row.id, tag_id) not in tagged:
                doing.tags[tag_id].append(row.id)


def _note_split(doing: Doing, row: StoredRow, ruling: Ruling) -> None:
    """Note the parts of a row that a rule has just filed by itself."""
    rule = ruling.filing
    if rule is None or not rule.actions.split or row.has_splits:
        return
    is_filed_by_it = row.tier == CategorizationTier.RULE and row.decided_by_id == rule.id
    if not is_filed_by_it or row.status != TransactionStatus.AUTO_CONFIRMED:
        return
    parts = divide(row.cents, rule.actions.split)
    if parts is not None:
        doing.splits.append((row.id, rule, tuple(parts)))


def carry_out(session: Session, doing: Doing) -> None:
    """Do what was noted; each kind in a few statements, however many rows there are."""
    for name, ids in doing.names.items():
        _set(session, ids, "merchant_name", name)
        # As if the owner had typed it: else the bank's next word about the row would undo it.
        _note_edit(session, ids, "merchant_name")
    for note, ids in doing.notes.items():
        _set(session, ids, "notes", note)
    _set(session, doing.left_out, "is_left_out", 1)
    raw = session.connection()
    for tag_id, ids in doing.tags.items():
        raw.exec_driver_sql(
            "INSERT INTO transaction_tags (transaction_id, tag_id) VALUES (?, ?)",
            [(row_id, tag_id) for row_id in ids],
        )
    if doing.splits:
        raw.exec_driver_sql(
            "INSERT INTO transaction_splits (transaction_id, category_id, amount) VALUES (?, ?, ?)",
            [
                (row_id, part.category_id, cents)
                for row_id, rule, parts in doing.splits
                for part, cents in zip(rule.actions.split, parts, strict=True)
            ],
        )
        _set(session, [row_id for row_id, _, _ in doing.splits], "has_splits", 1)
    session.expire_all()


def _set(session: Session, ids: Sequence[int], column: str, value: Hashable) -> None:
    if ids:
        session.execute(
            text(
                f"UPDATE transactions SET {column} = :value"
                " WHERE id IN (SELECT value FROM json_each(:ids))"
            ),
            {"value": value, "ids": json.dumps(ids)},
        )


def _note_edit(session: Session, ids: Sequence[int], column: str) -> None:
    session.execute(
        text(
            "UPDATE transactions SET owner_edits = coalesce(nullif(owner_edits, '') || ',', '')"
            " || :name WHERE id IN (SELECT value FROM json_each(:ids))"
            " AND instr(',' || coalesce(owner_edits, '') || ',', ',' || :name || ',') = 0"
        ),
        {"ids": json.dumps(ids), "name": column},
    )


def _chunks(session: Session, ids: Sequence[int]) -> Iterator[list[StoredRow]]:
    for start in range(0, len(ids), _CHUNK):
        chosen = json.dumps(list(ids[start : start + _CHUNK]))
        found = session.connection().exec_driver_sql(_SELECT + _CHOSEN, (chosen,))
        yield [StoredRow._make(row) for row in found]
