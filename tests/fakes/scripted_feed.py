"""A bank feed that a test writes down: what it answers to each question, and when it fails."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from backend.integrations.bank_feed import (
    FeedAccount,
    FeedError,
    FeedUpdate,
    LinkStart,
    NewLogin,
    Progress,
    SettingOf,
    no_progress,
)

Answer = FeedUpdate | Exception


def feed_account(
    external_id: str = "acc-1", name: str = "Plaid Checking", **values: Any
) -> FeedAccount:
    """An account behind a login; say only what matters."""
    facts: dict[str, Any] = {
        "account_type": "checking",
        "currency": "USD",
        "balance_current": Decimal("100.00"),
        **values,
    }
    return FeedAccount(external_id=external_id, name=name, **facts)


@dataclass
class ScriptedFeed:
    """Answers `updates` one after another, then nothing new; `calls` tells what it was asked.

    `failures` holds, by the method's name, the errors of its next calls: each is raised once.
    """

    logins: list[NewLogin] = field(default_factory=list)
    behind: dict[str, tuple[FeedAccount, ...]] = field(default_factory=dict)  # by secret
    updates: list[Answer] = field(default_factory=list)
    failures: dict[str, list[BaseException]] = field(default_factory=dict)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    before_answer: Callable[[str], None] = lambda _: None

    def check(self) -> str:
        """Say that all is well."""
        self._asked("check")
        return "All is well."

    def begin_link(
        self,
        *,
        user_id: str,
        secret: str | None = None,
        with_investments: bool = False,
        redirect_uri: str | None = None,
    ) -> LinkStart:
        """Begin with a token that tells what was asked for."""
        self._asked("begin_link", user_id, secret, with_investments, redirect_uri)
        return LinkStart("plaid_link", token="link-token", script_url="https://link.test/link.js")

    def finish_link(self, grant: str) -> NewLogin:
        """Hand out the next login."""
        self._asked("finish_link", grant)
        return self.logins.pop(0)

    def accounts(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return what stands behind the login."""
        self._asked("accounts", secret)
        return self.behind.get(secret, ())

    def fresh_balances(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the same as `accounts`."""
        self._asked("fresh_balances", secret)
        return self.behind.get(secret, ())

    def fetch(
        self,
        secret: str,
        state: str | None,
        *,
        today: dt.date,
        progress: Progress = no_progress,
    ) -> FeedUpdate:
        """Return the next update; with none left, that nothing is new."""
        self._asked("fetch", secret, state, today)
        progress("Asking the bank", 0, 0)
        if not self.updates:
            return FeedUpdate(accounts=self.behind.get(secret, ()), state=state)
        answer = self.updates.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def disconnect(self, secret: str) -> None:
        """Let go of the login."""
        self._asked("disconnect", secret)

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """Return the arguments of every call of that name."""
        return [call[1:] for call in self.calls if call[0] == name]

    def fail(self, name: str, errors: Iterable[FeedError | BaseException]) -> None:
        """Let the next calls of that name fail, each with the next error."""
        self.failures.setdefault(name, []).extend(errors)

    def _asked(self, name: str, *arguments: Any) -> None:
        self.calls.append((name, *arguments))
        self.before_answer(name)
        waiting = self.failures.get(name)
        if waiting:
            raise waiting.pop(0)

    def source(self) -> Callable[[str, SettingOf], "ScriptedFeed"]:
        """Return what makes this feed, whichever provider is asked for."""
        return lambda _provider, _setting_of: self
