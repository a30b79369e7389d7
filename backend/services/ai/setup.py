"""Which AI the owner has chosen: provider, key, models, limit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from backend.core.addresses import is_on_this_computer
from backend.core.errors import NotConfiguredError
from backend.services.ai.prices import FREE, InvalidPriceListError, Price, find_price, price_list
from backend.services.settings import SettingsStore

ANTHROPIC: Final = "anthropic"
COMPATIBLE: Final = "openai_compatible"
ANTHROPIC_ADDRESS: Final = "https://api.anthropic.com"
MICROS: Final = 1_000_000


class AiPurpose(StrEnum):
    """What an AI is asked for."""

    CATEGORIZE = "categorize"
    INSIGHTS = "insights"
    TEST = "test"


# The smallest does for sorting; the adviser's should be able to reason. A test asks the smallest.
DEFAULT_MODELS: Final[Mapping[AiPurpose, str]] = {
    AiPurpose.CATEGORIZE: "claude-haiku-5-5",
    AiPurpose.INSIGHTS: "claude-sonnet-5-5",
    AiPurpose.TEST: "claude-haiku-5-5",
}
_MODEL_SETTING = {
    AiPurpose.CATEGORIZE: "ai_model_categorize",
    AiPurpose.INSIGHTS: "ai_model_insights",
    AiPurpose.TEST: "ai_model_categorize",
}


class AiNotSetUpError(NotConfiguredError):
    """No AI can be asked with the settings as they are."""


@dataclass(frozen=True, slots=True)
class AiSetup:
    """The owner's choice, as it counts now.

    Attributes:
        provider: `off`, `anthropic` or `openai_compatible`.
        address: where questions go; None where no address is set.
        models: the model for each purpose; None where none is chosen.
        limit_micros: what may be spent in a month, in millionths of a dollar.
    """

    provider: str
    address: str | None
    key: str | None = field(repr=False)
    models: Mapping[AiPurpose, str | None]
    limit_micros: int
    own_prices: Mapping[str, Price]

    @property
    def host(self) -> str | None:
        """The computer that questions go to."""
        return urlsplit(self.address).netloc if self.address else None

    @property
    def is_here(self) -> bool:
        """Whether the model runs on this computer; Claude behind an address of it does not."""
        return self.provider == COMPATIBLE and self.is_address_here

    @property
    def is_address_here(self) -> bool:
        """Whether what answers first is on this computer, be it only a proxy."""
        return self.address is not None and is_on_this_computer(self.address)

    @property
    def missing(self) -> str | None:
        """What has to be set first, as a sentence; None where nothing is missing."""
        if self.provider == ANTHROPIC and not self.key:
            return "Set an Anthropic API key under Settings → AI first."
        if self.provider == COMPATIBLE and not self.address:
            return "Set the address of the AI service under Settings → AI first."
        if self.provider not in {ANTHROPIC, COMPATIBLE}:
            return "AI is switched off. Choose a provider under Settings → AI first."
        return None

    def require(self) -> None:
        """Make sure that a provider is set up.

        Raises:
            AiNotSetUpError: something is not set yet.
        """
        if self.missing is not None:
            raise AiNotSetUpError(self.missing)

    def model(self, purpose: AiPurpose) -> str:
        """Return the model for a purpose.

        Raises:
            AiNotSetUpError: something is not set yet.
        """
        self.require()
        name = self.models[purpose]
        if name is None:
            raise AiNotSetUpError("Choose a model under Settings → AI first.")
        return name

    def price(self, model: str) -> Price | None:
        """Return what a model costs here; one on this computer costs nothing."""
        return FREE if self.is_here else find_price(model, self.own_prices)


def read_setup(settings: SettingsStore, session: Session) -> AiSetup:
    """Return the owner's choice."""
    return setup_from(lambda key: settings.value(session, key))


def setup_from(value: Callable[[str], str | None]) -> AiSetup:
    """Return the choice that settings make; `value` gives each by its key."""
    provider = value("ai_provider") or "off"
    is_claude = provider == ANTHROPIC
    own = value("ai_prices")
    return AiSetup(
        provider=provider,
        address=_address(provider, value),
        key=value("anthropic_api_key" if is_claude else "ai_api_key"),
        models={
            purpose: value(_MODEL_SETTING[purpose])
            or (DEFAULT_MODELS[purpose] if is_claude else None)
            for purpose in AiPurpose
        },
        limit_micros=_micros(value("ai_monthly_limit")),
        own_prices=_own_prices(own),
    )


def _address(provider: str, value: Callable[[str], str | None]) -> str | None:
    """Return where the questions of a provider go; to nobody while none is chosen."""
    if provider == ANTHROPIC:
        return value("anthropic_base_url") or ANTHROPIC_ADDRESS
    return value("ai_base_url") if provider == COMPATIBLE else None


def _own_prices(text: str | None) -> dict[str, Price]:
    try:
        return price_list(text)
    except InvalidPriceListError:  # from the environment; what is saved was checked
        return {}


def _micros(dollars: str | None) -> int:
    text = (dollars or "").strip()
    return int(Decimal(text) * MICROS) if text.isascii() and text.isdecimal() else 0
