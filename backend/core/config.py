"""The environment, read once into a typed object. Nothing else reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_PORT = 8000
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Config:
    """What the app was started with.

    `environment` holds the variables that settings may fall back to; its `repr` hides them.
    """

    data_folder: Path
    port: int = DEFAULT_PORT
    frontend_dir: Path | None = None
    development: bool = False
    upload_limit_bytes: int = DEFAULT_UPLOAD_LIMIT_BYTES
    allowed_hosts: tuple[str, ...] = LOOPBACK_HOSTS
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    # The keys that open stored secrets, newest first; and whether the system's keychain may keep one.
    encryption_keys: tuple[str, ...] = field(default=(), repr=False)
    uses_keychain: bool = False
    # Whether jobs run by the clock; `load_config` says yes, so that only tests start without it.
    scheduler: bool = False
    # Whether addresses of this computer lead to others, as those of a tunnel or a relay do.
    nothing_is_local: bool = False

    @property
    def budget_file(self) -> Path:
        """The file of accounts and transactions."""
        return self.data_folder / "budget.db"

    @property
    def investments_file(self) -> Path:
        """The file of the portfolio."""
        return self.data_folder / "investments.db"

    @property
    def backups(self) -> Path:
        """Where verified copies go."""
        return self.data_folder / "backups"

    @property
    def logs(self) -> Path:
        """Where the app's log goes."""
        return self.data_folder / "logs"

    @property
    def staging(self) -> Path:
        """Where uploaded files wait between preview and import."""
        return self.data_folder / "staging"

    @property
    def locks(self) -> Path:
        """Where files lie by which processes keep out of each other's way."""
        return self.data_folder / "locks"


def load_config(environment: Mapping[str, str] | None = None) -> Config:
    """Return the configuration; variables that are set win over both `.env` files.

    The data folder's `.env` is read first, then the working directory's; nothing is written to
    the environment of the process.
    """
    given = dict(os.environ if environment is None else environment)
    folder = Path(given.get("BUDGET_APP_HOME") or Path.home() / "BudgetApp").expanduser()
    merged = {**_env_file(Path.cwd() / ".env"), **_env_file(folder / ".env"), **given}
    frontend = merged.get("BUDGET_APP_FRONTEND_DIR")
    keys = merged.get("BUDGET_APP_ENCRYPTION_KEY", "").split(",")
    hosts = tuple(h for h in merged.get("BUDGET_APP_ALLOWED_HOSTS", "").split(",") if h)
    return Config(
        data_folder=folder,
        port=_whole(merged.get("BUDGET_APP_PORT"), DEFAULT_PORT),
        frontend_dir=Path(frontend) if frontend else None,
        development=merged.get("BUDGET_APP_DEVELOPMENT", "") not in ("", "0"),
        upload_limit_bytes=_whole(
            merged.get("BUDGET_APP_UPLOAD_LIMIT_BYTES"), DEFAULT_UPLOAD_LIMIT_BYTES
        ),
        allowed_hosts=LOOPBACK_HOSTS + hosts,
        environment=merged,
        encryption_keys=tuple(k.strip() for k in keys if k.strip()),
        uses_keychain=merged.get("BUDGET_APP_KEYCHAIN", "1") not in ("", "0"),
        scheduler=merged.get("BUDGET_APP_SCHEDULER", "1") not in ("", "0"),
        nothing_is_local=merged.get("BUDGET_APP_NOTHING_IS_LOCAL", "") not in ("", "0"),
    )


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() else default


def _env_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return {key: value for key, value in dotenv_values(path).items() if value is not None}
