"""A household whose AI is switched on."""

import datetime as dt

from backend.core.secrets import SecretBox
from backend.database import Database
from backend.services.ai import consent
from backend.services.ai.access import AiAccess
from backend.services.outbound.gate import LedgerGate
from backend.services.settings import SettingsStore
from tests.conftest import NOW
from tests.fakes.ai_http import AiServer
from tests.fakes.messages_server import MessagesServer


def access_of(database: Database, *, nothing_is_local: bool = False) -> AiAccess:
    """A household's way to an AI, through the gate that writes down what leaves."""
    settings = SettingsStore(
        environment={}, box=SecretBox(database.path.parent / ".encryption_key")
    )
    gate = LedgerGate(database, settings, now=lambda: NOW, nothing_is_local=nothing_is_local)
    return AiAccess(database, settings, gate, now=lambda: NOW, zone=dt.UTC)


def switch_on(access: AiAccess, server: AiServer, *, agrees: bool = True, **more: str) -> AiAccess:
    """Choose the fake as provider, and agree to what would be sent."""
    is_claude = isinstance(server, MessagesServer)
    values = {
        "ai_provider": "anthropic" if is_claude else "openai_compatible",
        "anthropic_base_url" if is_claude else "ai_base_url": server.url,
        "anthropic_api_key" if is_claude else "ai_api_key": server.key,
        **({} if is_claude else {"ai_model_categorize": server.models[0]}),
        **more,
    }
    with access.database.write() as session:
        access.settings.save(session, values, at=NOW)
        terms = consent.terms_now(access.settings, session)
        if agrees and terms is not None:
            consent.agree(access.settings, session, terms, at=NOW)
    return access
