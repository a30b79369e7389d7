"""What a rule does with rows that are stored already: worked out first, written if wished.

A rule counts in its place among the others: where one before it files a row, it does not. A
category that the owner confirmed is never changed, nor what they changed by hand, nor the legs of
a transfer; rows that may be there twice are only predicted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from backend.models import CategorizationTier, Transaction, TransactionStatus
from backend.services.filtering.compiling import compile_condition
from backend.services.rules.acting import (
    COLUMNS,
    Doing,
    StoredRow,
    note_more,
    tags_of,
)
from backend.services.rules.deciding import RuleSet, Ruling, ruling_of
from backend.services.rules.ruling import OwnRule, divide


class Scope(StrEnum):
    """Which rows of the past a rule is applied to.

    Rows that wait; those that nobody confirmed; or all, of which the confirmed ones keep their
    categories and get the rest.
    """

    WAITING = "waiting"
    NOT_CONFIRMED = "not_confirmed"
    ALL = "all"


_STATUSES = {
    Scope.WAITING: (TransactionStatus.PENDING_REVIEW,),
    Scope.NOT_CONFIRMED: (TransactionStatus.PENDING_REVIEW, TransactionStatus.AUTO_CONFIRMED),
    Scope.ALL: tuple(TransactionStatus),
}


@dataclass(slots=True)
class Plan:
    """What applying a rule would do; `doing` has the rest beside categories.

    Attributes:
        filed: rows that it files under its category, or splits.
        predicted: rows that it only predicts.
        misfits: those of them that its split doesn't fit.
    """

    rule: OwnRule
    filed: list[int] = field(default_factory=list)
    predicted: list[int] = field(default_factory=list)
    misfits: set[int] = field(default_factory=set)
    doing: Doing = field(default_factory=Doing)

    def counts(self) -> dict[str, int]:
        """Return how many rows each kind of action changes."""
        found = {"category": len(self.filed), "predicted": len(self.predicted)}
        return found | self.doing.counts()

    def touched(self) -> set[int]:
        """Return the rows that change."""
        return {*self.filed, *self.predicted} | self.doing.touched()


class Asked:
    """A rule among the others, as it is asked of rows that it matches."""

    def __init__(self, rule: OwnRule, earlier: RuleSet) -> None:
        self.rule = rule
        self.earlier = earlier
        # Mostly no other rule matches: what it does then is always the same.
        self._alone = own_part([rule], rule)
        self._rulings: dict[int, Ruling] = {}

    def ruling(self, row: StoredRow) -> Ruling:
        """Return what the rule does with a row: what no earlier one does."""
        if not self.earlier.rules:
            return self._alone
        found = self._rulings.get(row.id)
        if found is None:
            others = self.earlier.matching(row.facts)
            found = own_part([*others, self.rule], self.rule) if others else self._alone
            self._rulings[row.id] = found
        return found

    def is_taken(self, row: StoredRow) -> bool:
        """Tell whether the rule would file the row if no earlier one did."""
        return self.ruling(row).filing is None


def own_part(matching: Sequence[OwnRule], rule: OwnRule) -> Ruling:
    """Return what `rule`, one of the rules that match, does of all that they do together."""
    whole = ruling_of(matching)

    def mine(one: OwnRule | None) -> OwnRule | None:
        return one if one is not None and one is rule else None

    return Ruling(
        filing=mine(whole.filing),
        naming=mine(whole.naming),
        noting=mine(whole.noting),
        leaving_out=mine(whole.leaving_out),
        tagging=tuple(one for one in whole.tagging if one is rule),
    )


def asked_among(rules: RuleSet | None, rule: OwnRule) -> Asked:
    """Return a rule in its place: after those before the one with its id, or after all."""
    others = list(rules.rules) if rules else []
    place = next((at for at, each in enumerate(others) if each.id == rule.id), len(others))
    return Asked(rule, RuleSet(others[:place]))


def rows_found(session: Session, rule: OwnRule) -> list[StoredRow]:
    """Return all rows that meet a rule's condition, the oldest first."""
    columns: list[ColumnElement[Any]] = [literal_column(f"transactions.{name}") for name in COLUMNS]
    statement = (
        select(*columns)
        .select_from(Transaction)
        .where(compile_condition(rule.condition, Transaction.category_id))
        .order_by(Transaction.date, Transaction.id)
    )
    found = session.connection().execute(statement).fetchall()  # not as objects: it may be all rows
    return [StoredRow(*row) for row in found]


def plan(session: Session, asked: Asked, rows: Sequence[StoredRow], scope: Scope) -> Plan:
    """Return what applying a rule to the rows that it finds would change."""
    wanted = [row for row in rows if row.status in _STATUSES[scope]]
    tagged = tags_of(session, [row.id for row in wanted]) if asked.rule.actions.tag_ids else set()
    made = Plan(asked.rule)
    for row in wanted:
        ruling = asked.ruling(row)
        if ruling.is_silent:
            continue
        note_more(made.doing, row, ruling, tagged)
        if ruling.filing and may_file(row):
            _note_filing(made, row)
    return made


def may_file(row: StoredRow) -> bool:
    """Tell whether a rule may say what a row's category is."""
    return (
        row.status in _STATUSES[Scope.NOT_CONFIRMED]
        and row.transfer_id is None
        and not row.has_splits
        and not row.is_edited("category_id")
    )


def _note_filing(made: Plan, row: StoredRow) -> None:
    rule = made.rule
    parts = divide(row.cents, rule.actions.split) if rule.actions.split else None
    fits = not rule.actions.split or parts is not None
    waits = row.status == TransactionStatus.PENDING_REVIEW
    category_id = rule.actions.main_category_id
    if fits and rule.files_by_itself and row.possible_duplicate_of_id is None:
        is_so = not waits and row.category_id == category_id and not rule.actions.split
        if not is_so:
            made.filed.append(row.id)
        if parts is not None:
            made.doing.splits.append((row.id, rule, tuple(parts)))
    elif waits and (row.predicted_category_id != category_id or not _is_decided_by(row, rule)):
        made.predicted.append(row.id)
        if not fits:
            made.misfits.add(row.id)


def _is_decided_by(row: StoredRow, rule: OwnRule) -> bool:
    return row.tier == CategorizationTier.RULE and row.decided_by_id == rule.id
