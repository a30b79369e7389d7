"""Suggestions of the local model, for lines that rules and mappings say nothing about.

It learns from the household's own confirmed rows each time it is asked, on this computer; nothing
of it is stored. What it suggests waits for the owner, always.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Integer, select, type_coerce
from sqlalchemy.orm import Session

from backend.models import Account, Category, Transaction, TransactionStatus
from backend.services.categorization.decisions import LOCAL_MODEL, Decision
from backend.services.categorization.local.model import LocalModel
from backend.services.categorization.local.reading import Purchase
from backend.services.categorization.local.shipped import load
from backend.services.categorization.normalization import merchant_of, title_case

# Learning one takes a third of a millisecond: what was confirmed lately says most.
_MOST_LESSONS = 2_000
_LEAST_CONFIDENCE = 0.5


class Line(NamedTuple):
    """A line to look at; positive `cents` left the account."""

    description: str
    cents: int
    date: dt.date
    account_id: int


class LocalSuggestions:
    """The local model as the household's confirmed rows make it."""

    def __init__(self, session: Session) -> None:
        self._ids = dict(session.execute(select(Category.short_desc, Category.id)).all())
        self._account_types = dict(session.execute(select(Account.id, Account.account_type)).all())
        shipped = load()
        gone = (name for name in shipped.categories if name not in self._ids)
        self._model = LocalModel(shipped, moved=dict.fromkeys(gone))
        self._model.learn_all(self._confirmed(session))

    def suggest(self, line: Line) -> Decision | None:
        """Return what the line most likely is; None where that is a guess."""
        prediction = self._model.predict(self._purchase(line))
        category_id = self._ids.get(prediction.category)
        if category_id is None or prediction.confidence < _LEAST_CONFIDENCE:
            return None
        merchant = merchant_of(line.description)
        return Decision(
            category_id=category_id,
            tier=LOCAL_MODEL,
            confidence=round(prediction.confidence, 2),  # few different ones are stored quicker
            auto=False,
            decided_by=None,
            matched_text=prediction.name,
            merchant=merchant,
            merchant_name=title_case(merchant),
        )

    def _purchase(self, line: Line) -> Purchase:
        account_type = self._account_types.get(line.account_id, "")
        return Purchase(line.description, line.cents, line.date, account_type)

    def _confirmed(self, session: Session) -> Iterator[tuple[Purchase, str]]:
        rows = session.execute(
            select(
                Transaction.description,
                type_coerce(Transaction.amount, Integer),
                Transaction.date,
                Transaction.account_id,
                Category.short_desc,
            )
            .join(Category, Category.id == Transaction.category_id)
            .where(
                Transaction.status == TransactionStatus.CONFIRMED,
                Transaction.transfer_id.is_(None),
                ~Transaction.has_splits,
            )
            .order_by(Transaction.date.desc(), Transaction.id.desc())
            .limit(_MOST_LESSONS)
        ).all()
        for description, cents, date, account_id, category in reversed(rows):
            yield self._purchase(Line(description, cents, date, account_id)), category


def suggestions(session: Session, lines: Iterable[Line]) -> Iterator[Decision | None]:
    """Yield what the local model says of each line, in order."""
    model: LocalSuggestions | None = None
    for line in lines:
        model = model or LocalSuggestions(session)
        yield model.suggest(line)
