"""The gate of a household: asks its switches, and writes down what passes before it leaves."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as WaitedTooLongError
from sqlalchemy.orm import Session

from backend.core.addresses import is_on_this_computer
from backend.database import Database
from backend.integrations.outbound import Gate, OutboundRefusedError, Outgoing, Passage, Purpose
from backend.models import OutboundOutcome, OutboundRequest
from backend.services.outbound.keeping import forget_old
from backend.services.outbound.masking import KnownSecrets, mask
from backend.services.outbound.switches import MASTER, SampleSendsNothingError, switches_now
from backend.services.settings import SettingsStore

LONGEST_BODY = 64 * 1024  # characters of it that are kept
_PORTS: Final = {"http": 80, "https": 443}
_log = logging.getLogger(__name__)


class NotNotedError(OutboundRefusedError):
    """A request that can't be written down does not leave."""

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(
            "Nothing was sent, as it could not be written into the list of what leaves this "
            "computer: the file is busy or the disk is full. Try again in a moment.",
            purpose,
            MASTER,
        )


class LedgerGate(Gate):
    """Lets out what the owner's switches allow at that moment, and notes it in the household's file.

    An entry is written before anything is sent, so that a computer that is switched off in the
    middle leaves a trace; how it went is added to it.
    """

    def __init__(
        self,
        database: Database,
        settings: SettingsStore,
        *,
        now: Callable[[], dt.datetime],
        is_demo: bool = False,
        nothing_is_local: bool = False,
    ) -> None:
        """Describe the gate; nothing is opened before the first request.

        Args:
            database: the household's file.
            settings: what reads its switches.
            now: the moment.
            is_demo: whether it is the sample household, which sends nothing.
            nothing_is_local: whether addresses of this computer lead elsewhere, too.
        """
        self._database = database
        self._settings = settings
        self._now = now
        self._is_demo = is_demo
        self._nothing_is_local = nothing_is_local
        self._secrets = KnownSecrets(settings)

    def require(self, purpose: Purpose, url: str) -> None:
        """Make sure that a request could leave; see `Gate`."""
        with self._database.read() as session:
            may_leave = self._refusal(session, purpose, url) is None
        if not may_leave:
            self.begin(Outgoing(purpose, "", url))

    def begin(self, outgoing: Outgoing) -> Passage:
        """Note a request and let it out; see `Gate`."""
        try:
            with self._database.write() as session:
                refusal = self._refusal(session, outgoing.purpose, outgoing.url)
                request_id = self._note(session, outgoing, refusal)
        except (OperationalError, WaitedTooLongError) as error:
            raise NotNotedError(outgoing.purpose) from error
        if refusal is not None:
            raise refusal
        return LedgerPassage(self._database, request_id)

    def note_page(self, purpose: Purpose, url: str, sentence: str) -> None:
        """Note that a page is opened which asks another computer by itself, in the browser.

        Raises:
            OutboundRefusedError: the page must not do so.
        """
        passage = self.begin(Outgoing(purpose, "GET", url))
        if isinstance(passage, LedgerPassage):
            passage.end(OutboundOutcome.BY_BROWSER, detail=sentence)

    def _refusal(self, session: Session, purpose: Purpose, url: str) -> OutboundRefusedError | None:
        if self._is_demo:
            return SampleSendsNothingError(purpose)
        is_here = is_on_this_computer(url) and not self._nothing_is_local
        return switches_now(session, self._settings).refusal(purpose, is_here=is_here)

    def _note(
        self, session: Session, outgoing: Outgoing, refusal: OutboundRefusedError | None
    ) -> int:
        secrets = (*outgoing.secrets, *self._secrets.now(session))
        address = _Address.of(outgoing.url)
        body = mask(outgoing.body.decode("utf-8", "replace"), secrets)
        row = OutboundRequest(
            started_at=self._now(),
            purpose=outgoing.purpose.value,
            host=address.host,
            port=address.port,
            method=outgoing.method or None,
            path=mask(address.path, secrets) or None,
            body=body[:LONGEST_BODY] or None,
            is_cut=len(body) > LONGEST_BODY,
            sent_bytes=0 if refusal else outgoing.sent_bytes,
            outcome=OutboundOutcome.REFUSED if refusal else OutboundOutcome.STARTED,
            detail=None if refusal is None else str(refusal),
        )
        session.add(row)
        session.flush()
        forget_old(session, newest_id=row.id, at=row.started_at)
        return row.id


class LedgerPassage(Passage):
    """A request that was let out, as its entry in the ledger."""

    def __init__(self, database: Database, request_id: int) -> None:
        self._database, self._id = database, request_id
        self._begun = time.monotonic()
        self._is_over = False

    def answered(self, status: int | None, received_bytes: int = 0) -> None:
        """Note that an answer came."""
        self.end(OutboundOutcome.ANSWERED, status=status, received_bytes=received_bytes)

    def failed(self, reason: str, received_bytes: int = 0) -> None:
        """Note that no answer came, or not all of it."""
        self.end(OutboundOutcome.FAILED, detail=reason[:200], received_bytes=received_bytes)

    def end(
        self,
        outcome: OutboundOutcome,
        *,
        status: int | None = None,
        detail: str | None = None,
        received_bytes: int = 0,
    ) -> None:
        """Complete the entry, once; what came in is not thrown away where that fails."""
        if self._is_over:
            return
        self._is_over = True
        values = {
            "outcome": outcome,
            "status": status,
            "detail": detail,
            "received_bytes": received_bytes,
            "duration_seconds": round(time.monotonic() - self._begun, 3),
        }
        try:
            with self._database.write() as session:
                session.execute(
                    update(OutboundRequest).where(OutboundRequest.id == self._id).values(values)
                )
        except (OperationalError, WaitedTooLongError):
            _log.warning("how outbound request %d went could not be noted", self._id)


@dataclass(frozen=True, slots=True)
class _Address:
    """Who is asked, and where; of what is no address, nothing but the text."""

    host: str
    port: int | None
    path: str

    @classmethod
    def of(cls, url: str) -> "_Address":
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            return cls("", None, url)
        return cls(host, port, parts.path + (f"?{parts.query}" if parts.query else ""))
