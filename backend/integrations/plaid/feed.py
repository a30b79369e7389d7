"""The bank feed that Plaid provides."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from backend.integrations.bank_feed import (
    FeedAccount,
    FeedError,
    FeedFailure,
    FeedProblem,
    FeedUpdate,
    LinkStart,
    NewLogin,
    Progress,
    no_progress,
)
from backend.integrations.investment_feed import InvestmentMovements, Portfolio
from backend.integrations.plaid import investments, link, reading, values
from backend.integrations.plaid.client import PlaidClient
from backend.integrations.plaid.errors import error_from_plaid
from backend.integrations.plaid.keys import PlaidKeys
from backend.integrations.plaid.stream import PAGE_SIZE, read_update
from backend.integrations.plaid.values import Raw

# Somebody waits in front of these.
_SOON = 1


@dataclass(frozen=True, slots=True)
class Institution:
    """The bank of a login."""

    institution_id: str | None
    name: str | None


class PlaidFeed:
    """Plaid, asked with the keys of the moment; see `BankFeed` for the methods."""

    def __init__(self, keys: PlaidKeys, client: PlaidClient) -> None:
        self.keys = keys
        self._client = client

    def check(self) -> str:
        """Ask Plaid whether the keys are good, and say so in a sentence."""
        body = {"count": 1, "offset": 0, "country_codes": ["US"]}
        self._client.call("/institutions/get", body, repeats=_SOON)
        where = "made-up banks (sandbox)" if self.keys.environment == "sandbox" else "real banks"
        return f"Plaid accepts the keys; they are for {where}."

    def begin_link(
        self,
        *,
        user_id: str,
        secret: str | None = None,
        with_investments: bool = False,
        redirect_uri: str | None = None,
    ) -> LinkStart:
        """Begin a new login, or the repair of the one that `secret` opens."""
        body = link.link_body(
            user_id,
            is_repair=secret is not None,
            with_investments=with_investments,
            redirect_uri=redirect_uri or self.keys.redirect_uri,
        )
        if secret is None:
            answer = self._client.call("/link/token/create", body, repeats=_SOON)
        else:
            answer = self._call("/link/token/create", secret, body, repeats=_SOON)
        return link.link_start(answer, self.keys.link_script)

    def finish_link(self, grant: str) -> NewLogin:
        """Turn a public token into the login's credential.

        Nothing else is asked here: a token that is lost can't be removed, and is billed for ever.
        The bank's name comes from Link, or later from `institution`.
        """
        answer = self._client.call(
            "/item/public_token/exchange", {"public_token": grant}, repeats=_SOON
        )
        return NewLogin(
            secret=values.needed_text(answer, "access_token"),
            external_id=values.needed_text(answer, "item_id"),
            environment=self.keys.environment,
        )

    def institution(self, secret: str) -> Institution:
        """Return the bank of a login, as far as Plaid tells."""
        return self._named(values.part(self._call("/item/get", secret), "item"))

    def accounts(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the accounts behind a login with their last known balances, free of charge."""
        accounts, item = self._accounts(secret)
        name = self._named(item).name
        return tuple(replace(account, institution_name=name) for account in accounts)

    def fresh_balances(self, secret: str) -> tuple[FeedAccount, ...]:
        """Return the accounts with balances of this moment; Plaid bills each call.

        It is asked once only: a call that broke off may have been billed already.
        """
        answer = self._call("/accounts/balance/get", secret, repeats=0)
        return tuple(reading.account(raw) for raw in values.rows(answer, "accounts"))

    def fetch(
        self,
        secret: str,
        state: str | None,
        *,
        today: dt.date,  # noqa: ARG002 - the stream knows by itself where it stands
        progress: Progress = no_progress,
    ) -> FeedUpdate:
        """Return what is new since `state`; everything where that is None."""

        def ask(cursor: str | None) -> dict[str, Any]:
            options = {"include_original_description": True}
            body: dict[str, Any] = {"count": PAGE_SIZE, "options": options}
            if cursor:
                body["cursor"] = cursor
            return self._call("/transactions/sync", secret, body, repeats=0)

        update = read_update(ask, state, self._client.patience, progress)
        return self._with_accounts(update, secret)

    def disconnect(self, secret: str) -> None:
        """Let go of the login at Plaid, which ends its billing; one that is gone is no error."""
        try:
            self._call("/item/remove", secret, repeats=_SOON)
        except FeedError as error:
            if error.failure is not FeedFailure.REMOVED:
                raise

    def sandbox_login(self, *, with_investments: bool = False) -> NewLogin:
        """Make a login at Plaid's made-up bank without Link; sandbox keys only."""
        body = link.sandbox_body(with_investments=with_investments)
        answer = self._client.call("/sandbox/public_token/create", body, repeats=_SOON)
        login = self.finish_link(values.needed_text(answer, "public_token"))
        bank, name = link.SANDBOX_BANK
        return replace(login, institution_id=bank, institution_name=name)

    def portfolio(self, secret: str) -> Portfolio:
        """Return the positions behind a login; see `InvestmentFeed`."""
        return investments.portfolio(self._call("/investments/holdings/get", secret))

    def movements(self, secret: str, *, first_day: dt.date, today: dt.date) -> InvestmentMovements:
        """Return trades, dividends and fees of a span of days; see `InvestmentFeed`."""

        def ask(body: Mapping[str, Any]) -> Raw:
            return self._call("/investments/transactions/get", secret, body)

        return investments.movements(ask, first_day, today)

    def _with_accounts(self, update: FeedUpdate, secret: str) -> FeedUpdate:
        """Add all accounts and the login's health; what fails here spoils no rows."""
        try:
            accounts, item = self._accounts(secret)
        except FeedError as error:
            return replace(update, problems=(*update.problems, _problem(error)))
        problems = update.problems
        if ill := values.part(item, "error"):
            problems = (*problems, _problem(error_from_plaid(ill)))
        expires = values.moment(item, "consent_expiration_time")
        return replace(update, accounts=accounts, problems=problems, consent_expires_at=expires)

    def _accounts(self, secret: str) -> tuple[tuple[FeedAccount, ...], Raw]:
        answer = self._call("/accounts/get", secret)
        item = values.part(answer, "item")
        name = values.text(item, "institution_name")
        found = tuple(reading.account(raw, name) for raw in values.rows(answer, "accounts"))
        return found, item

    def _named(self, item: Raw) -> Institution:
        """Return an Item's bank; older Items carry its id alone. No name is no failure."""
        bank, name = values.text(item, "institution_id"), values.text(item, "institution_name")
        if bank is None or name is not None:
            return Institution(bank, name)
        body = {"institution_id": bank, "country_codes": list(link.COUNTRIES)}
        try:
            answer = self._client.call("/institutions/get_by_id", body, repeats=_SOON)
        except FeedError:
            return Institution(bank, None)
        return Institution(bank, values.text(values.part(answer, "institution"), "name"))

    def _call(
        self, path: str, secret: str, body: Mapping[str, Any] | None = None, *, repeats: int = 3
    ) -> dict[str, Any]:
        """Ask about a login. One of the other environment is not gone, it is elsewhere."""
        try:
            return self._client.call(
                path, {**(body or {}), "access_token": secret}, repeats=repeats
            )
        except FeedError as error:
            made_for = f"access-{self.keys.environment}-"
            if error.failure is not FeedFailure.REMOVED or secret.startswith(made_for):
                raise
            if not secret.startswith(("access-sandbox-", "access-production-")):
                raise
            elsewhere = {"error_code": "OTHER_ENVIRONMENT", "request_id": error.request_id}
            raise error_from_plaid(elsewhere) from None


def _problem(error: FeedError) -> FeedProblem:
    return FeedProblem(str(error), error.failure, error.code)
