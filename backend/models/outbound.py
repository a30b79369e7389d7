"""What left this computer, and what was kept from leaving."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class OutboundRequest(Base):
    """One request to another computer, or one that the owner's switches refused; never changed.

    Bodies are kept as they were sent, secrets masked; a very long one is cut, which
    `is_cut` tells. Sizes are those of what went over the line, in bytes.
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
    outcome: Mapped[str]  # answered, failed, refused
    detail: Mapped[str | None]  # why it failed or was refused, in a sentence
    duration_seconds: Mapped[float | None]
