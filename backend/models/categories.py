"""Categories: a tree of two levels."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Category(Base):
    """What money was for. `short_desc` is the key used everywhere."""

    __tablename__ = "categories"
    __table_args__ = (CheckConstraint("parent_id IS NOT id", name="not_its_own_parent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    short_desc: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    color: Mapped[str | None]
    is_income: Mapped[bool] = mapped_column(server_default="0", default=False)
    is_recurring: Mapped[bool] = mapped_column(server_default="0", default=False)
    # Rows filed here (or under such a parent) move money between own accounts.
    is_transfer: Mapped[bool] = mapped_column(server_default="0", default=False)
    created_at: Mapped[dt.datetime]
