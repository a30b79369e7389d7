"""What the owner calls a merchant."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import InvalidInputError
from backend.models import MerchantName
from backend.services import operations
from backend.services.categorization.merchant_words import merchant_words
from backend.services.merchants.keys import LONGEST_NAME, keep_name, resolve
from backend.services.merchants.moving import name_rows


class InvalidMerchantNameError(InvalidInputError):
    """The name is empty or too long."""

    def __init__(self) -> None:
        super().__init__(f"A merchant's name has between 1 and {LONGEST_NAME} characters.")


def rename(session: Session, key: str, name: str | None, *, at: dt.datetime) -> str:
    """Call a merchant `name`, in the rows that are there and in those to come; return its key.

    None goes back to the name that the bank's words give. Rows that the owner named one by one
    keep their names.

    Raises:
        MerchantNotFoundError: there is no transaction of it.
        InvalidMerchantNameError: the name is empty or too long.
    """
    main = resolve(session, key)
    before = merchant_words(session).name_of(main)
    wanted = None if name is None else _checked(name)
    begun = f"Took the name of {before} back" if wanted is None else f"Renamed {before} to {wanted}"
    operations.begin(session, "merchant_rename", begun, at=at)
    if wanted is None:
        _forget_name(session, main)
    else:
        keep_name(session, main, wanted, at=at)
    name_rows(session, main, merchant_words(session).name_of(main))
    return main


def _forget_name(session: Session, key: str) -> None:
    present = session.scalar(select(MerchantName).where(MerchantName.merchant_key == key))
    if present is not None:
        session.delete(present)
        session.flush()


def _checked(name: str) -> str:
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= LONGEST_NAME:
        raise InvalidMerchantNameError
    return cleaned
