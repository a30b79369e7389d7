"""Keeps secrets out of the ledger: those that are known, and whatever looks like one."""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.secrets import LostKeyError
from backend.models import AppSetting
from backend.services.settings import KINDS, SettingsStore

MASK = "••••"
_SHORTEST = 4  # a shorter text stands anywhere by chance, and is no secret
_SECRET_KEYS = sorted(kind.key for kind in KINDS.values() if kind.is_secret)
_NAMES = (
    r"access_token|public_token|link_token|client_secret|client_id|secret|password|passwd"
    r"|api[_-]?key|authorization|refresh_token|crumb"
)
_PATTERNS = (
    # "name": "value" in JSON, name=value in an address or a form
    (re.compile(rf'("(?:{_NAMES})"\s*:\s*")(?:[^"\\]|\\.)*', re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(rf"((?:^|[?&])(?:{_NAMES})=)[^&#\s]*", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(r"(://)[^/@\s]+@"), rf"\1{MASK}@"),
    (re.compile(r"\b(access|public|link|processor)-(sandbox|development|production)-[\w-]+"), MASK),
    (re.compile(r"\bsk-[\w-]{12,}"), MASK),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{8,}"), rf"\1 {MASK}"),
)


def mask(text: str, secrets: Iterable[str]) -> str:
    """Return `text` with every secret replaced, however it is written in addresses and JSON."""
    written = {way for secret in secrets for way in _ways(secret)}
    for way in sorted(written, key=len, reverse=True):
        text = text.replace(way, MASK)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


class KnownSecrets:
    """The secrets among the settings; each is opened once, as that takes a moment."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings
        self._opened: dict[str, str] = {}

    def now(self, session: Session) -> tuple[str, ...]:
        """Return the secrets in force; one whose key is lost can't be sent, and is left out."""
        saved = session.scalars(
            select(AppSetting.value).where(
                AppSetting.key.in_(_SECRET_KEYS), AppSetting.value.is_not(None)
            )
        )
        given = (self._settings.environment.get(KINDS[key].variable) for key in _SECRET_KEYS)
        found = (self._open(value) for value in saved if value)
        return tuple(value for value in (*found, *given) if value)

    def _open(self, sealed: str) -> str | None:
        if sealed not in self._opened:
            try:
                self._opened[sealed] = self._settings.box.open(sealed)
            except LostKeyError:
                return None
        return self._opened[sealed]


def _ways(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST:
        return ()
    in_json = (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])
    return (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), *in_json)
