"""Finding a merchant by its key, and the problems that arise."""

import datetime as dt

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError, NotFoundError
from backend.models import MerchantName
from backend.services.categorization.merchant_words import MerchantWords, merchant_words

LONGEST_NAME = 120

_IS_THERE = "SELECT EXISTS (SELECT 1 FROM transactions WHERE merchant_key = :key)"


class MerchantNotFoundError(NotFoundError):
    """No transaction is of that merchant."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No transaction is of a merchant {key[:100]}.")


class AliasNotFoundError(NotFoundError):
    """There is no such other spelling."""

    def __init__(self, alias: str) -> None:
        super().__init__(
            f"{alias[:100]} is no other spelling of a merchant. It may stand alone again."
        )


class SameMerchantError(InvalidInputError):
    """A merchant can't be merged into itself."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} can't be merged into itself: these are one merchant already.")


def resolve(session: Session, key: str) -> str:
    """Return the key of the merchant that `key` stands for: itself, or what it was merged into.

    Raises:
        MerchantNotFoundError: there is no transaction of it.
    """
    main = merchant_words(session).key_of(key)
    if not main or not session.scalar(text(_IS_THERE), {"key": main}):
        raise MerchantNotFoundError(key)
    return main


def aliases_of(said: MerchantWords, key: str) -> list[str]:
    """Return the other spellings of a merchant, by letter."""
    return sorted(alias for alias, main in said.aliases.items() if main == key)


def keep_name(session: Session, key: str, name: str, *, at: dt.datetime) -> None:
    """Store what the owner calls a merchant."""
    present = session.scalar(select(MerchantName).where(MerchantName.merchant_key == key))
    if present is None:
        session.add(MerchantName(merchant_key=key, name=name, created_at=at))
    else:
        present.name = name
    session.flush()
