"""What seals and opens the secrets of a data folder."""

from backend.core.config import Config
from backend.core.keychain import SystemKeychain
from backend.core.secrets import SecretBox

KEY_VARIABLE = "BUDGET_APP_ENCRYPTION_KEY"


def secret_box(config: Config) -> SecretBox:
    """Return the box of a data folder; its keys are looked for when one is needed."""
    given = config.environment.get(KEY_VARIABLE, "").split(",")
    return SecretBox(
        config.data_folder / ".encryption_key",
        SystemKeychain() if config.uses_keychain else None,
        tuple(key.strip() for key in given if key.strip()),
    )
