"""Column types that hold exactly what they were given."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Float, String
from sqlalchemy.types import TypeDecorator

from backend.core.money import from_cents, to_cents

MOMENT_FORMAT = "%Y-%m-%d %H:%M:%S.%f"


class Money(TypeDecorator[Decimal]):
    """Decimal dollars in Python, whole cents at rest, so that SQL sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        if isinstance(value, float):
            raise TypeError("money is never a float")
        return None if value is None else to_cents(Decimal(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_cents(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal of any precision, as text: quantities and unit prices."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[dt.datetime]):
    """An aware UTC moment, at rest as the naive text that every version wrote."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC).strftime(MOMENT_FORMAT)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC)


class Share(TypeDecorator[float]):
    """A ratio in 0-1 with four decimals, so that its text form is the value itself."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        return None if value is None else round(value, 4)
