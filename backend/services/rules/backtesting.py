"""What a rule would have done to the whole history, before it is kept."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models import (
    Rule,
    TransactionSplit,
    TransactionStatus,
)
from backend.services.rules.acting import StoredRow
from backend.services.rules.comparing import (
    CategoryCount,
    Overlap,
    YearSum,
    by_category,
    overlaps,
    years_of,
)
from backend.services.rules.deciding import RuleSet
from backend.services.rules.drafting import RuleDraft, understood
from backend.services.rules.loading import load_rules
from backend.services.rules.planning import Asked, Scope, asked_among, plan, rows_found
from backend.services.rules.ruling import OwnRule
from backend.services.transactions.presentation import TransactionView, fetch_transactions


@dataclass(slots=True)
class Backtest:
    """What a rule finds in the history, and what it would do with it.

    Attributes:
        found: the rows that meet its condition.
        taken: those of them that a rule asked before it files.
        agreements: rows confirmed under the category that it would give them.
        contradictions: rows confirmed otherwise.
        by_category: the same by the category that they have, most frequent first.
        waiting: rows to review that it would file.
        refiled: rows filed by a rule that it would file otherwise.
        untouched: rows that it leaves alone: changed by hand, transfers, already split, staged.
        counts: what applying it to everything would change, by kind; see `planning.Plan`.
        examples: the newest rows found.
    """

    found: int = 0
    taken: int = 0
    agreements: int = 0
    contradictions: int = 0
    by_category: list[CategoryCount] = field(default_factory=list)
    contradicting: list[TransactionView] = field(default_factory=list)
    waiting: int = 0
    refiled: int = 0
    untouched: int = 0
    overlaps: list[Overlap] = field(default_factory=list)
    first_date: dt.date | None = None
    last_date: dt.date | None = None
    years: list[YearSum] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    examples: list[TransactionView] = field(default_factory=list)


def backtest(
    session: Session,
    draft: RuleDraft,
    *,
    replaces: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Backtest:
    """Return what a rule would have done; nothing is written.

    Args:
        session: any session.
        draft: the rule.
        replaces: the rule that it is edited from, in whose place it is asked; None: the last.
        limit: how many contradictions to list.
        offset: from which on, the newest first.

    Raises:
        FilterError: its condition can't be understood, or asks what a rule can't know.
        InvalidRuleError: one of its actions can't be done.
    """
    rule = understood(session, draft, rule_id=replaces or 0)
    asked = _asked(session, rule)
    rows = rows_found(session, rule)
    result = Backtest(found=len(rows))
    against = _judge(session, result, asked, rows)
    chosen = [row.id for row in reversed(against)][offset : offset + limit]
    result.contradicting = fetch_transactions(session, chosen)
    result.by_category = by_category(session, against)
    result.overlaps = overlaps(session, asked, rows)
    result.years = years_of(rows)
    if rows:
        result.first_date = dt.date.fromisoformat(rows[0].date)
        result.last_date = dt.date.fromisoformat(rows[-1].date)
    made = plan(session, asked, rows, Scope.ALL)
    result.counts = made.counts()
    filed = set(made.filed)
    result.waiting = sum(
        1 for row in rows if row.id in filed and row.status == TransactionStatus.PENDING_REVIEW
    )
    result.refiled = len(filed) - result.waiting
    result.examples = fetch_transactions(session, [row.id for row in rows[-10:][::-1]])
    return result


def _asked(session: Session, rule: OwnRule) -> Asked:
    """Return the rule in its place; one that is switched off would come where it stands."""
    rules = load_rules(session)
    if rules is None or not rule.id:
        return asked_among(rules, rule)
    before = set(
        session.scalars(
            select(Rule.id).where(
                Rule.position < select(Rule.position).where(Rule.id == rule.id).scalar_subquery()
            )
        )
    )
    return Asked(rule, RuleSet([each for each in rules.rules if each.id in before]))


def _judge(
    session: Session, result: Backtest, asked: Asked, rows: Sequence[StoredRow]
) -> list[StoredRow]:
    """Compare with what the owner confirmed; return the rows that contradict."""
    if not asked.rule.actions.files:
        return []
    parts = _parts(session, asked.rule)
    against = []
    for row in rows:
        if asked.is_taken(row):
            result.taken += 1
        elif row.status == TransactionStatus.CONFIRMED:
            if _agrees(asked.rule, row, parts):
                result.agreements += 1
            else:
                against.append(row)
        elif _is_left_alone(row):
            result.untouched += 1
    result.contradictions = len(against)
    return against


def _is_left_alone(row: StoredRow) -> bool:
    return (
        row.status == TransactionStatus.PENDING_SAVE
        or row.transfer_id is not None
        or bool(row.has_splits)
        or row.is_edited("category_id")
    )


def _agrees(rule: OwnRule, row: StoredRow, parts: dict[int, set[int | None]]) -> bool:
    if rule.actions.split:
        return parts.get(row.id) == {part.category_id for part in rule.actions.split}
    return not row.has_splits and row.category_id == rule.actions.category_id


def _parts(session: Session, rule: OwnRule) -> dict[int, set[int | None]]:
    """Return the categories of the parts of each split row, where the rule splits."""
    found: dict[int, set[int | None]] = defaultdict(set)
    if rule.actions.split:
        for row_id, category_id in session.execute(
            select(TransactionSplit.transaction_id, TransactionSplit.category_id)
        ):
            found[row_id].add(category_id)
    return found
