"""What each rule, amount rule and mapping matches among all rows, and what it comes to decide."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from backend.models import CategorizationTier, RuleOrigin
from backend.services.categorization.cascade import load_cascade
from backend.services.categorization.decisions import Circumstances
from backend.services.categorization.merchant_words import MerchantWords, merchant_words
from backend.services.categorization.normalization import Cleaner
from backend.services.categorization.patterns import (
    Pattern,
    PatternIndex,
    RegexIndex,
    is_usable_regex,
    usable_words,
    words_of,
)
from backend.services.rules.acting import COLUMNS, StoredRow
from backend.services.rules.deciding import RuleSet
from backend.services.rules.loading import load_rules
from backend.services.rules.planning import own_part

Key = tuple[str, int]  # tier and id

_ROWS = f"SELECT {', '.join(COLUMNS)} FROM transactions"
_PATTERNS = """
SELECT 'amount_rule', id, description_pattern, origin, 0, amount, tolerance
FROM amount_rules WHERE is_enabled AND origin != 'shipped'
UNION ALL
SELECT 'merchant_map', id, merchant_pattern, origin, is_regex, NULL, NULL
FROM merchant_mappings WHERE is_enabled AND origin != 'shipped'
"""


@dataclass(slots=True)
class Use:
    """How many rows something matches, how many it decides, when last, and who decides instead."""

    matches: int = 0
    wins: int = 0
    last: str = ""
    beaten_by: Counter[Key] = field(default_factory=Counter)


class _Filer(NamedTuple):
    key: Key
    is_own: bool
    low: int | None
    high: int | None

    def fits(self, cents: int) -> bool:
        return self.low is None or (self.high is not None and self.low <= cents <= self.high)


def uses(session: Session) -> dict[Key, Use]:
    """Return how everything that is enabled and did not ship with the app is used."""
    session.flush()
    found: dict[Key, Use] = defaultdict(Use)
    rules = load_rules(session) or RuleSet([])
    patterns = _Patterns(session)
    cascade = None
    for stored in session.connection().exec_driver_sql(_ROWS):
        row = StoredRow(*stored)
        filers = [one for one in patterns.matching(row.description) if one.fits(row.cents)]
        matching = rules.matching(row.facts) if rules.rules else []
        for rule in matching:
            is_heard = not own_part(matching, rule).is_silent
            beaten_by = matching[0].id if not is_heard else None
            other = None if beaten_by is None else (CategorizationTier.RULE.value, beaten_by)
            _note(found[CategorizationTier.RULE.value, rule.id], row, other)
        if not filers:
            continue
        winner: Key | None = None
        if any(one.is_own for one in filers):
            cascade = cascade or load_cascade(session, threshold=1)
            winner = _winner(cascade.decide(row.description, row.cents, _around(row)))
        for one in filers:
            _note(found[one.key], row, None if winner == one.key else winner)
    return dict(found)


def _note(use: Use, row: StoredRow, other: Key | None) -> None:
    use.matches += 1
    use.last = max(use.last, row.date)
    if other is None:
        use.wins += 1
    else:
        use.beaten_by[other] += 1


def _winner(decision: Any) -> Key | None:
    return None if decision.decided_by is None else (decision.tier, decision.decided_by)


def _around(row: StoredRow) -> Circumstances:
    facts = row.facts
    return Circumstances(
        facts.date, facts.account_id, facts.source, facts.merchant or "", facts.notes
    )


class _Patterns:
    """Amount rules and mappings, to be found in descriptions; equal descriptions are read once."""

    def __init__(self, session: Session) -> None:
        self._cleaner = Cleaner()
        self._said: MerchantWords = merchant_words(session)
        self._known: dict[str, list[_Filer]] = {}
        rows = session.connection().exec_driver_sql(_PATTERNS).all()
        plain: dict[str, list[_Filer]] = defaultdict(list)
        regexes = []
        for tier, id_, pattern, origin, is_regex, amount, tolerance in rows:
            filer = _filer(tier, id_, origin, amount, tolerance)
            if is_regex:
                if is_usable_regex(pattern):
                    regexes.append(RegexIndex([Pattern(id_, pattern, filer)]))
            elif words := usable_words(pattern):
                plain[" ".join(words)].append(filer)
        self._regexes = regexes
        self._index = PatternIndex(
            Pattern(at, text, filers) for at, (text, filers) in enumerate(plain.items())
        )

    def matching(self, description: str) -> list[_Filer]:
        """Return what matches a description, whatever its amount."""
        known = self._known.get(description)
        if known is None:
            known = self._known[description] = list(dict.fromkeys(self._find(description)))
        return known

    def _find(self, description: str) -> Iterator[_Filer]:
        text, cleaned = self._cleaner.clean(description)
        by_text = self._index.find_all(words_of(text))
        by_name = self._index.find_all(words_of(self._said.key_of(cleaned)))
        for found in by_text:
            yield from found.pattern.payload
        for found in by_name:  # amounts are looked for in the text alone
            yield from (one for one in found.pattern.payload if one.low is None)
        for index in self._regexes:
            if hit := index.find(description):
                yield hit.pattern.payload


def _filer(tier: str, id_: int, origin: str, amount: int | None, tolerance: int | None) -> _Filer:
    is_own = origin == RuleOrigin.OWN
    if amount is None or tolerance is None:
        return _Filer((tier, id_), is_own, None, None)
    return _Filer((tier, id_), is_own, amount - tolerance, amount + tolerance)
