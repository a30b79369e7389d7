"""SimpleFIN as a bank feed."""

import datetime as dt
from collections.abc import Callable

from backend.integrations.bank_feed import (
    FeedAccount,
    FeedUpdate,
    LinkStart,
    NewLogin,
    Progress,
    no_progress,
)
from backend.integrations.simplefin import errors
from backend.integrations.simplefin.client import SimpleFinClient
from backend.integrations.simplefin.credentials import claim_url, read_access
from backend.integrations.simplefin.reading import UnreadableRowError, read_accounts
from backend.integrations.simplefin.round import Round
from backend.integrations.simplefin.windows import read_place

DEFAULT_PAGE = "https://bridge.simplefin.org/simplefin/create"


class SimpleFinFeed:
    """Reads what a SimpleFIN access URL opens. It can only read; nothing is ever changed there."""

    def __init__(
        self,
        client: SimpleFinClient,
        *,
        page_url: str = DEFAULT_PAGE,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._page_url = page_url
        self._now = now
        self._client = client

    def check(self) -> str:
        """Ask whether the service answers: there are no keys to check before a login."""
        told = self._client.info(self._page_url.rpartition("/")[0])
        if not isinstance(told, dict) or not isinstance(told.get("versions"), list):
            raise errors.nonsense("NO_VERSIONS")
        return "SimpleFIN answers. It needs no keys here: connect with a setup token."

    def begin_link(
        self,
        *,
        user_id: str,
        secret: str | None = None,
        with_investments: bool = False,
        redirect_uri: str | None = None,
    ) -> LinkStart:
        """Say where the owner gets a setup token, or repairs the banks behind the present one."""
        del user_id, secret, with_investments, redirect_uri
        return LinkStart("paste_token", page_url=self._page_url)

    def finish_link(self, grant: str) -> NewLogin:
        """Exchange a setup token for an access URL; one that is pasted itself is taken as it is."""
        pasted = grant.strip()
        is_access = "://" in pasted and "@" in pasted
        secret = pasted if is_access else self._client.claim(claim_url(pasted))
        return NewLogin(
            secret=secret,
            external_id=read_access(secret).login_id,
            institution_name="SimpleFIN",
        )

    def accounts(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the accounts, of all banks that are connected at SimpleFIN."""
        document = self._client.accounts(
            read_access(secret), {"version": "2", "balances-only": "1"}
        )
        try:
            found = read_accounts(document, today=self._now().date())
            return tuple(read.account for read in found)
        except UnreadableRowError as error:
            raise errors.nonsense("ACCOUNT") from error

    def fresh_balances(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return what SimpleFIN has: it asks the banks about once a day, and not on demand."""
        return self.accounts(secret)

    def fetch(
        self,
        secret: str,
        state: str | None,
        *,
        today: dt.date,
        progress: Progress = no_progress,
    ) -> FeedUpdate:
        """Return the last days anew, and what is still owed of the history."""
        reading = Round(
            self._client,
            read_access(secret),
            read_place(state),
            today=today,
            now=self._now,
            progress=progress,
        )
        return reading.read()

    def disconnect(self, secret: str) -> None:
        """Do nothing: an access is revoked by the owner, at SimpleFIN."""
