"""What was learned about merchants that turn out to be one, and that part again.

Where two become one, what was learned about the other spelling counts for the merchant from then on:
the same category adds up; different ones show that the owner files this merchant under several,
so that it asks. Rules of the owner's stay as they are, and so does what is switched off.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.database.among import among
from backend.models import LearningEvent, MerchantMapping, RuleOrigin
from backend.services.categorization.learning import Confirmation, learn
from backend.services.categorization.lessons import take_back
from backend.services.categorization.platforms import learn_pattern


class Outcome(StrEnum):
    """What becomes of a mapping when its merchant is merged."""

    MOVES = "moves"  # it is the merchant's mapping from now on
    ADDS_UP = "adds_up"  # both say the same
    ASKS = "asks"  # they say different things
    REPLACES = "replaces"  # what was learned beats what is shipped
    STAYS = "stays"  # a rule of the owner's, or one that is switched off


@dataclass(frozen=True, slots=True)
class Joining:
    """A mapping of another spelling, the merchant's own where it has one, and what will happen."""

    mapping: MerchantMapping
    main: MerchantMapping | None
    outcome: Outcome


def joinings(session: Session, others: Sequence[str], into: str) -> list[Joining]:
    """Return what merging `others` into the merchant `into` means for what was learned."""
    mappings = session.scalars(
        select(MerchantMapping).where(MerchantMapping.merchant_pattern.in_(among([*others, into])))
    )
    by_pattern = {mapping.merchant_pattern: mapping for mapping in mappings}
    main = by_pattern.get(into)
    found = []
    for other in others:
        mapping = by_pattern.get(other)
        if mapping is not None:
            joining = Joining(mapping, main, _outcome(mapping, main, into))
            found.append(joining)
            main = mapping if joining.outcome is Outcome.MOVES else main
    return found


def _outcome(mapping: MerchantMapping, main: MerchantMapping | None, into: str) -> Outcome:
    if mapping.origin != RuleOrigin.LEARNED or not mapping.is_enabled or mapping.is_regex:
        return Outcome.STAYS
    if main is None:
        return Outcome.MOVES if learn_pattern(into) == into else Outcome.STAYS
    if main.origin == RuleOrigin.OWN or not main.is_enabled or main.is_regex:
        return Outcome.STAYS
    if mapping.category_id == main.category_id:
        return Outcome.ADDS_UP
    return Outcome.ASKS if main.origin == RuleOrigin.LEARNED else Outcome.REPLACES


def join_lessons(
    session: Session, others: Sequence[str], into: str, *, at: dt.datetime
) -> list[Joining]:
    """Let what was learned about `others` count for `into`; return what became of each mapping."""
    done = joinings(session, others, into)
    for joining in done:
        _join(session, joining, into, at)
    session.flush()
    return done


def _join(session: Session, joining: Joining, into: str, at: dt.datetime) -> None:
    mapping, main, outcome = joining.mapping, joining.main, joining.outcome
    if outcome is Outcome.STAYS:
        return
    mapping.updated_at = at
    if outcome is Outcome.MOVES or main is None:
        mapping.merchant_pattern = into
        session.flush()
        return
    main.updated_at = at
    if outcome is Outcome.ADDS_UP:
        main.confidence += mapping.confidence
        main.is_ambiguous = main.is_ambiguous or mapping.is_ambiguous
    else:
        if outcome is Outcome.REPLACES or mapping.confidence > main.confidence:
            main.category_id, main.confidence = mapping.category_id, mapping.confidence
            main.origin = RuleOrigin.LEARNED
        main.is_ambiguous = outcome is Outcome.ASKS or mapping.is_ambiguous
    session.execute(
        update(LearningEvent)
        .where(LearningEvent.mapping_id == mapping.id)
        .values(mapping_id=main.id)
        .execution_options(synchronize_session="fetch")
    )
    session.delete(mapping)
    session.flush()


def part_lessons(session: Session, rows: dict[int, str], *, at: dt.datetime) -> None:
    """Learn anew from these rows (descriptions by id), as spellings stand now.

    What they taught the merchant that they were of is taken back from it first.
    """
    events = session.execute(
        select(LearningEvent.transaction_id, LearningEvent.category_id)
        .where(LearningEvent.transaction_id.in_(among(rows)))
        .order_by(LearningEvent.id)
    ).all()
    take_back(session, [transaction_id for transaction_id, _ in events])
    anew = [Confirmation(row, rows[row], category_id) for row, category_id in events]
    learn(session, anew, at=at)
