"""What the owner calls merchants, and which of them are one."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class MerchantName(Base):
    """A merchant by its key, and the name that the owner gave it."""

    __tablename__ = "merchant_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[dt.datetime]


class MerchantAlias(Base):
    """Another key of a merchant: lines that are cleaned to `alias` are of `merchant_key`."""

    __tablename__ = "merchant_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    alias: Mapped[str] = mapped_column(unique=True)
    merchant_key: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[dt.datetime]
