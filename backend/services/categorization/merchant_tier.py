"""The second tier: what the owner wrote, what was learned, and what ships, by merchant.

In this order: the owner's patterns, the owner's regular expressions, what was learned about this
very merchant, then the longest learned or shipped pattern in the line. Patterns are looked for in
the cleaned text and in the merchant's key, which has one spelling where statements have many.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from backend.services.categorization.decisions import (
    LEARNED,
    MERCHANT_MAP,
    OWN,
    Decision,
    Line,
    Mapping,
)
from backend.services.categorization.normalization import remember
from backend.services.categorization.outcomes import by_mapping
from backend.services.categorization.patterns import (
    Found,
    Pattern,
    PatternIndex,
    RegexIndex,
    is_usable_regex,
    usable_words,
    words_of,
)
from backend.services.categorization.platforms import is_platform
from backend.services.categorization.shipped import FALSE_FRIENDS, MATTERS_OF_TASTE
from backend.services.categorization.spellings import WHOLE_NAMES
from backend.services.categorization.trust import FULL_TRUST, Trust

# Card lines are cut at 22 to 25 characters, the processor's mark included.
_CUT_NAME_LETTERS = 15

_Payload = Mapping | None  # None: a false friend, which stands for no category


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a merchant whatever else the line says."""

    taught: Mapping | None
    found: Found[_Payload] | None
    is_service: bool  # what follows its name is another merchant's: POSTMATES MCDONALDS


def _as_pattern(mapping: Mapping, words: list[str]) -> Pattern[_Payload]:
    return Pattern(mapping.id, mapping.pattern, mapping, int(mapping.origin == OWN), words)


def _as_false_friend(text: str) -> Pattern[_Payload]:
    return Pattern(-1, text, None)


def _usable(
    mappings: Iterable[Mapping],
) -> tuple[list[tuple[Mapping, list[str]]], list[Mapping]]:
    """Return the plain mappings with their words, and those of regular expressions."""
    plain, regexes = [], []
    for mapping in mappings:
        if mapping.is_regex:
            if is_usable_regex(mapping.pattern):
                regexes.append(mapping)
        elif words := usable_words(mapping.pattern):
            plain.append((mapping, words))
    return plain, regexes


class MerchantTier:
    """Merchant mappings, compiled once.

    A stored pattern that can't be used (an older file may hold one) matches nothing.
    """

    def __init__(
        self, mappings: Iterable[Mapping], threshold: int, trust: Trust = FULL_TRUST
    ) -> None:
        self._threshold = max(threshold, 1)
        self._trust = trust
        plain, regexes = _usable(mappings)
        self._index: PatternIndex[_Payload] = PatternIndex(
            [*starmap(_as_pattern, plain), *map(_as_false_friend, FALSE_FRIENDS)]
        )
        self._regexes = RegexIndex(Pattern(m.id, m.pattern, m) for m in regexes)
        self._taught = {" ".join(words): m for m, words in plain if m.origin == LEARNED}
        self._taught_by_start = {
            key[:_CUT_NAME_LETTERS]: key for key in self._taught if len(key) >= _CUT_NAME_LETTERS
        }
        self._known: dict[str, _Known] = {}
        self._decisions: dict[tuple[int, str, str, bool], Decision] = {}

    def decide(self, line: Line) -> Decision | None:
        """Return the best mapping's category, held for review where it isn't sure enough."""
        known = self._known.get(line.merchant)
        if known is None:
            known = self._remember(line.merchant)
        found = self._index.find_in(line.words)
        if (known.found is not None and (found is None or known.found.rank < found.rank)) or (
            found is not None and known.is_service and not found.pattern.priority
        ):
            found = known.found
        if found is not None and found.pattern.priority:
            return self._decision(found.pattern.payload, found.matched_text, line)
        by_regex = self._regexes.find(line.description)
        if by_regex is not None:
            return self._decision(by_regex.pattern.payload, by_regex.matched_text, line)
        if known.taught is not None:
            return self._decision(known.taught, line.merchant, line)
        if found is not None:
            return self._decision(found.pattern.payload, found.matched_text, line)
        return None

    def looks_at_digits(self, line: Line) -> bool:
        """Tell whether other digits in the same line might change the decision."""
        return (
            bool(self._regexes)
            or any(map(str.isdigit, line.merchant))
            or self._index.looks_at_digits(line.words)
        )

    def _remember(self, merchant: str) -> _Known:
        words = words_of(merchant)
        key = " ".join(words)
        taught = self._taught.get(key) or self._taught_under_cut_name(key)
        known = _Known(taught, self._index.find_in(words), merchant in WHOLE_NAMES)
        return remember(self._known, merchant, known)

    def _taught_under_cut_name(self, key: str) -> Mapping | None:
        """Return what was learned about the same merchant where a bank cut its name short."""
        other = self._taught_by_start.get(key[:_CUT_NAME_LETTERS])
        if other is None or not (other.startswith(key) or key.startswith(other)):
            return None
        return self._taught[other]

    def _decision(self, mapping: _Payload, matched_text: str, line: Line) -> Decision | None:
        """Return what a mapping says of a line; of lines that it can't tell apart, said once."""
        if mapping is None:
            return None
        # A merchant's key has one name, so that these four are all that a decision depends on.
        key = mapping.id, matched_text, line.merchant, line.cents > 0
        decision = self._decisions.get(key)
        if decision is None:
            found = self._decide_by(mapping, matched_text, line)
            decision = remember(self._decisions, key, found)
        return decision

    def _decide_by(self, mapping: Mapping, matched_text: str, line: Line) -> Decision:
        evidence = self._evidence(mapping, matched_text, line)
        outcome = by_mapping(evidence)
        return Decision(
            outcome.category_id,
            MERCHANT_MAP,
            outcome.confidence,
            outcome.is_auto,
            mapping.id,
            matched_text,
            line.merchant,
            line.merchant_name,
            outcome.hold,
            evidence=tuple(evidence.items()),
        )

    def _evidence(self, mapping: Mapping, matched_text: str, line: Line) -> dict[str, Any]:
        """Return all that decides about a line that holds the mapping's pattern."""
        return {
            "pattern": mapping.pattern,
            "is_regex": mapping.is_regex,
            "origin": str(mapping.origin),
            "category_id": mapping.category_id,
            # More than enough is enough, so that what waits needs no new word each time.
            "times": min(mapping.times, self._threshold),
            "threshold": self._threshold,
            "is_switched_off": not mapping.auto,
            "is_ambiguous": mapping.is_ambiguous,
            "is_income": mapping.is_income,
            "is_outflow": line.cents > 0,
            "is_platform": is_platform(line.merchant),
            "is_part_of_name": _is_part_of_name(matched_text, line.merchant),
            "is_matter_of_taste": mapping.pattern in MATTERS_OF_TASTE,
            "is_paused": self._trust.is_paused(mapping.origin),
        }


def _is_part_of_name(matched_text: str, merchant: str) -> bool:
    """Tell whether one learned word stands inside a longer name: MAX in MAX & DAVE'S BAR."""
    if " " in matched_text or merchant == matched_text:
        return False
    words = words_of(merchant)
    return words[:1] != [matched_text] or words[1:2] == ["AND"]
