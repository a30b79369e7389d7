"""The owner's rules compiled: what they say of a row, for thousands of rows in one go.

Rules are asked in the owner's order. Of two that file, or name the merchant, or write a note, the
first counts; tags add up, and one that leaves out of reports is enough.
"""

from collections.abc import Sequence
from typing import NamedTuple

from backend.services.categorization.decisions import (
    RULE,
    Circumstances,
    Decision,
    Hold,
    Line,
)
from backend.services.categorization.normalization import remember
from backend.services.filtering import conditions as c
from backend.services.rules.matching import Facts, Test, compile_test, reads_words_only, see
from backend.services.rules.ruling import OwnRule, divide

Texts = tuple[str, str | None, str | None]


class Ruling(NamedTuple):
    """What the rules say of a row together: by which rule each thing is done."""

    filing: OwnRule | None = None
    naming: OwnRule | None = None
    noting: OwnRule | None = None
    leaving_out: OwnRule | None = None
    tagging: tuple[OwnRule, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether they do nothing with it."""
        return not any(self)


_SILENT = Ruling()


class RuleSet:
    """The enabled rules in their order; it may serve several imports at a time."""

    def __init__(self, rules: Sequence[OwnRule]) -> None:
        self.rules = tuple(rules)
        self._tests = tuple(map(_parted, rules))
        self._fitting: dict[Texts, tuple[int, ...]] = {}

    @property
    def does_more(self) -> bool:
        """Whether any of them does more than file under a category."""
        return any(rule.actions.does_more for rule in self.rules)

    def matching(self, facts: Facts) -> list[OwnRule]:
        """Return the rules whose conditions a row meets, in their order."""
        texts: Texts = facts[:3]
        fitting = self._fitting.get(texts)
        seen = None
        if fitting is None:
            seen = see(facts)
            found = (at for at, (words, _) in enumerate(self._tests) if words(seen))
            fitting = remember(self._fitting, texts, tuple(found))
        if not fitting:
            return []
        seen = seen or see(facts)
        return [self.rules[at] for at in fitting if self._tests[at][1](seen)]

    def ruling(self, facts: Facts) -> Ruling:
        """Return what the rules do with a row."""
        matching = self.matching(facts)
        return ruling_of(matching) if matching else _SILENT

    def decide(self, line: Line, around: Circumstances) -> Decision | None:
        """Return the decision of the first rule that files such a line."""
        facts = facts_of(line, around)
        for rule in self.matching(facts):
            if rule.actions.files:
                return decision_of(rule, line, is_fitting=fits(rule, line.cents))
        return None


def ruling_of(matching: Sequence[OwnRule]) -> Ruling:
    """Return what rules that all match do together."""

    def first(wanted: list[OwnRule]) -> OwnRule | None:
        return wanted[0] if wanted else None

    return Ruling(
        filing=first([rule for rule in matching if rule.actions.files]),
        naming=first([rule for rule in matching if rule.actions.merchant]),
        noting=first([rule for rule in matching if rule.actions.note]),
        leaving_out=first([rule for rule in matching if rule.actions.leaves_out]),
        tagging=tuple(rule for rule in matching if rule.actions.tag_ids),
    )


def facts_of(line: Line, around: Circumstances) -> Facts:
    """Return what rules know of a line: with the merchant's name that the row will have."""
    merchant = line.merchant_name if around.merchant is None else around.merchant
    return Facts(
        line.description,
        merchant or None,
        around.notes,
        line.cents,
        around.date,
        around.account_id,
        around.source,
    )


def fits(rule: OwnRule, cents: int) -> bool:
    """Tell whether the parts of a rule's split, if it has one, come to such an amount."""
    return not rule.actions.split or divide(cents, rule.actions.split) is not None


def decision_of(rule: OwnRule, line: Line, *, is_fitting: bool) -> Decision:
    """Return what a rule that files decides about a line whose amount it `fits`, or doesn't."""
    actions = rule.actions
    hold = None if rule.files_by_itself else Hold.RULE_ASKS
    hold = hold if is_fitting else Hold.SPLIT_DOES_NOT_FIT
    return Decision(
        category_id=actions.main_category_id,
        tier=RULE,
        confidence=1.0,
        auto=hold is None,
        decided_by=rule.id,
        matched_text=rule.title,
        merchant=line.merchant,
        merchant_name=line.merchant_name,
        hold=hold,
        evidence=(
            ("query", rule.query),
            ("files_by_itself", rule.files_by_itself),
            ("actions", actions.plainly()),
            ("category_id", actions.main_category_id),
            ("fits", is_fitting),
            ("hold", hold and str(hold)),
        ),
    )


def _parted(rule: OwnRule) -> tuple[Test, Test]:
    """Return a rule's tests: of the row's texts alone, then of all the rest."""
    every = c.conjuncts(rule.condition)
    words = tuple(one for one in every if reads_words_only(one))
    rest = tuple(one for one in every if not reads_words_only(one))
    return compile_test(c.Every(words)), compile_test(c.Every(rest))
