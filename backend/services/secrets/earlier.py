"""Tokens that an earlier version encrypted, once the owner enters the key that it used."""

import sqlite3
from typing import cast

from sqlalchemy.orm import Session

from backend.core.secrets import SecretBox
from backend.database import recorder
from backend.services.secrets.sealing import EARLIER_KEY, seal_plain

__all__ = ["EARLIER_KEY", "open_earlier_tokens"]


def open_earlier_tokens(session: Session, box: SecretBox) -> int:
    """Seal what the saved key of an earlier version opens; return how many places changed.

    Nothing of it is the owner's change, so that nothing of it is there to undo. To be called in a
    write that changes nothing else that is recorded.
    """
    session.flush()
    recorder.open_operation(session, None)
    raw = session.connection().connection.driver_connection
    count = seal_plain(cast("sqlite3.Connection", raw), box)
    session.expire_all()
    return count
