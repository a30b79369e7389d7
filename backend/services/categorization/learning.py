"""Learning: what the owner's confirmations teach about merchants.

A transaction teaches once. The same category as before counts one time more, another category
takes over from one. What the owner wrote as a rule is never changed, and nothing is learned about
merchants that the owner excluded.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import LearningEvent, LearningExclusion, MerchantMapping, RuleOrigin
from backend.services.categorization.lessons import take_back
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.platforms import is_platform, learn_pattern


class LearnChoice(StrEnum):
    """What to make of a decision: a lesson, an exception, or never a lesson."""

    KEEP = "keep"
    ONCE = "once"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A transaction that the owner files under a category, and which mapping suggested what.

    `teaches` is off where the decision says nothing about the merchant: an amount rule explains
    it, or the transaction is split.
    """

    transaction_id: int
    description: str
    category_id: int
    suggested_by: int | None = None
    teaches: bool = True


@dataclass(frozen=True, slots=True)
class Lesson:
    """What confirmations taught one mapping; `previous_category_id` where it changed its mind."""

    mapping: MerchantMapping
    previous_category_id: int | None = None


def learn(
    session: Session,
    confirmations: Sequence[Confirmation],
    *,
    choice: LearnChoice = LearnChoice.KEEP,
    at: dt.datetime,
) -> list[Lesson]:
    """Learn from confirmations; return what each mapping was taught.

    A transaction that taught another category before moves its lesson. With the choice ONCE or
    NEVER nothing is learned, and what the transaction taught before is taken back.
    """
    events = _events(session, confirmations)
    moved = [
        c.transaction_id
        for c in confirmations
        if c.transaction_id in events
        and (choice is not LearnChoice.KEEP or events[c.transaction_id] != c.category_id)
    ]
    take_back(session, moved)
    if choice is LearnChoice.NEVER:
        said = merchant_words(session)
        exclude(session, (learn_pattern(c.description, said) for c in confirmations), at=at)
    if choice is not LearnChoice.KEEP:
        return []
    fresh = [c for c in confirmations if c.transaction_id not in events.keys() - set(moved)]
    return _Teacher(session, fresh, at).teach_all()


def exclude(session: Session, patterns: Iterable[str | None], *, at: dt.datetime) -> None:
    """Never learn anything about these merchants again."""
    wanted = {pattern for pattern in patterns if pattern}
    known = set(session.scalars(select(LearningExclusion.merchant_pattern)))
    for pattern in sorted(wanted - known):
        session.add(LearningExclusion(merchant_pattern=pattern, created_at=at))
    session.flush()


def _events(session: Session, confirmations: Iterable[Confirmation]) -> dict[int, int]:
    """Return what the transactions taught before: category ids by transaction."""
    ids = among(c.transaction_id for c in confirmations)
    return dict(
        session.execute(
            select(LearningEvent.transaction_id, LearningEvent.category_id).where(
                LearningEvent.transaction_id.in_(ids)
            )
        ).all()
    )


