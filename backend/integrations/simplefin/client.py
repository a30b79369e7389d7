"""SimpleFIN over HTTP: one question, one answer, or a FeedError."""

import datetime as dt
import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from backend.core.addresses import is_on_this_computer
from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.integrations.outbound import Gate, Purpose, http_client
from backend.integrations.simplefin import errors
from backend.integrations.simplefin.credentials import Access

if TYPE_CHECKING:
    import httpx2

_LARGEST_ANSWER_BYTES = 64 * 1024 * 1024
_LARGEST_ADDRESS_BYTES = 4000
CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
# A service that sends a byte a minute never runs into the time limit of a read.
WHOLE_ANSWER_SECONDS = 180.0


class SimpleFinClient:
    """Asks a SimpleFIN server. It follows no redirects, which could carry a credential away."""

    def __init__(
        self,
        gate: Gate,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        read_seconds: float = READ_SECONDS,
        whole_seconds: float = WHOLE_ANSWER_SECONDS,
    ) -> None:
        self._gate = gate
        self._now = now
        self._read_seconds = read_seconds
        self._whole_seconds = whole_seconds

    def claim(self, url: str) -> str:
        """Exchange a setup token's address for an access URL, which works once."""
        try:
            body = self._ask("POST", url, limit=_LARGEST_ADDRESS_BYTES, is_secret=True)
        except FeedError as error:
            raise _of_claim(error) from error.__cause__
        return body.decode("ascii", "replace").strip()

    def info(self, root: str) -> object:
        """Return what a server tells everybody about itself."""
        return _json(self._ask("GET", f"{root}/info", limit=_LARGEST_ADDRESS_BYTES))

    def accounts(self, access: Access, query: Mapping[str, str]) -> dict[str, Any]:
        """Return the document of accounts."""
        body = self._ask("GET", f"{access.root}/accounts", access=access, query=query)
        document = _json(body)
        if not isinstance(document, dict) or not isinstance(document.get("accounts"), list):
            raise errors.nonsense("NO_ACCOUNTS")
        return document

    def _ask(
        self,
        method: str,
        url: str,
        *,
        access: Access | None = None,
        query: Mapping[str, str] | None = None,
        limit: int = _LARGEST_ANSWER_BYTES,
        is_secret: bool = False,
    ) -> bytes:
        import httpx2

        timeout = httpx2.Timeout(self._read_seconds, connect=CONNECT_SECONDS)
        auth = (access.user, access.password) if access else None
        secrets = (url.rpartition("/")[2],) if is_secret else auth or ()
        try:
            with (
                http_client(
                    self._gate,
                    Purpose.SIMPLEFIN,
                    secrets=secrets,
                    timeout=timeout,
                    auth=auth,
                    trust_env=not is_on_this_computer(url),  # a proxy is for addresses outside
                ) as client,
                client.stream(method, url, params=query) as response,
            ):
                if response.status_code != httpx2.codes.OK:
                    wait = response.headers.get("Retry-After")
                    raise errors.of_status(response.status_code, wait, at=self._now())
                return self._body(response, limit)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            raise errors.unreachable("NO_CONNECTION") from None
        except httpx2.TimeoutException:
            raise errors.unreachable("TIMEOUT") from None
        except httpx2.DecodingError:
            raise errors.nonsense("NOT_DECODABLE") from None
        # Their own messages name addresses, and some of those are secrets.
        except (httpx2.HTTPError, httpx2.InvalidURL):
            raise errors.unreachable("CONNECTION") from None

    def _body(self, response: "httpx2.Response", limit: int) -> bytes:
        """Read an answer of a bearable size in a bearable time."""
        end = time.monotonic() + self._whole_seconds
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > limit:
                raise errors.nonsense("TOO_LARGE")
            if time.monotonic() > end:
                raise errors.unreachable("TIMEOUT")
        return bytes(body)


def _json(body: bytes) -> object:
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise errors.nonsense("NO_JSON") from error
    return document


def _of_claim(error: FeedError) -> FeedError:
    """Say what a failed exchange means for the setup token."""
    if error.failure is FeedFailure.REMOVED:
        return FeedError(errors.CLAIM_REFUSED, FeedFailure.CREDENTIALS, code="CLAIM_REFUSED")
    if error.failure is FeedFailure.UNREACHABLE and error.code != "NO_CONNECTION":
        return FeedError(errors.CLAIM_LOST, error.failure, code=error.code)
    return error
