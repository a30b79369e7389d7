"""The cascade: which category a line of a statement gets, and why.

Pure: rules and mappings come in as values, decisions go out. The first tier that answers wins:
amount rules, then merchant mappings, then whatever later tiers the caller adds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from backend.services.categorization.decisions import (
    AMOUNT_RULE,
    UNMATCHED,
    AmountRule,
    Decision,
    Line,
    Mapping,
    Tier,
)
from backend.services.categorization.merchant_tier import MerchantTier
from backend.services.categorization.normalization import Cleaner, title_case
from backend.services.categorization.patterns import Pattern, PatternIndex, pattern_words, words_of

_MOST_REMEMBERED = 20_000


class AmountRuleTier:
    """Pattern and amount together: the five subscriptions behind APPLE.COM/BILL."""

    def __init__(self, rules: Iterable[AmountRule]) -> None:
        by_words: dict[str, list[AmountRule]] = defaultdict(list)
        for rule in rules:
            by_words[" ".join(pattern_words(rule.pattern))].append(rule)
        self._index = PatternIndex(
            Pattern(position, group[0].pattern, tuple(group))
            for position, group in enumerate(by_words.values())
        )

    def decide(self, line: Line) -> Decision | None:
        """Return the rule of the longest pattern whose amount fits; see `_nearest`."""
        for found in self._index.find_all(line.words):
            rule = _nearest(found.pattern.payload, line.cents)
            if rule is not None:
                return Decision(
                    category_id=rule.category_id,
                    tier=AMOUNT_RULE,
                    confidence=1.0,
                    auto=True,
                    decided_by=rule.id,
                    matched_text=found.matched_text,
                    merchant=line.merchant,
                    merchant_name=line.merchant_name,
                )
        return None


def _nearest(rules: Sequence[AmountRule], cents: int) -> AmountRule | None:
    """Return the fitting rule: narrowest tolerance, then nearest amount, then lowest id."""
    fitting = [rule for rule in rules if abs(cents - rule.cents) <= rule.tolerance_cents]
    return min(
        fitting,
        key=lambda rule: (rule.tolerance_cents, abs(cents - rule.cents), rule.id),
        default=None,
    )


class Cascade:
    """All tiers, compiled once for many lines: make one per import."""

    def __init__(
        self,
        rules: Iterable[AmountRule],
        mappings: Iterable[Mapping],
        threshold: int,
        *,
        later: Sequence[Tier] = (),
    ) -> None:
        self._cleaner = Cleaner()
        self._names: dict[str, str] = {}
        self._tiers: tuple[Tier, ...] = (
            AmountRuleTier(rules),
            MerchantTier(mappings, threshold),
            *later,
        )

    def decide(self, description: str, cents: int) -> Decision:
        """Return the decision about one line; positive `cents` left the account."""
        line = self._read(description, cents)
        for tier in self._tiers:
            decision = tier.decide(line)
            if decision is not None:
                return decision
        return Decision(None, UNMATCHED, 0.0, False, None, "", line.merchant, line.merchant_name)

    def decide_many(self, lines: Iterable[tuple[str, int]]) -> Iterator[Decision]:
        """Yield the decision about each (description, cents), in order."""
        for description, cents in lines:
            yield self.decide(description, cents)

    def _read(self, description: str, cents: int) -> Line:
        text, merchant = self._cleaner.clean(description)
        name = self._names.get(merchant)
        if name is None:
            if len(self._names) >= _MOST_REMEMBERED:
                self._names.clear()
            name = self._names[merchant] = title_case(merchant)
        return Line(description, cents, text, words_of(text), merchant, name)
