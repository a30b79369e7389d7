"""Settings that the owner edits: rows, read when used, winning over the environment."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.core.addresses import is_safe_address
from backend.core.errors import InvalidInputError
from backend.core.periods import InvalidSchemeError, PeriodScheme
from backend.core.secrets import LostKeyError, SecretBox
from backend.models import AppSetting
from backend.services.ai.prices import price_list
from backend.services.categorization.trust import CHOICES as ONE_IN_CHOICES
from backend.services.categorization.trust import DEFAULT_ONE_IN

_CURRENCY = re.compile("[A-Z]{3}")

Source = Literal["database", "env", "not_set"]


class InvalidSettingError(InvalidInputError):
    """A setting is unknown, or its value can't be."""


@dataclass(frozen=True, slots=True)
class SettingKind:
    """What a setting is called outside, and what it takes."""

    key: str
    variable: str  # of the environment; empty where only the app sets it
    is_secret: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    whole_from: int | None = None  # a whole number of at least this
    is_address: bool = False  # of a service: https, or http on this computer
    is_scheme: bool = False  # how the calendar is cut into budget periods
    is_zone: bool = False  # a time zone by its name, such as America/New_York
    is_currency: bool = False  # three letters
    is_price_list: bool = False  # of AI models


AI_PROVIDERS = ("off", "anthropic", "openai_compatible")
AI_AMOUNTS = ("rounded", "exact", "none")
WEEK_STARTS = ("sunday", "monday", "saturday")