class _Teacher:
    """Confirmations on their way into mappings, all read at once."""

    def __init__(
        self, session: Session, confirmations: Sequence[Confirmation], at: dt.datetime
    ) -> None:
        self._session = session
        self._at = at
        said = merchant_words(session)
        self._fresh = {
            c.transaction_id: (c, pattern)
            for c in confirmations
            if c.teaches and (pattern := learn_pattern(c.description, said)) is not None
        }
        patterns = {pattern for _, pattern in self._fresh.values()}
        suggesting = [c.suggested_by for c, _ in self._fresh.values() if c.suggested_by]
        mappings = session.scalars(
            select(MerchantMapping).where(
                MerchantMapping.merchant_pattern.in_(among(patterns))
                | MerchantMapping.id.in_(among(suggesting))
            )
        ).all()
        self._by_pattern = {mapping.merchant_pattern: mapping for mapping in mappings}
        self._by_id = {mapping.id: mapping for mapping in mappings}
        self._excluded = set(session.scalars(select(LearningExclusion.merchant_pattern)))
        self._lessons: dict[str, Lesson] = {}
        self._taught: list[tuple[Confirmation, MerchantMapping]] = []

    def teach_all(self) -> list[Lesson]:
        """Teach every confirmation in its order; return one lesson for each mapping."""
        for confirmation, pattern in self._fresh.values():
            suggested = self._by_id.get(confirmation.suggested_by or 0)
            exact = self._by_pattern.get(pattern)
            if self._may_teach(exact, suggested, pattern):
                if suggested is not None and _deserves(suggested, pattern, confirmation):
                    self._teach(suggested, confirmation)
                else:
                    self._teach(exact or self._new(pattern, confirmation), confirmation)
        self._session.flush()
        self._session.add_all(self._event(*taught) for taught in self._taught)
        self._session.flush()
        return list(self._lessons.values())

    def _may_teach(
        self, exact: MerchantMapping | None, suggested: MerchantMapping | None, pattern: str
    ) -> bool:
        """Tell whether the owner leaves anything to learn: no rule, switch or exclusion of theirs."""
        if exact is not None and not exact.is_enabled:
            return False
        concerned = [mapping for mapping in (exact, suggested) if mapping is not None]
        patterns = {pattern, *(mapping.merchant_pattern for mapping in concerned)}
        of_owner = any(mapping.origin == RuleOrigin.OWN for mapping in concerned)
        return not of_owner and patterns.isdisjoint(self._excluded)

    def _new(self, pattern: str, confirmation: Confirmation) -> MerchantMapping:
        mapping = MerchantMapping(
            merchant_pattern=pattern,
            category_id=confirmation.category_id,
            confidence=0,
            origin=RuleOrigin.LEARNED,
            is_enabled=True,
            is_ambiguous=is_platform(pattern),
            created_at=self._at,
        )
        self._session.add(mapping)
        self._by_pattern[pattern] = mapping
        return mapping

    def _teach(self, mapping: MerchantMapping, confirmation: Confirmation) -> None:
        previous = None
        if mapping.category_id == confirmation.category_id:
            mapping.confidence += 1
        else:
            self._session.flush()  # the log shall know what it was until now: see `lessons`
            previous = mapping.category_id
            mapping.is_ambiguous = mapping.is_ambiguous or self._was_meant(mapping)
            mapping.category_id = confirmation.category_id
            mapping.confidence = 1
            mapping.origin = RuleOrigin.LEARNED
        mapping.updated_at = self._at
        self._taught.append((confirmation, mapping))
        before = self._lessons.get(mapping.merchant_pattern)
        known = before.previous_category_id if before else None
        self._lessons[mapping.merchant_pattern] = Lesson(mapping, known or previous)

    def _event(self, confirmation: Confirmation, mapping: MerchantMapping) -> LearningEvent:
        return LearningEvent(
            transaction_id=confirmation.transaction_id,
            mapping_id=mapping.id,
            category_id=confirmation.category_id,
            created_at=self._at,
        )

    def _was_meant(self, mapping: MerchantMapping) -> bool:
        """Tell whether the owner, and not only what ships, stands behind the old category."""
        if is_platform(mapping.merchant_pattern) or mapping.origin == RuleOrigin.LEARNED:
            return True
        if any(taught is mapping for _, taught in self._taught):
            return True
        return (
            self._session.scalar(
                select(LearningEvent.id).where(LearningEvent.mapping_id == mapping.id).limit(1)
            )
            is not None
        )


def _deserves(suggested: MerchantMapping, pattern: str, confirmation: Confirmation) -> bool:
    """Tell whether the confirmation speaks for the mapping that suggested the category.

    One learned word inside a longer name doesn't: MAX says little about MAX & DAVE'S BAR.
    """
    return (
        suggested.is_enabled
        and suggested.category_id == confirmation.category_id
        and (
            suggested.merchant_pattern == pattern
            or suggested.origin == RuleOrigin.SHIPPED
            or " " in suggested.merchant_pattern
        )
        and not suggested.is_regex
    )
