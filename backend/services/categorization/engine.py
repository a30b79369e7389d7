"""The cascade: which category a line of a statement gets, and why.

Pure: rules and mappings come in as values, decisions go out. The first tier that answers wins:
the owner's own rules, amount rules, then merchant mappings, then whatever later tiers the caller
adds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from backend.services.categorization.decisions import (
    AMOUNT_RULE,
    MERCHANT_MAP,
    UNMATCHED,
    AmountRule,
    Circumstances,
    Decision,
    Line,
    Mapping,
    OwnRules,
    Tier,
)
from backend.services.categorization.merchant_tier import MerchantTier
from backend.services.categorization.merchant_words import NOTHING_SAID, MerchantWords
from backend.services.categorization.normalization import Cleaner, remember, shape_of
from backend.services.categorization.outcomes import by_amount_rule
from backend.services.categorization.patterns import (
    Pattern,
    PatternIndex,
    usable_words,
    words_of,
)
from backend.services.categorization.trust import FULL_TRUST, Trust

_OWN_TIERS = 2
_NOWHERE = Circumstances()
_DIGIT = re.compile(r"[0-9]").search


class AmountRuleTier:
    """Pattern and amount together: the five subscriptions behind APPLE.COM/BILL."""

    def __init__(self, rules: Iterable[AmountRule]) -> None:
        by_words: dict[str, list[AmountRule]] = defaultdict(list)
        for rule in rules:
            words = usable_words(rule.pattern)
            if words is None:
                continue  # as in an older file: it matches nothing
            by_words[" ".join(words)].append(rule)
        self._index = PatternIndex(
            Pattern(position, group[0].pattern, tuple(group))
            for position, group in enumerate(by_words.values())
        )

    def decide(self, line: Line) -> Decision | None:
        """Return the rule of the longest pattern whose amount fits; see `_nearest`."""
        for found in self._index.find_all(line.words):
            rule = _nearest(found.pattern.payload, line.cents)
            if rule is not None:
                return _by_rule(rule, found.matched_text, line)
        return None

    def may_apply(self, line: Line) -> bool:
        """Tell whether a rule might fit such a line, had it another amount or other digits."""
        return self._index.find_in(line.words) is not None or self._index.looks_at_digits(
            line.words
        )


def _by_rule(rule: AmountRule, matched_text: str, line: Line) -> Decision:
    evidence = {
        "pattern": rule.pattern,
        "origin": str(rule.origin),
        "category_id": rule.category_id,
        "rule_cents": rule.cents,
        "tolerance_cents": rule.tolerance_cents,
        "cents": line.cents,
    }
    outcome = by_amount_rule(evidence)
    return Decision(
        category_id=outcome.category_id,
        tier=AMOUNT_RULE,
        confidence=outcome.confidence,
        auto=outcome.is_auto,
        decided_by=rule.id,
        matched_text=matched_text,
        merchant=line.merchant,
        merchant_name=line.merchant_name,
        hold=outcome.hold,
        evidence=tuple(evidence.items()),
    )


def _nearest(rules: Sequence[AmountRule], cents: int) -> AmountRule | None:
    """Return the fitting rule: narrowest tolerance, then nearest amount, then lowest id."""
    fitting = [rule for rule in rules if abs(cents - rule.cents) <= rule.tolerance_cents]
    return min(
        fitting,
        key=lambda rule: (rule.tolerance_cents, abs(cents - rule.cents), rule.id),
        default=None,
    )


class CompiledTiers(NamedTuple):
    """The owner's two tiers, compiled; they may serve many imports, at one time too."""

    rules: AmountRuleTier
    merchants: MerchantTier


def compile_tiers(
    rules: Iterable[AmountRule],
    mappings: Iterable[Mapping],
    threshold: int,
    trust: Trust = FULL_TRUST,
) -> CompiledTiers:
    """Compile rules and mappings; a merchant is sure from `threshold` confirmations on."""
    return CompiledTiers(AmountRuleTier(rules), MerchantTier(mappings, threshold, trust))


class Cascade:
    """All tiers, and what was read and decided so far; it may serve several imports at a time."""

    def __init__(
        self,
        tiers: CompiledTiers,
        *,
        later: Sequence[Tier] = (),
        said: MerchantWords = NOTHING_SAID,
        own: OwnRules | None = None,
    ) -> None:
        self._cleaner = Cleaner()
        self._own = own
        self._said = said
        self._names: dict[str, str] = {}
        self._rules, self._merchants = tiers
        self._tiers: tuple[Tier, ...] = (*tiers, *later)
        self._decided: dict[tuple[bytes, bool], Decision] = {}

    @property
    def remembered(self) -> int:
        """How many decisions are kept for lines to come."""
        return len(self._decided)

    @property
    def looks_around(self) -> bool:
        """Whether anything but a line's words and amount may matter, as to rules of the owner."""
        return self._own is not None

    def decide(self, description: str, cents: int, around: Circumstances | None = None) -> Decision:
        """Return the decision about one line; positive `cents` left the account."""
        if self._own is not None:
            decided = self._own.decide(self._read(description, cents), around or _NOWHERE)
            if decided is not None:
                return decided
        shape = shape_of(description), cents > 0
        decision = self._decided.get(shape)
        if decision is None:
            line = self._read(description, cents)
            decision = self._ask_tiers(line)
            if self._holds_for_shape(decision, line):
                remember(self._decided, shape, decision)
        return decision

    def _ask_tiers(self, line: Line) -> Decision:
        for tier in self._tiers:
            decision = tier.decide(line)
            if decision is not None:
                return decision
        return Decision(None, UNMATCHED, 0.0, False, None, "", line.merchant, line.merchant_name)

    def _holds_for_shape(self, decision: Decision, line: Line) -> bool:
        """Tell whether the same line with other digits is decided alike: most lines are."""
        return (
            (decision.tier == MERCHANT_MAP or len(self._tiers) == _OWN_TIERS)
            and not self._rules.may_apply(line)
            and not (_DIGIT(line.description) and self._merchants.looks_at_digits(line))
            and not self._said.looks_at_digits(self._cleaner.clean(line.description).merchant)
        )

    def decide_many(self, lines: Iterable[tuple[str, int]]) -> Iterator[Decision]:
        """Yield the decision about each (description, cents), in order."""
        for description, cents in lines:
            yield self.decide(description, cents)

    def _read(self, description: str, cents: int) -> Line:
        text, cleaned = self._cleaner.clean(description)
        merchant = self._said.key_of(cleaned)
        name = self._names.get(merchant)
        if name is None:
            name = remember(self._names, merchant, self._said.name_of(merchant))
        return Line(description, cents, text, words_of(text), merchant, name)
