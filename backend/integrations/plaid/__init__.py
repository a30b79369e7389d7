"""Plaid: most banks of the United States and Canada, by the owner's own developer keys."""

from backend.integrations.bank_feed import BankFeed, Provider, SettingOf
from backend.integrations.plaid.keys import environment, missing_keys, read_keys


def _make(setting_of: SettingOf) -> BankFeed:
    """Build the feed; the client's library is loaded at its first call."""
    from backend.integrations.plaid.feed import PlaidFeed

    return PlaidFeed(read_keys(setting_of))


PROVIDER = Provider(
    key="plaid",
    title="Plaid",
    link_kind="plaid_link",
    make=_make,
    needed_settings=missing_keys,
    environment=environment,
    paid_calls={
        "balances": "Plaid bills each look at balances of this very moment, per login."
        " The daily ones are free.",
    },
)
