"""What the app asks of a bank feed, whoever provides it; a provider is one module behind this.

A feed is pure: it talks to its service and returns values. It opens no database, keeps no state
of its own, and takes the credential of a login as an argument, opened. Amounts are positive when
money left the account; balances are positive when the account holds money. A provider whose
signs are others turns them here, at the edge.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol

from backend.core.errors import UpstreamError
from backend.integrations.outbound import Gate, Purpose


class FeedFailure(StrEnum):
    """Why a service did not answer as wished, which decides what happens next."""

    LOGIN_REQUIRED = "login_required"  # the owner logs in again; no attempt before that
    ACTION_AT_BANK = "action_at_bank"  # the owner has to do something at the bank first
    REMOVED = "removed"  # the login is gone at the service; only a new link helps
    NOT_READY = "not_ready"  # the history is being prepared: no error for the owner
    RATE_LIMITED = "rate_limited"
    BANK_DOWN = "bank_down"
    SERVICE_DOWN = "service_down"  # answers with an error of its own, or with nonsense
    UNREACHABLE = "unreachable"  # no connection, or cut off, or too slow
    CREDENTIALS = "credentials"  # the app's own keys; the owner looks at the settings
    SUBSCRIPTION = "subscription"  # the owner's subscription at the service ended
    UNSUPPORTED = "unsupported"  # the bank is no longer served
    OUR_BUG = "our_bug"  # the service did not understand the app


class FeedError(UpstreamError):
    """A service failed. The message is for the owner: what happened, and what to do next.

    Attributes:
        failure: its kind.
        code: the service's own word for it, for the log and the history.
        request_id: by which the service's support finds it.
        retry_after_seconds: how long the service asks to wait, where it says so.
    """

    def __init__(
        self,
        message: str,
        failure: FeedFailure,
        *,
        code: str | None = None,
        request_id: str | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        told = {
            "failure": failure.value,
            "code": code,
            "request_id": request_id,
            "retry_after_seconds": retry_after_seconds,
        }
        super().__init__(message, **{name: of for name, of in told.items() if of is not None})
        self.failure = failure
        self.code = code
        self.request_id = request_id
        self.retry_after_seconds = retry_after_seconds


# ISO's own code for what is no currency; such amounts are never added to any other.
NO_CURRENCY = "XXX"


@dataclass(frozen=True, slots=True)
class FeedAccount:
    """An account behind a login. Balances are positive when it holds money: a card's debt is not.

    `account_type` is one of the app's own (see `models.AccountType`), as near as it can be told.
    `balance_limit` is a credit line's, positive. `currency` is an ISO code, `NO_CURRENCY` for
    points, coins and the like, and None where the bank doesn't say.
    """

    external_id: str
    name: str
    account_type: str
    official_name: str | None = None
    mask: str | None = None
    subtype: str | None = None
    currency: str | None = None
    persistent_id: str | None = None
    balance_current: Decimal | None = None
    balance_available: Decimal | None = None
    balance_limit: Decimal | None = None
    balance_at: dt.datetime | None = None
    institution_name: str | None = None


@dataclass(frozen=True, slots=True)
class FeedTransaction:
    """A row as the service has it now; a positive amount left the account.

    `date` is the day that people expect (when they paid), `posted_date` the bank's day.
    `pending_id` names the pending row that became this one, where the service says so.
    """

    external_id: str
    account_id: str  # the account's external id
    date: dt.date
    amount: Decimal
    description: str
    posted_date: dt.date | None = None
    merchant_name: str | None = None
    currency: str | None = None
    is_pending: bool = False
    pending_id: str | None = None
    bank_category: str | None = None


@dataclass(frozen=True, slots=True)
class FeedRemoval:
    """A row that is gone at the bank."""

    account_id: str
    external_id: str


@dataclass(frozen=True, slots=True)
class FeedProblem:
    """Something that the service named beside its answer; the sentence is for the owner."""

    sentence: str
    failure: FeedFailure | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days (half-open) of an account that an answer holds whole, pending rows included.

    For services that have no list of what was removed: a pending row of these days that is not
    in the answer is gone, or has become a posted one with another id.
    """

    account_id: str
    first_day: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class FeedUpdate:
    """All that one round brought. Applied whole: first every upsert, then every removal.

    `state` is where the service's stream stands after it; it is stored with the last rows and
    handed to the next `fetch`. `is_preparing` says that more history will follow by itself.
    """

    accounts: tuple[FeedAccount, ...] = ()
    upserts: tuple[FeedTransaction, ...] = ()
    removals: tuple[FeedRemoval, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    state: str | None = None
    problems: tuple[FeedProblem, ...] = ()
    is_preparing: bool = False
    request_id: str | None = None
    consent_expires_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkStart:
    """What the page needs to let the owner log in, or to ask for what they paste.

    `kind` is `plaid_link` (open Link with `token`, its script at `script_url`) or `paste_token`
    (get a token at `page_url` and paste it).
    """

    kind: Literal["plaid_link", "paste_token"]
    token: str | None = field(default=None, repr=False)
    script_url: str | None = None
    page_url: str | None = None
    expires_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A login that was just made; its secret is stored before anything else is asked."""

    secret: str = field(repr=False)
    external_id: str
    institution_id: str | None = None
    institution_name: str | None = None
    environment: str | None = None


# Told what is being done, and how much of how much (0 where that is not known).
Progress = Callable[[str, int, int], None]


def no_progress(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


# The value in force of a setting, by its key; None where it is not set.
SettingOf = Callable[[str], str | None]


class BankFeed(Protocol):
    """One provider, made from the settings of the moment. Every method may raise FeedError."""

    def check(self) -> str:
        """Ask the service whether the app's keys are good, and say so in a sentence."""
        ...

    def begin_link(
        self,
        *,
        user_id: str,
        secret: str | None = None,
        with_investments: bool = False,
        redirect_uri: str | None = None,
    ) -> LinkStart:
        """Begin a new login, or the repair of the one that `secret` opens.

        `user_id` is an opaque id of this household, no name and no address.
        """
        ...

    def finish_link(self, grant: str) -> NewLogin:
        """Turn what the login gave (a public token, a pasted setup token) into a credential."""
        ...

    def accounts(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the accounts behind a login with their last known balances, free of charge."""
        ...

    def fresh_balances(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the accounts with balances of this moment; this may cost the owner something."""
        ...

    def fetch(
        self,
        secret: str,
        state: str | None,
        *,
        today: dt.date,
        progress: Progress = no_progress,
    ) -> FeedUpdate:
        """Return what is new since `state`; everything where that is None."""
        ...

    def disconnect(self, secret: str) -> None:
        """Let go of the login at the service; one that is gone there already is no error."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """What the app knows of a provider before it is asked anything.

    `needed_settings` are the settings' keys without which it can't be used, by the environment
    in force. `make` builds the feed from them, and asks through the gate; it imports the
    provider's library, which is slow.
    """

    key: str
    title: str
    purpose: Purpose
    link_kind: Literal["plaid_link", "paste_token"]
    make: Callable[[SettingOf, Gate], BankFeed]
    needed_settings: Callable[[SettingOf], tuple[str, ...]]
    environment: Callable[[SettingOf], str | None]
    # Calls that the provider bills: what they are called here, and the warning before them.
    paid_calls: Mapping[str, str] = field(default_factory=dict)
