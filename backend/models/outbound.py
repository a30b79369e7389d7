"""What left this computer, and what was kept from leaving."""

import datetime as dt
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class OutboundOutcome(StrEnum):
    """What became of a request."""

    STARTED = "started"  # no answer yet; where that was long ago, the app ended meanwhile
    ANSWERED = "answered"
    FAILED = "failed"
    REFUSED = "refused"  # by the owner's switches: nothing was sent
    BY_BROWSER = "by_browser"  # a page was opened that asks by itself


class OutboundRequest(Base):
    """One request to another computer, or one that the owner's switches refused.

    It is written before anything is sent, and completed once. Bodies are kept as they were sent,
    secrets masked; a very long one is cut, which `is_cut` tells. Sizes are in bytes, before
    encryption.
    """

    __tablename__ = "outbound_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[dt.datetime] = mapped_column(index=True)
    purpose: Mapped[str]
    host: Mapped[str]
    port: Mapped[int | None]
    method: Mapped[str | None]
    path: Mapped[str | None]
    body: Mapped[str | None]
    is_cut: Mapped[bool] = mapped_column(server_default="0", default=False)
    sent_bytes: Mapped[int] = mapped_column(server_default="0", default=0)
    received_bytes: Mapped[int] = mapped_column(server_default="0", default=0)
    status: Mapped[int | None]  # of HTTP
    outcome: Mapped[str]  # see OutboundOutcome
    detail: Mapped[str | None]  # why it failed or was refused, in a sentence
    duration_seconds: Mapped[float | None]
