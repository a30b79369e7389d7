"""What the AI was asked and what it cost; chats with the adviser; insights put aside."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class AiAnswer(Base):
    """What the AI said about a merchant, so that nothing is asked twice; no category: no answer."""

    __tablename__ = "ai_answers"
    __table_args__ = (UniqueConstraint("merchant_key", "is_outflow"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    merchant_key: Mapped[str]
    is_outflow: Mapped[bool]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id", ondelete="CASCADE"))
    reason: Mapped[str | None]
    model: Mapped[str]
    asked_at: Mapped[dt.datetime]


class AiUsage(Base):
    """What one request to an AI used and cost, in millionths of a dollar."""

    __tablename__ = "ai_usage"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    purpose: Mapped[str]  # categorize, insights, test
    provider: Mapped[str]
    model: Mapped[str]
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cache_read_tokens: Mapped[int] = mapped_column(server_default="0", default=0)
    cache_write_tokens: Mapped[int] = mapped_column(server_default="0", default=0)
    cost_micros: Mapped[int | None]  # None where nobody knows the price
    asked: Mapped[int] = mapped_column(server_default="0", default=0)  # merchants or questions


class InsightChat(Base):
    """A conversation with the adviser."""

    __tablename__ = "insight_chats"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]


class InsightMessage(Base):
    """One turn of a conversation, with the facts that it could cite."""

    __tablename__ = "insight_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(
        ForeignKey("insight_chats.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str]  # user, assistant
    content: Mapped[str]
    facts: Mapped[str | None]  # JSON
    outcome: Mapped[str]  # complete, cut, refused, failed
    created_at: Mapped[dt.datetime]


class DismissedInsight(Base):
    """An insight that the owner does not want to see again; `key` names what it was about."""

    __tablename__ = "dismissed_insights"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    dismissed_at: Mapped[dt.datetime]
