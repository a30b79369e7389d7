"""Which Plaid the app talks to, and as whom."""

from dataclasses import dataclass, field

from backend.core.addresses import is_safe_address
from backend.integrations.bank_feed import FeedError, FeedFailure, SettingOf

HOSTS = {
    "sandbox": "https://sandbox.plaid.com",
    "production": "https://production.plaid.com",
}
LINK_SCRIPT = "https://cdn.plaid.com/link/v2/stable/link-initialize.js"


@dataclass(frozen=True, slots=True)
class PlaidKeys:
    """Address and credentials of the moment; its `repr` hides the secret."""

    client_id: str
    secret: str = field(repr=False)
    environment: str
    base_url: str
    link_script: str = LINK_SCRIPT
    redirect_uri: str | None = None


def environment(setting_of: SettingOf) -> str:
    """Return the environment in force: sandbox (made-up banks) unless production is set."""
    return setting_of("plaid_env") or "sandbox"


def missing_keys(setting_of: SettingOf) -> tuple[str, ...]:
    """Return the settings without which Plaid can't be used, those that are set left out."""
    missing = [] if setting_of("plaid_client_id") else ["plaid_client_id"]
    if not _secret(setting_of):
        in_production = environment(setting_of) == "production"
        missing.append("plaid_production_secret" if in_production else "plaid_secret")
    return tuple(missing)


def read_keys(setting_of: SettingOf) -> PlaidKeys:
    """Return the keys from the settings.

    Raises:
        FeedError: one is missing, or can't be a key.
    """
    where = environment(setting_of)
    if missing_keys(setting_of):
        raise _unusable("Plaid’s keys are not set. Enter them in the settings.")
    if where not in HOSTS:
        raise _unusable(f"Plaid has no environment “{where}”. Choose sandbox or production.")
    base_url = setting_of("plaid_base_url") or HOSTS[where]
    if not is_safe_address(base_url):  # from the environment; what is saved was checked
        raise _unusable("Plaid’s address in the settings is none that keys may be sent to.")
    return PlaidKeys(
        client_id=_header_value(setting_of("plaid_client_id")),
        secret=_header_value(_secret(setting_of)),
        environment=where,
        base_url=base_url.rstrip("/"),
        link_script=setting_of("plaid_link_js_url") or LINK_SCRIPT,
        redirect_uri=setting_of("plaid_redirect_uri") or None,
    )


def _secret(setting_of: SettingOf) -> str | None:
    """Return the environment's secret; who has one secret only may keep it in `plaid_secret`."""
    if environment(setting_of) == "production":
        return setting_of("plaid_production_secret") or setting_of("plaid_secret")
    return setting_of("plaid_secret")


def _header_value(value: str | None) -> str:
    """Return a key as it goes into a header, where a line break would end up in an error."""
    key = (value or "").strip()
    if not key.isascii() or not key.isprintable() or not key:
        raise _unusable("Plaid’s keys hold characters that keys never have. Enter them again.")
    return key


def _unusable(message: str) -> FeedError:
    return FeedError(message, FeedFailure.CREDENTIALS, code="KEYS_MISSING")
