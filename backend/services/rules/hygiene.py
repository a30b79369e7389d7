"""Rules that want tidying: dead ones, shadowed ones, and those that contradict."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.core.calendar import Month
from backend.models import CategorizationTier, RuleOrigin
from backend.services.categorization.patterns import usable_words
from backend.services.filtering.errors import FilterError
from backend.services.filtering.grammar import parse
from backend.services.filtering.writing import write
from backend.services.rules.loading import load_rules
from backend.services.rules.uses import Key, Use, uses
from backend.services.transactions.remembering import remembered

MONTHS = 12
_GRACE = dt.timedelta(days=30)  # a new rule has had no time to match
_LEAST_REFILED = 3
_REFILED_SHARE = 4  # one in so many

_FILERS = """
SELECT 'rule' AS tier, id, coalesce(name, query), 'own', created_at, query, NULL, NULL,
       (SELECT group_concat(kind || ':' || coalesce(category_id, 0) || ':' || coalesce(share, amount, ''))
        FROM rule_actions WHERE rule_id = rules.id AND kind IN ('category', 'transfer', 'split'))
FROM rules WHERE is_enabled
UNION ALL
SELECT 'amount_rule', id, description_pattern, origin, created_at, NULL, amount, tolerance,
       category_id
FROM amount_rules WHERE is_enabled
UNION ALL
SELECT 'merchant_map', id, merchant_pattern, origin, created_at, NULL, NULL, NULL, category_id
FROM merchant_mappings WHERE is_enabled
"""
# Rows that something would file today as it did then, and which of them the owner filed otherwise.
_REFILED = """
SELECT t.categorization_tier, t.decided_by_id,
       sum(t.category_id != t.predicted_category_id), count(*)
FROM transactions t
LEFT JOIN merchant_mappings m ON t.categorization_tier = 'merchant_map' AND m.id = t.decided_by_id
LEFT JOIN amount_rules a ON t.categorization_tier = 'amount_rule' AND a.id = t.decided_by_id
LEFT JOIN rule_actions r ON t.categorization_tier = 'rule' AND r.rule_id = t.decided_by_id
      AND r.kind IN ('category', 'transfer')
WHERE t.status IN ('confirmed', 'auto_confirmed') AND NOT t.has_splits AND t.date >= ?
  AND t.category_id IS NOT NULL AND t.transfer_id IS NULL
  AND t.predicted_category_id = coalesce(m.category_id, a.category_id, r.category_id)
  AND NOT coalesce(m.is_ambiguous, 0)
