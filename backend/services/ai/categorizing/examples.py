"""Rows that the owner confirmed, as examples: a household files things its own way."""

from typing import NamedTuple

from sqlalchemy import Integer, func, select, type_coerce
from sqlalchemy.orm import Session

from backend.models import Transaction, TransactionStatus
from backend.services.ai.categorizing.taxonomy import Taxonomy
from backend.services.ai.categorizing.telling import is_telling, shortened
from backend.services.privacy import Redactor

MOST_EXAMPLES = 24


class Example(NamedTuple):
    """A line as it is told, and the key of its category."""

    line: str
    is_outflow: bool
    category: str


def pick_examples(session: Session, taxonomy: Taxonomy, redactor: Redactor) -> list[Example]:
    """Return one line of each category that is used often, its most frequent merchant.

    They are the same as long as the household stays the same: a cache lives on that.
    """
    count = func.count().label("count")
    rows = session.execute(
        select(
            type_coerce(Transaction.category_id, Integer),
            Transaction.description,
            type_coerce(Transaction.amount, Integer),
            func.max(Transaction.date),
            count,
        )
        .where(
            Transaction.status == TransactionStatus.CONFIRMED,
            Transaction.category_id.is_not(None),
            Transaction.transfer_id.is_(None),
            ~Transaction.has_splits,
            Transaction.merchant_key > "",
        )
        .group_by(Transaction.category_id, Transaction.merchant_key)
        .order_by(count.desc(), Transaction.category_id, Transaction.merchant_key)
    )
    found: dict[int, Example] = {}
    for category_id, description, cents, *_ in rows:
        key = taxonomy.key_of(category_id)
        if category_id in found or key is None:
            continue
        line = shortened(redactor.text(description))
        if is_telling(line):
            found[category_id] = Example(line, cents > 0, key)
        if len(found) == MOST_EXAMPLES:
            break
    return list(found.values())
