"""The declarative bases of the two database files."""

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase

from backend.database.types import Moment, Money

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class _NeverReusedIds:
    """Ids of deleted rows are never given again: the log of operations still names them."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table) and isinstance(next(iter(table.primary_key)).type, Integer):
            table.dialect_options["sqlite"]["autoincrement"] = True


class Base(_NeverReusedIds, DeclarativeBase):
    """Tables of `budget.db`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {Decimal: Money, dt.datetime: Moment}


class InvestmentsBase(_NeverReusedIds, DeclarativeBase):
    """Tables of `investments.db`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {Decimal: Money, dt.datetime: Moment}
