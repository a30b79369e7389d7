"""The two secrets of SimpleFIN: the setup token, used once, and the access URL that it becomes."""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from backend.core.addresses import is_safe_address
from backend.core.errors import InvalidInputError
from backend.integrations.bank_feed import FeedError, FeedFailure

_LONGEST_TOKEN = 4000


class NoSetupTokenError(InvalidInputError):
    """What was pasted is no setup token."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a SimpleFIN setup token. Copy the whole token from the page where"
            " SimpleFIN shows it: one long line of letters and digits."
        )


@dataclass(frozen=True, slots=True)
class Access:
    """An access URL, taken apart: its address can be shown, its user and password never."""

    root: str
    user: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def login_id(self) -> str:
        """An id of this login that stays the same and tells nothing."""
        named = f"simplefin\n{self.root}\n{self.user}"
        return hashlib.sha256(named.encode()).hexdigest()[:32]

    def without_secrets(self, text: str) -> str:
        """Return `text` with user and password taken out, should a service repeat them."""
        for secret in (self.password, self.user):
            text = text.replace(secret, "…") if len(secret) > 2 else text  # noqa: PLR2004
        return text


def claim_url(setup_token: str) -> str:
    """Return the address that a pasted setup token names.

    Raises:
        NoSetupTokenError: it names none, or one that is not safe to ask.
    """
    packed = "".join(setup_token.split())
    if not packed or len(packed) > _LONGEST_TOKEN:
        raise NoSetupTokenError
    packed = packed.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        padded = packed + "=" * (-len(packed) % 4)
        url = base64.b64decode(padded, validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise NoSetupTokenError from error
    if not is_safe_address(url, with_login=True):
        raise NoSetupTokenError
    return url


def read_access(url: str) -> Access:
    """Take an access URL apart.

    Raises:
        FeedError: it is none; a new setup token is needed.
    """
    if is_safe_address(url, with_login=True):
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        root = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        if parts.username:
            return Access(root, unquote(parts.username), unquote(parts.password or ""))
    raise FeedError(
        "The stored access to SimpleFIN can’t be used. Make a new setup token at SimpleFIN and"
        " connect again; your transactions stay.",
        FeedFailure.REMOVED,
        code="ACCESS_URL",
    )
