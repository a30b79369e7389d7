"""Plaid's stream of transactions: one update is every page until there is no more.

If any page fails, the whole update starts again from the cursor that it began with; pages that
were read are thrown away. Nothing is stored here, so a start again costs time and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from backend.integrations.bank_feed import (
    FeedAccount,
    FeedError,
    FeedFailure,
    FeedRemoval,
    FeedTransaction,
    FeedUpdate,
    Progress,
)
from backend.integrations.plaid import reading, values
from backend.integrations.plaid.errors import FOREIGN_CURSOR, MUTATION, unreadable
from backend.integrations.plaid.patience import Patience

PAGE_SIZE = 500
MUTATIONS_BORNE = 5
FAILURES_BORNE = 3
_GROWING = {"NOT_READY", "INITIAL_UPDATE_COMPLETE"}

# Asks for the page at a cursor; None is the beginning.
AskPage = Callable[[str | None], dict[str, Any]]


def read_update(
    ask: AskPage, state: str | None, patience: Patience, progress: Progress
) -> FeedUpdate:
    """Return everything since `state`, started again as often as Plaid's rules say.

    Raises:
        FeedError: it was no use.
    """
    restarts = _Restarts(patience, first=state)
    while True:
        try:
            return _whole_update(ask, restarts.first, progress)
        except FeedError as error:
            if error.failure is FeedFailure.NOT_READY:
                return FeedUpdate(state=state, is_preparing=True, request_id=error.request_id)
            if not restarts.may_follow(error):
                raise


@dataclass(slots=True)
class _Restarts:
    """What was borne so far, and where the update begins."""

    patience: Patience
    first: str | None
    mutations: int = 0
    failures: int = 0

    def may_follow(self, error: FeedError) -> bool:
        """Return whether to begin again, having waited where that helps."""
        if error.code == MUTATION:
            self.mutations += 1
            return self.mutations <= MUTATIONS_BORNE
        if error.code == FOREIGN_CURSOR and self.first:
            self.first = None  # everything anew; ids make that harmless
            return True
        self.failures += 1
        return self.failures <= FAILURES_BORNE and self.patience.wait_after(error, self.failures)


@dataclass(slots=True)
class _Pages:
    """The pages of one update. What comes again replaces what came: an id is one transaction."""

    accounts: dict[str, FeedAccount] = field(default_factory=dict)
    upserts: dict[str, FeedTransaction] = field(default_factory=dict)
    removals: dict[str, FeedRemoval] = field(default_factory=dict)

    def add(self, page: dict[str, Any]) -> None:
        """Take in one page."""
        for raw in values.rows(page, "accounts") if "accounts" in page else ():
            account = reading.account(raw)
            self.accounts[account.external_id] = account
        for key in ("added", "modified"):
            for raw in values.rows(page, key):
                row = reading.transaction(raw)
                self.upserts[row.external_id] = row
        for raw in values.rows(page, "removed"):
            gone = reading.removal(raw)
            self.removals[gone.external_id] = gone


def _whole_update(ask: AskPage, first: str | None, progress: Progress) -> FeedUpdate:
    pages = _Pages()
    seen = {first or ""}
    cursor = first
    while True:
        page = ask(cursor)
        pages.add(page)
        progress("fetching", len(pages.upserts), 0)
        following = page.get("next_cursor")
        if not isinstance(following, str) or not isinstance(page.get("has_more"), bool):
            raise unreadable()
        if not page["has_more"]:
            return _update(pages, page, following or first)
        if following in seen:  # or the same pages would be read for ever
            raise unreadable()
        seen.add(following)
        cursor = following


def _update(pages: _Pages, last_page: dict[str, Any], state: str | None) -> FeedUpdate:
    return FeedUpdate(
        accounts=tuple(pages.accounts.values()),
        upserts=tuple(pages.upserts.values()),
        removals=tuple(pages.removals.values()),
        state=state,
        is_preparing=last_page.get("transactions_update_status") in _GROWING,
        request_id=values.text(last_page, "request_id"),
    )