GROUP BY 1, 2
"""


class Matter(StrEnum):
    """What is wrong with a rule."""

    DEAD = "dead"
    SHADOWED = "shadowed"
    CONTRADICTING = "contradicting"


@dataclass(frozen=True, slots=True)
class Untidy:
    """A rule that wants tidying, and why; `other` is the one that it meets, if any.

    `count` is of rows: that it matches in vain, or that were filed otherwise.
    """

    kind: Matter
    tier: str
    rule_id: int
    title: str
    sentence: str
    count: int = 0
    other_tier: str | None = None
    other_id: int | None = None
    other_title: str | None = None


class _Filer(NamedTuple):
    tier: str
    id: int
    title: str
    origin: str
    created_at: str
    query: str | None
    amount: int | None
    tolerance: int | None
    result: Any

    @property
    def key(self) -> Key:
        return self.tier, self.id

    def untidy(self, kind: Matter, sentence: str, **more: Any) -> Untidy:
        return Untidy(kind, self.tier, self.id, self.title, sentence, **more)


def untidy_rules(session: Session, *, today: dt.date, months: int = MONTHS) -> list[Untidy]:
    """Return the rules that want tidying: those that contradict, are shadowed, or are dead.

    Args:
        session: any session.
        today: the day of today.
        months: after how long without a row a rule is dead.
    """
    key = ("rule hygiene", today, months)
    return list(remembered(session, key, lambda: tuple(_find(session, today, months))))


def _find(session: Session, today: dt.date, months: int) -> Iterator[Untidy]:
    rows = session.connection().exec_driver_sql(_FILERS)
    filers = {filer.key: filer for filer in (_Filer(*row) for row in rows)}
    since = Month.of(today).plus(-months).first_day
    yield from _refiled(session, filers, since)
    yield from _double(session, filers.values())
    used = uses(session)
    yield from _shadowed(filers, used)
    for filer in filers.values():
        use = used.get(filer.key, Use())
        if _is_dead(filer, use, since, today):
            yield filer.untidy(Matter.DEAD, _dead_words(use))


def _is_dead(filer: _Filer, use: Use, since: dt.date, today: dt.date) -> bool:
    """Tell whether nothing comes any more that it would match; what is learned just rests."""
    if filer.origin == RuleOrigin.SHIPPED:
        return False
    if filer.created_at[:10] > (today - _GRACE).isoformat():
        return False
    return not use.matches or (filer.origin == RuleOrigin.OWN and use.last < since.isoformat())


def _dead_words(use: Use) -> str:
    if not use.matches:
        return "No transaction matches it."
    return f"Nothing has matched it since {use.last}."


def _shadowed(filers: dict[Key, _Filer], used: dict[Key, Use]) -> Iterator[Untidy]:
    for key, filer in filers.items():
        use = used.get(key)
        if filer.origin != RuleOrigin.OWN or use is None or use.wins or not use.beaten_by:
            continue
        [(other_key, _)] = use.beaten_by.most_common(1)
        other = filers.get(other_key)
        title = other.title if other else "Another rule"
        rows = "the one transaction" if use.matches == 1 else f"all {use.matches:,} transactions"
        yield filer.untidy(
            Matter.SHADOWED,
            f"“{title}” is asked before it and takes {rows} that it matches.",
            count=use.matches,
            other_tier=other_key[0],
            other_id=other_key[1],
            other_title=title,
        )


def _refiled(session: Session, filers: dict[Key, _Filer], since: dt.date) -> Iterator[Untidy]:
    rows = session.connection().exec_driver_sql(_REFILED, (since.isoformat(),))
    for tier, id_, refiled, filed in rows:
        filer = filers.get((tier, id_))
        if filer is None or filer.origin == RuleOrigin.SHIPPED:
            continue
        if refiled < _LEAST_REFILED or refiled * _REFILED_SHARE < filed:
            continue
        sentence = f"You filed {refiled:,} of the {filed:,} transactions that it filed otherwise."
        yield filer.untidy(Matter.CONTRADICTING, sentence, count=refiled)


def _double(session: Session, filers: Iterable[_Filer]) -> Iterator[Untidy]:
    """Return rules that ask the same and file otherwise; told of the one that is asked later."""
    alike: dict[tuple[str, str], list[_Filer]] = defaultdict(list)
    order = {rule.id: at for at, rule in enumerate(_rules(session))}
    for filer in filers:
        text = _asks(filer)
        if text and filer.result is not None and filer.origin != RuleOrigin.SHIPPED:
            alike[filer.tier, text].append(filer)
    for group in alike.values():
        group.sort(key=lambda one: (order.get(one.id, 0) if one.tier == "rule" else 0, one.id))
        for first, second in combinations(group, 2):
            if first.result != second.result and _meet(first, second):
                yield second.untidy(
                    Matter.CONTRADICTING,
                    f"“{first.title}” asks the same and files otherwise.",
                    other_tier=first.tier,
                    other_id=first.id,
                    other_title=first.title,
                )


def _rules(session: Session) -> tuple[Any, ...]:
    rules = load_rules(session)
    return rules.rules if rules else ()


def _asks(filer: _Filer) -> str | None:
    """Return what a rule asks, in words that are the same for all that ask the same."""
    if filer.tier != CategorizationTier.RULE:
        words = usable_words(filer.title)
        return " ".join(words) if words else None
    try:
        return write(parse(filer.query or "")).casefold()
    except FilterError:
        return None


def _meet(first: _Filer, second: _Filer) -> bool:
    """Tell whether two that ask the same words can both fit an amount."""
    if first.amount is None or second.amount is None:
        return True
    room = (first.tolerance or 0) + (second.tolerance or 0)
    return abs(first.amount - second.amount) <= room
