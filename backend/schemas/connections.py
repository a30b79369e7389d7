"""Bank connections as JSON; balances are positive when the account holds money."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from backend.integrations.bank_feed import LinkStart
from backend.models import AccountType, ConnectionStatus, FeedDecision
from backend.schemas.money import DollarsOut
from backend.services.sync.connecting import ProviderState
from backend.services.sync.connections import ConnectionView, FeedAccountView
from backend.services.sync.health import Health, HealthAction, HealthState
from backend.services.sync.linking import Choice
from backend.services.sync.logins import Grant
from backend.services.sync.suggesting import Certainty

_LARGEST_ID = 2**63 - 1
_MOST_ACCOUNTS = 200
Id = Annotated[int, Field(ge=1, le=_LARGEST_ID)]
ProviderKey = Annotated[str, Field(max_length=40)]


class HealthOut(BaseModel):
    """How a login stands in a sentence, and what the owner can do."""

    state: HealthState
    sentence: str
    action: HealthAction


class SuggestionOut(BaseModel):
    """The account here that one behind a login may be, and what speaks for it."""

    account_id: int | None
    account_name: str | None
    reasons: list[str]
    certainty: Certainty


class FeedAccountOut(BaseModel):
    """An account behind a login; without a decision its transactions are not stored."""

    id: int
    name: str
    official_name: str | None
    institution_name: str | None
    mask: str | None
    account_type: str
    subtype: str | None
    currency: str | None
    balance_current: DollarsOut | None
    balance_at: dt.datetime | None
    decision: FeedDecision | None
    account_id: int | None
    account_name: str | None
    suggestion: SuggestionOut

    @classmethod
    def of(cls, view: FeedAccountView) -> Self:
        """Return the account as JSON."""
        account, found = view.account, view.suggestion
        return cls(
            id=account.id,
            name=account.name,
            official_name=account.official_name,
            institution_name=account.institution_name,
            mask=account.mask,
            account_type=account.account_type,
            subtype=account.subtype,
            currency=account.currency,
            balance_current=account.balance_current,
            balance_at=account.balance_at,
            decision=view.decision,
            account_id=account.account_id,
            account_name=view.account_name,
            suggestion=SuggestionOut(
                account_id=found.account_id,
                account_name=found.account_name,
                reasons=list(found.reasons),
                certainty=found.certainty,
            ),
        )


class ConnectionOut(BaseModel):
    """A login at a bank with the accounts behind it; `run_id` is of the sync that runs now."""

    id: int
    provider: str
    provider_title: str
    institution_name: str
    environment: str | None
    status: ConnectionStatus
    products: list[str]
    is_syncing: bool
    run_id: int | None
    paused: bool
    health: HealthOut
    last_success_at: dt.datetime | None
    last_attempt_at: dt.datetime | None
    last_error: str | None
    next_attempt_at: dt.datetime | None
    consent_expires_at: dt.datetime | None
    created_at: dt.datetime
    disconnected_at: dt.datetime | None
    accounts: list[FeedAccountOut]

    @classmethod
    def of(cls, view: ConnectionView, *, title: str, run_id: int | None, health: Health) -> Self:
        """Return the login as JSON."""
        login = view.connection
        return cls(
            id=login.id,
            provider=login.provider,
            provider_title=title,
            institution_name=login.institution_name,
            environment=login.environment,
            status=ConnectionStatus(login.status),
            products=login.products.split(","),
            is_syncing=run_id is not None,
            run_id=run_id,
            paused=login.paused_at is not None,
            health=HealthOut(state=health.state, sentence=health.sentence, action=health.action),
            last_success_at=login.last_success_at,
            last_attempt_at=login.last_attempt_at,
            last_error=login.last_error,
            next_attempt_at=login.next_attempt_at,
            consent_expires_at=login.consent_expires_at,
            created_at=login.created_at,
            disconnected_at=login.disconnected_at,
            accounts=[FeedAccountOut.of(account) for account in view.accounts],
        )


class ConnectionList(BaseModel):
    """Every login, those in use first."""

    items: list[ConnectionOut]


class ProviderOut(BaseModel):
    """A provider, and which settings it still needs; `paid_calls` has the warning before each."""

    key: str
    title: str
    link_kind: Literal["plaid_link", "paste_token"]
    is_ready: bool
    missing_settings: list[str]
    environment: str | None
    paid_calls: dict[str, str]

    @classmethod
    def of(cls, state: ProviderState) -> Self:
        """Return the provider as JSON."""
        provider = state.provider
        return cls(
            key=provider.key,
            title=provider.title,
            link_kind=provider.link_kind,
            is_ready=not state.missing,
            missing_settings=list(state.missing),
            environment=state.environment,
            paid_calls=dict(provider.paid_calls),
        )


class ProviderList(BaseModel):
    """Every provider, in the order in which they are offered."""

    items: list[ProviderOut]


class LinkStartIn(BaseModel):
    """Which provider to log in through; with `connection_id`, the login to repair."""

    model_config = ConfigDict(extra="forbid")

    provider: ProviderKey
    connection_id: Id | None = None
    with_investments: bool = False
    redirect_uri: str | None = Field(None, max_length=500)


class LinkStartOut(BaseModel):
    """What the page needs to let the owner log in."""

    kind: Literal["plaid_link", "paste_token"]
    token: str | None
    script_url: str | None
    page_url: str | None
    expires_at: dt.datetime | None

    @classmethod
    def of(cls, start: LinkStart) -> Self:
        """Return it as JSON."""
        return cls(
            kind=start.kind,
            token=start.token,
            script_url=start.script_url,
            page_url=start.page_url,
            expires_at=start.expires_at,
        )


class LinkFinishIn(BaseModel):
    """What the login gave: a public token, or the setup token that was pasted."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    provider: ProviderKey
    grant: str = Field(min_length=1, max_length=4000, repr=False)
    institution_id: str | None = Field(None, max_length=200)
    institution_name: str | None = Field(None, max_length=80)
    replace_connection_id: Id | None = None
    allow_second: bool = False
    with_investments: bool = False

    def wish(self) -> Grant:
        """Return it as the service takes it."""
        return Grant(
            self.provider,
            self.grant.strip(),
            institution_id=self.institution_id,
            institution_name=(self.institution_name or "").strip() or None,
            replaces=self.replace_connection_id,
            is_second=self.allow_second,
            with_investments=self.with_investments,
        )


