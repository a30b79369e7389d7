"""A household's gate, and what its ledger holds."""

from pathlib import Path

import pytest

from backend.core.secrets import SecretBox
from backend.database import Database
from backend.services.outbound.gate import LedgerGate
from backend.services.settings import SettingsStore
from tests.conftest import NOW


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return SettingsStore(environment={}, box=SecretBox(tmp_path / ".encryption_key"))


@pytest.fixture
def gate(database: Database, settings: SettingsStore) -> LedgerGate:
    return LedgerGate(database, settings, now=lambda: NOW)
