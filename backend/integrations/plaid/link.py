"""What Link is started with: a new login, the repair of one, or the sandbox's without Link."""

from typing import Any

from backend.integrations.bank_feed import LinkStart
from backend.integrations.plaid import values
from backend.integrations.plaid.values import Raw

CLIENT_NAME = "Budget App"  # shown to the owner in Link; 30 characters at most
COUNTRIES = ("US",)
# The most there is. The default is 90 days, and it can't be raised for a login once made.
DAYS_REQUESTED = 730
SANDBOX_BANK = ("ins_109508", "First Platypus Bank")


def link_body(
    user_id: str, *, is_repair: bool, with_investments: bool, redirect_uri: str | None
) -> dict[str, Any]:
    """Return what `/link/token/create` takes, without a repair's access token."""
    body: dict[str, Any] = {
        "client_name": CLIENT_NAME,
        "language": "en",
        "country_codes": list(COUNTRIES),
        "user": {"client_user_id": user_id},
    }
    body |= _repair(with_investments) if is_repair else _new_login(with_investments)
    # Most owners have no HTTPS address; Link then opens the bank in a window of its own.
    return {**body, "redirect_uri": redirect_uri} if redirect_uri else body


def link_start(answer: Raw, script_url: str) -> LinkStart:
    """Return what the page needs to open Link."""
    return LinkStart(
        kind="plaid_link",
        token=values.needed_text(answer, "link_token"),
        script_url=script_url,
        expires_at=values.moment(answer, "expiration"),
    )


def sandbox_body(*, with_investments: bool) -> dict[str, Any]:
    """Return what `/sandbox/public_token/create` takes for a made-up login."""
    return {
        "institution_id": SANDBOX_BANK[0],
        "initial_products": ["transactions", *(["investments"] if with_investments else [])],
        "options": {"transactions": {"days_requested": DAYS_REQUESTED}},
    }


def _new_login(with_investments: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "products": ["transactions"],
        "transactions": {"days_requested": DAYS_REQUESTED},
    }
    # Optional, or banks without investments would not be offered.
    return {**body, "optional_products": ["investments"]} if with_investments else body


def _repair(with_investments: bool) -> dict[str, Any]:
    """Return what update mode takes: no products, and a chance to share further accounts."""
    body: dict[str, Any] = {"update": {"account_selection_enabled": True}}
    return {**body, "additional_consented_products": ["investments"]} if with_investments else body