class AccountChoice(BaseModel):
    """What becomes of an account behind a login.

    `existing` feeds the account `account_id`; one that another login feeds is moved only with
    `take_over`. `new` makes an account, called and of the type given, or as the bank has it.
    `undecided` takes a decision back.
    """

    model_config = ConfigDict(extra="forbid")

    id: Id
    choice: Literal["existing", "new", "ignore", "undecided"]
    account_id: Id | None = None
    name: str | None = Field(None, max_length=80)
    account_type: AccountType | None = None
    take_over: bool = False

    def wish(self) -> Choice:
        """Return it as the service takes it."""
        return Choice(
            self.id,
            self.choice,
            account_id=self.account_id,
            name=(self.name or "").strip() or None,
            account_type=self.account_type,
            take_over=self.take_over,
        )


class AccountChoices(BaseModel):
    """Decisions about accounts behind one login; all of them hold, or none."""

    model_config = ConfigDict(extra="forbid")

    choices: list[AccountChoice] = Field(min_length=1, max_length=_MOST_ACCOUNTS)


class PauseIn(BaseModel):
    """Whether the login is left out of what runs by the clock."""

    model_config = ConfigDict(extra="forbid")

    paused: bool


class PaidCallIn(BaseModel):
    """A yes to what the provider may bill."""

    model_config = ConfigDict(extra="forbid")

    i_know_it_costs: Literal[True]


class Disconnected(BaseModel):
    """How many transactions went to the deleted log with the login."""

    deleted_transactions: int
