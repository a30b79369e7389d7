"""The owner's answer to something learned: keep it, only this once, never."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core.errors import NotFoundError
from backend.database.among import among
from backend.models import LearningEvent, MerchantMapping, Transaction
from backend.services import operations
from backend.services.categorization import predicting
from backend.services.categorization.learning import LearnChoice, exclude
from backend.services.categorization.lessons import take_back
from backend.services.categorization.merchant_words import merchant_words
from backend.services.categorization.normalization import title_case
from backend.services.categorization.platforms import learn_pattern


class NothingLearnedError(NotFoundError):
    """There is no such mapping any more."""

    def __init__(self) -> None:
        super().__init__("What was learned is forgotten already.")


def answer_learned(
    session: Session,
    mapping_id: int,
    *,
    choice: LearnChoice,
    transaction_ids: Iterable[int] | None = None,
    threshold: int,
    at: dt.datetime,
) -> None:
    """Keep what a mapping learned, or take it back; with NEVER also learn nothing of it again.

    Args:
        session: a write session.
        mapping_id: the mapping that was taught.
        choice: the answer.
        transaction_ids: what it was taught by; None means by its last lessons.
        threshold: how often a merchant must be confirmed before it is filed by itself.
        at: the moment of it.

    Raises:
        NothingLearnedError: there is no such mapping.
    """
    mapping = session.get(MerchantMapping, mapping_id)
    if mapping is None:
        raise NothingLearnedError
    if choice is LearnChoice.KEEP:
        return
    name, pattern = title_case(mapping.merchant_pattern), mapping.merchant_pattern
    taught_by = _taught_by(session, mapping_id, transaction_ids)
    if choice is LearnChoice.NEVER:
        operations.begin(session, "unlearn", f"Never learn about {name}", at=at)
    else:
        operations.begin(session, "unlearn", f"Forgot what was learned about {name}", at=at)
    merchants = _merchants(session, taught_by)
    take_back(session, taught_by)
    if choice is LearnChoice.NEVER:
        patterns = session.scalars(
            select(Transaction.description).where(Transaction.id.in_(among(taught_by)))
        )
        said = merchant_words(session)
        exclude(session, {pattern, *(learn_pattern(one, said) for one in patterns)}, at=at)
    predicting.refresh(session, threshold=threshold, merchants=merchants)


def _taught_by(
    session: Session, mapping_id: int, transaction_ids: Iterable[int] | None
) -> list[int]:
    """Return which of the transactions taught the mapping: those given, or the last ones."""
    statement = select(LearningEvent.transaction_id).where(LearningEvent.mapping_id == mapping_id)
    if transaction_ids is not None:
        statement = statement.where(LearningEvent.transaction_id.in_(among(transaction_ids)))
    else:
        last = select(func.max(LearningEvent.created_at)).where(
            LearningEvent.mapping_id == mapping_id
        )
        statement = statement.where(LearningEvent.created_at == last.scalar_subquery())
    return list(session.scalars(statement))


def _merchants(session: Session, transaction_ids: Iterable[int]) -> list[str]:
    statement = select(Transaction.merchant_key).where(
        Transaction.id.in_(among(transaction_ids)), Transaction.merchant_key.is_not(None)
    )
    return [key for key in session.scalars(statement) if key]
