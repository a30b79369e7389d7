"""What the owner calls a merchant wins over what a bank's feed calls it."""

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from backend.integrations.bank_feed import FeedTransaction
from backend.services.merchants import merging, renaming
from backend.services.sync.owner_names import in_owner_words
from tests.builders import make_transaction
from tests.conftest import NOW


def sent(description: str, merchant: str | None) -> FeedTransaction:
    return FeedTransaction(
        account_id="a",
        external_id=description,
        date=dt.date(2025, 6, 1),
        amount=Decimal(1),
        description=description,
        merchant_name=merchant,
    )


def names(session: Session) -> list[str | None]:
    rows = (sent("KBLM BKRY 0042", "KBLM"), sent("KORNBLUM BAKERY", None), sent("ELSE", "Else"))
    return [row.merchant_name for row in in_owner_words(session, rows)]


def test_a_feed_speaks_of_merchants_as_the_owner_does(session: Session) -> None:
    for key in ("KBLM BKRY", "KORNBLUM BAKERY"):
        make_transaction(session, description=key, merchant_key=key)
    assert names(session) == ["KBLM", None, "Else"]

    merging.merge(session, ["KBLM BKRY"], "KORNBLUM BAKERY", threshold=3, at=NOW)
    assert names(session) == ["Kornblum Bakery", "Kornblum Bakery", "Else"]

    renaming.rename(session, "KORNBLUM BAKERY", "Buns", at=NOW)
    assert names(session) == ["Buns", "Buns", "Else"]