KINDS = {
    kind.key: kind
    for kind in (
        SettingKind("plaid_client_id", "PLAID_CLIENT_ID"),
        SettingKind("plaid_env", "PLAID_ENV", choices=("sandbox", "production")),
        SettingKind("plaid_secret", "PLAID_SECRET", is_secret=True),
        SettingKind("plaid_production_secret", "PLAID_PRODUCTION_SECRET", is_secret=True),
        SettingKind("plaid_recovery_code", "PLAID_RECOVERY_CODE", is_secret=True),
        SettingKind("plaid_token_encryption_key", "PLAID_TOKEN_ENCRYPTION_KEY", is_secret=True),
        SettingKind("plaid_base_url", "PLAID_BASE_URL", is_address=True),
        SettingKind("plaid_link_js_url", "PLAID_LINK_JS_URL", is_address=True),
        SettingKind("plaid_redirect_uri", "PLAID_REDIRECT_URI", is_address=True),
        SettingKind("simplefin_page_url", "SIMPLEFIN_PAGE_URL", is_address=True),
        SettingKind("anthropic_api_key", "ANTHROPIC_API_KEY", is_secret=True),
        SettingKind("anthropic_base_url", "ANTHROPIC_BASE_URL", is_address=True),
        SettingKind("ai_provider", "AI_PROVIDER", default="off", choices=AI_PROVIDERS),
        SettingKind("ai_base_url", "AI_BASE_URL", is_address=True),
        SettingKind("ai_api_key", "AI_API_KEY", is_secret=True),
        SettingKind("ai_model_categorize", "AI_MODEL_CATEGORIZE"),
        SettingKind("ai_model_insights", "AI_MODEL_INSIGHTS"),
        SettingKind("ai_monthly_limit", "AI_MONTHLY_LIMIT", default="5", whole_from=0),
        SettingKind("ai_prices", "AI_PRICES", is_price_list=True),
        SettingKind("ai_after_imports", "AI_AFTER_IMPORTS", default="off", choices=("off", "on")),
        SettingKind("ai_amounts", "AI_AMOUNTS", default="rounded", choices=AI_AMOUNTS),
        SettingKind("ai_examples", "AI_EXAMPLES", default="on", choices=("off", "on")),
        SettingKind("owner_names", "OWNER_NAMES"),
        SettingKind("insights_context", "INSIGHTS_CONTEXT"),
        SettingKind("auto_confirm_threshold", "AUTO_CONFIRM_THRESHOLD", default="3", whole_from=1),
        # Kept with the books alone, whose corrections it is held against.
        SettingKind("error_budget", "", default=str(DEFAULT_ONE_IN), choices=ONE_IN_CHOICES),
        SettingKind("budget_period", "BUDGET_PERIOD", default="month", is_scheme=True),
        SettingKind("time_zone", "TIME_ZONE", is_zone=True),
        SettingKind("currency", "CURRENCY", default="USD", is_currency=True),
        SettingKind("week_start", "WEEK_START", default="sunday", choices=WEEK_STARTS),
        SettingKind("price_updates", "PRICE_UPDATES", default="off", choices=("off", "on")),
        SettingKind("outbound_ai", "OUTBOUND_AI", default="on", choices=("on", "off")),
        SettingKind(
            "outbound_allowed", "OUTBOUND_ALLOWED", default="all", choices=("all", "nothing")
        ),
        SettingKind("outbound_plaid", "OUTBOUND_PLAID", default="on", choices=("on", "off")),
        SettingKind(
            "outbound_simplefin", "OUTBOUND_SIMPLEFIN", default="on", choices=("on", "off")
        ),
        SettingKind("lock_idle_minutes", "LOCK_IDLE_MINUTES", default="15", whole_from=0),
    )
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it counts now; `value` is what the owner may see, masked where secret."""

    key: str
    value: str | None
    is_set: bool
    source: Source
    is_secret: bool


@dataclass(frozen=True, slots=True)
class SettingsStore:
    """Reads and writes settings; `environment` is what they fall back to."""

    environment: Mapping[str, str]
    box: SecretBox

    def value(self, session: Session, key: str) -> str | None:
        """Return the value in force: the saved one, else the environment's, else the default.

        Raises:
            LostKeyError: it is a secret that can't be opened any more.
        """
        kind = KINDS[key]
        saved = session.get(AppSetting, key)
        if saved is not None and saved.value:
            return self.box.open(saved.value)
        return self.environment.get(kind.variable) or kind.default

    def as_if_saved(
        self, session: Session, values: Mapping[str, str | None]
    ) -> Callable[[str], str | None]:
        """Return what each setting would be if `values` were saved; nothing is.

        The mask of a secret stands for the present one, as in `save`.

        Raises:
            InvalidSettingError: a key is unknown or a value can't be.
        """
        for key, value in values.items():
            _check(key, value)

        def value_of(key: str) -> str | None:
            given = (values.get(key) or "").strip()
            if key not in values or _is_mask(given):
                return self.value(session, key)
            kind = KINDS[key]
            return given or self.environment.get(kind.variable) or kind.default

        return value_of

    def auto_confirm_threshold(self, session: Session) -> int:
        """Return how often a merchant must be confirmed before it is filed by itself."""
        return threshold_from(self.value(session, "auto_confirm_threshold"))

    def budget_periods(self, session: Session) -> PeriodScheme:
        """Return how the calendar is cut into budget periods; nonsense counts as months."""
        try:
            return PeriodScheme.parse(self.value(session, "budget_period") or "month")
        except InvalidSchemeError:  # from the environment; what is saved was checked
            return PeriodScheme()

    def all(self, session: Session) -> list[Setting]:
        """Return every setting, secrets masked."""
        return [self._shown(session, kind) for kind in KINDS.values()]

    def save(self, session: Session, values: Mapping[str, str | None], *, at: dt.datetime) -> None:
        """Save settings; None or an empty text clears one.

        A value that is only the mask of the present secret changes nothing: forms send back what
        they were shown.

        Raises:
            InvalidSettingError: a key is unknown or a value can't be; nothing is saved then.
        """
        for key, value in values.items():
            _check(key, value)
        for key, value in values.items():
            kind = KINDS[key]
            row = session.get(AppSetting, key)
            if value is not None and kind.is_secret and _is_mask(value):
                continue
            if row is None:
                row = AppSetting(key=key)
                session.add(row)
            text = (value or "").strip()
            row.value = (self.box.seal(text) if kind.is_secret else text) if text else None
            row.updated_at = at
        session.flush()

    def _shown(self, session: Session, kind: SettingKind) -> Setting:
        saved = session.get(AppSetting, kind.key)
        source: Source = "not_set"
        if saved is not None and saved.value:
            source = "database"
        elif self.environment.get(kind.variable):
            source = "env"
        try:
            value = self.value(session, kind.key)
        except LostKeyError:
            return Setting(kind.key, "unreadable: enter it again", True, source, kind.is_secret)
        shown = _mask(value) if value and kind.is_secret else value
        return Setting(kind.key, shown, source != "not_set", source, kind.is_secret)


def find_zone(name: str | None) -> ZoneInfo | None:
    """Return the time zone of that name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # unknown; no name of one; a folder of them
        return None


def threshold_from(value: str | None) -> int:
    """Return the auto-confirm threshold that a setting's text means; nonsense counts as 3."""
    return max(1, int(value)) if value and value.isdecimal() else 3


def _mask(value: str) -> str:
    return "••••" + (value[-4:] if len(value) >= 12 else "")  # noqa: PLR2004


def _is_mask(value: str) -> bool:
    return value.startswith("••••")


def _check(key: str, value: str | None) -> None:
    kind = KINDS.get(key)
    if kind is None:
        raise InvalidSettingError(f"There is no setting “{key[:64]}”.")
    text = (value or "").strip()
    if not text:
        return
    if kind.choices and text not in kind.choices:
        raise InvalidSettingError(f"{key} is one of {', '.join(kind.choices)}, not “{text[:40]}”.")
    if kind.is_address and not is_safe_address(text):
        raise InvalidSettingError(f"{key} is an address that begins with https://.")
    if kind.is_scheme:
        PeriodScheme.parse(text)
    if kind.is_zone and find_zone(text) is None:
        raise InvalidSettingError(f"{key} is named like America/New_York, not “{text[:40]}”.")
    if kind.is_currency and not _CURRENCY.fullmatch(text):
        raise InvalidSettingError(f"{key} is written with three capital letters, like USD.")
    if kind.is_price_list:
        price_list(text)
    if kind.whole_from is not None and not (
        text.isascii() and text.isdecimal() and kind.whole_from <= int(text) <= 1000  # noqa: PLR2004
    ):
        raise InvalidSettingError(f"{key} is a whole number from {kind.whole_from} to 1000.")
