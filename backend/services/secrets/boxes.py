"""What seals and opens the secrets of a data folder."""

from backend.core.config import Config
from backend.core.keychain import SystemKeychain
from backend.core.secrets import SecretBox


def secret_box(config: Config) -> SecretBox:
    """Return the box of a data folder; its keys are looked for when one is needed."""
    return SecretBox(
        config.data_folder / ".encryption_key",
        SystemKeychain() if config.uses_keychain else None,
        config.encryption_keys,
    )
