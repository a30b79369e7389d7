"""Plaid: most banks of the United States and Canada, by the owner's own developer keys."""

from backend.integrations.bank_feed import BankFeed, Provider, SettingOf
from backend.integrations.outbound import Gate, Purpose
from backend.integrations.plaid.keys import environment, missing_keys, read_keys


def _make(setting_of: SettingOf, gate: Gate) -> BankFeed:
    """Build the feed; the client's library is loaded at its first call."""
    from backend.integrations.plaid.client import PlaidClient
    from backend.integrations.plaid.feed import PlaidFeed

    keys = read_keys(setting_of)
    return PlaidFeed(keys, PlaidClient(keys, gate))


PROVIDER = Provider(
    key="plaid",
    title="Plaid",
    purpose=Purpose.PLAID,
    link_kind="plaid_link",
    make=_make,
    needed_settings=missing_keys,
    environment=environment,
    paid_calls={
        "balances": "Plaid bills each look at balances of this very moment, per login."
        " The daily ones are free.",
    },
)
