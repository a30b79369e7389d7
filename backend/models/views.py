"""Saved views: a search that the owner gave a name."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class SavedView(Base):
    """A filter by name, written in the filter language."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str]
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    created_at: Mapped[dt.datetime]
