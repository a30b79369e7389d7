"""SimpleFIN Bridge: a subscription of the owner's own, without a contract or an approval."""

from backend.integrations.bank_feed import BankFeed, Provider, SettingOf
from backend.integrations.outbound import Gate, Purpose


def _make(setting_of: SettingOf, gate: Gate) -> BankFeed:
    """Build the feed; the HTTP client is loaded at its first call."""
    from backend.integrations.simplefin.client import SimpleFinClient
    from backend.integrations.simplefin.feed import DEFAULT_PAGE, SimpleFinFeed

    page_url = setting_of("simplefin_page_url") or DEFAULT_PAGE
    return SimpleFinFeed(SimpleFinClient(gate), page_url=page_url)


def _needs_none(_: SettingOf) -> tuple[str, ...]:
    return ()


def _has_no_environments(_: SettingOf) -> None:
    return None


PROVIDER = Provider(
    key="simplefin",
    title="SimpleFIN",
    purpose=Purpose.SIMPLEFIN,
    link_kind="paste_token",
    make=_make,
    needed_settings=_needs_none,
    environment=_has_no_environments,
)
