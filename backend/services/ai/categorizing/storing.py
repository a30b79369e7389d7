"""Answers become suggestions of the rows that wait; what the owner decided meanwhile stays."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from backend.models import AiAnswer, CategorizationTier, Category, Transaction
from backend.services import operations
from backend.services.accuracy.measuring import measured_confidence
from backend.services.ai.categorizing.checking import Answer, Asked
from backend.services.ai.categorizing.questions import UNSURE, Merchant, money_left
from backend.services.categorization.decisions import Decision
from backend.services.categorization.normalization import title_case
from backend.services.categorization.recording import record

CONFIDENCE = 0.7  # until it is measured in this household
OPERATION = "ai_categorize"
NOBODY = "-"  # in the place of the model, where nobody was asked


@dataclass(frozen=True, slots=True)
class Told:
    """Who answered, when, and with how many examples of the household's own."""

    model: str
    at: dt.datetime
    examples: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of some answers: merchants with a category, and the rows that have it now.

    `left_open` counts merchants that the AI could not tell.
    """

    merchants: int
    rows: int
    operation_id: int
    left_open: int = 0


def store_answers(
    session: Session,
    answers: Sequence[Answer],
    told: Told,
    *,
    at: dt.datetime,
    operation_id: int | None = None,
) -> Stored:
    """Remember what was answered, and suggest it for rows that still wait without a suggestion.

    Nothing is confirmed by it.

    Args:
        session: a write session.
        answers: checked ones.
        told: who answered.
        at: the moment.
        operation_id: the operation that an earlier batch of the same run began, to go on with.
    """
    operation_id = _open(session, operation_id, at=at)
    usable = _with_living_category(session, answers)
    _remember(session, usable, told)
    found = [(answer, told) for answer in usable if answer.category_id is not None]
    rows = _suggest_all(session, found, at=at)
    return Stored(len(found), rows, operation_id, left_open=len(usable) - len(found))


def apply_known(session: Session, *, at: dt.datetime, operation_id: int | None = None) -> Stored:
    """Suggest for waiting rows what the AI said of their merchants before; nobody is asked."""
    operation_id = _open(session, operation_id, at=at)
    found = [
        (
            Answer(Asked(row.merchant_key, row.is_outflow), row.category_id, row.reason),
            Told(row.model, row.asked_at),
        )
        for row in session.scalars(select(AiAnswer).where(known_and_waiting()))
    ]
    return Stored(len(found), _suggest_all(session, found, at=at), operation_id)


def leave_out(session: Session, merchants: Iterable[Merchant], *, at: dt.datetime) -> None:
    """Remember merchants that can't be asked about, as nothing would be left of their lines."""
    answers = [Answer(Asked(one.key, one.is_outflow), None, None) for one in merchants]
    _remember(session, answers, Told(NOBODY, at))


def count_known(session: Session) -> int:
    """Return how many waiting rows have an answer of before."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Transaction)
            .where(
                UNSURE,
                exists().where(
                    AiAnswer.merchant_key == Transaction.merchant_key,
                    AiAnswer.is_outflow == money_left(),
                    AiAnswer.category_id.is_not(None),
                ),
            )
        )
        or 0
    )


def known_and_waiting() -> ColumnElement[bool]:
    """Return the condition of answers that have a category, and rows waiting for it."""
    return and_(
        AiAnswer.category_id.is_not(None),
        exists().where(
            UNSURE,
            Transaction.merchant_key == AiAnswer.merchant_key,
            AiAnswer.is_outflow == money_left(),
        ),
    )


def _open(session: Session, operation_id: int | None, *, at: dt.datetime) -> int:
    if operation_id is None or not operations.resume(session, operation_id):
        return operations.begin(session, OPERATION, "Asked the AI", at=at)
    return operation_id


def _suggest_all(session: Session, found: Sequence[tuple[Answer, Told]], *, at: dt.datetime) -> int:
    confidence = measured_confidence(session, CategorizationTier.AI) or CONFIDENCE
    decisions = [_decision(answer, told, confidence) for answer, told in found]
    ids = record(session, decisions, at=at)
    rows = sum(
        _suggest(session, answer, decision, decision_id)
        for (answer, _), decision, decision_id in zip(found, decisions, ids, strict=True)
    )
    session.expire_all()
    return rows


def _with_living_category(session: Session, answers: Iterable[Answer]) -> list[Answer]:
    """Drop what was answered with a category that is gone, or a parent, meanwhile.

    The AI could tell, so that it is asked again with the categories as they are then.
    """
    living = dict(session.execute(select(Category.id, Category.parent_id)).all())
    leaves = living.keys() - set(living.values())
    return [
        answer for answer in answers if answer.category_id is None or answer.category_id in leaves
    ]


def _remember(session: Session, answers: Iterable[Answer], told: Told) -> None:
    for answer in answers:
        key, is_outflow = answer.merchant.key, answer.merchant.is_outflow
        session.execute(
            delete(AiAnswer).where(AiAnswer.merchant_key == key, AiAnswer.is_outflow == is_outflow)
        )
        session.execute(
            insert(AiAnswer).values(
                merchant_key=key,
                is_outflow=is_outflow,
                category_id=answer.category_id,
                reason=answer.reason,
                model=told.model,
                asked_at=told.at,
            )
        )


def _decision(answer: Answer, told: Told, confidence: float) -> Decision:
    evidence = {
        "category_id": answer.category_id,
        "model": told.model,
        "reason": answer.reason,
        "asked_at": told.at.isoformat(),
        "examples": told.examples,
        "confidence": confidence,
        "is_outflow": answer.merchant.is_outflow,
    }
    return Decision(
        category_id=answer.category_id,
        tier=CategorizationTier.AI.value,
        confidence=confidence,
        auto=False,
        decided_by=None,
        matched_text=answer.merchant.key,
        merchant=answer.merchant.key,
        merchant_name=title_case(answer.merchant.key),
        evidence=tuple(evidence.items()),
    )


def _suggest(session: Session, answer: Answer, decision: Decision, decision_id: int) -> int:
    changed = session.execute(
        update(Transaction)
        .where(
            UNSURE,
            Transaction.merchant_key == answer.merchant.key,
            money_left() == answer.merchant.is_outflow,
        )
        .values(
            predicted_category_id=decision.category_id,
            categorization_tier=decision.tier,
            prediction_confidence=decision.confidence,
            decided_by_id=None,
            matched_text=decision.matched_text,
            decision_id=decision_id,
        )
        .returning(Transaction.id)
        .execution_options(synchronize_session=False)
    )
    return len(changed.all())
