"""One call to Plaid, through its official client, as plain exact values."""

import json
import logging
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from backend.integrations.bank_feed import FeedError, FeedFailure
from backend.integrations.outbound import Gate, Passage, Purpose
from backend.integrations.plaid.errors import error_from_answer, parse_answer, unreachable
from backend.integrations.plaid.keys import PlaidKeys
from backend.integrations.plaid.patience import Patience

if TYPE_CHECKING:
    from plaid import ApiClient

# Plaid's real-time calls take half a minute and more; the client itself would wait for ever.
CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
_OK = range(200, 300)
_log = logging.getLogger(__name__)


class PlaidClient:
    """Calls Plaid's endpoints by path.

    It uses the official client below its typed methods: those check every field of every
    answer (2 s for 500 rows), read money as binary fractions, and fail when Plaid adds a value;
    and their error path takes any body for UTF-8.
    """

    def __init__(
        self,
        keys: PlaidKeys,
        gate: Gate,
        patience: Patience | None = None,
        *,
        timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
    ) -> None:
        self.keys = keys
        self._gate = gate
        self.patience = patience or Patience()
        self._timeout = timeout

    def call(self, path: str, body: Mapping[str, Any], *, repeats: int = 3) -> dict[str, Any]:
        """Return the answer of an endpoint, asked again while a failure may pass.

        Raises:
            FeedError: with the kind of failure and a sentence for the owner.
            OutboundRefusedError: the owner has switched Plaid off; nothing was sent.
        """
        return self.patience.keep_trying(lambda: self.call_once(path, body), repeats=repeats)

    def call_once(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of an endpoint, asked a single time.

        Raises:
            FeedError: as for `call`.
        """
        try:
            return self._answer(path, body)
        except FeedError as error:
            level = logging.ERROR if error.failure is FeedFailure.OUR_BUG else logging.WARNING
            _log.log(level, "Plaid, %s: %s (request %s)", path, error.code, error.request_id)
            raise

    def _answer(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        from plaid import ApiException

        try:
            status, data, headers = self._post(path, body)
        except ApiException as error:
            # Without a status it is the client's word for a refused certificate.
            if not error.status:
                raise _no_answer("SSLError") from None
            status, data, headers = error.status, error.body or b"", error.headers or {}
        if status not in _OK:
            # Not chained: the client's error prints headers and body.
            raise error_from_answer(status, data, headers) from None
        return parse_answer(data)

    def _post(self, path: str, body: Mapping[str, Any]) -> tuple[int, bytes, Mapping[str, str]]:
        headers = dict(self._api.default_headers)
        self._api.update_params_for_auth(
            headers, [], ["clientId", "secret"], path, "POST", dict(body)
        )
        with self._gate.passage(
            Purpose.PLAID,
            method="POST",
            url=self.keys.base_url + path,
            body=json.dumps(body),  # as the client writes it
            secrets=(self.keys.client_id, self.keys.secret, *_tokens(body)),
            head_bytes=_size(headers),
        ) as passage:
            return self._send(passage, path, headers, body)

    def _send(
        self, passage: Passage, path: str, headers: Mapping[str, str], body: Mapping[str, Any]
    ) -> tuple[int, bytes, Mapping[str, str]]:
        from plaid import ApiException
        from urllib3.exceptions import HTTPError

        try:
            answer = self._api.request(
                "POST",
                self.keys.base_url + path,
                headers=headers,
                body=dict(body),
                _request_timeout=self._timeout,
            )
        except HTTPError as error:
            raise _no_answer(type(error).__name__) from None
        except ApiException as error:
            if error.status:
                received = len(error.body or b"") + _size(error.headers or {})
                passage.answered(error.status, received)
            raise
        received_headers = answer.getheaders()
        passage.answered(answer.status, len(answer.data) + _size(received_headers))
        return answer.status, answer.data, received_headers

    @cached_property
    def _api(self) -> "ApiClient":
        from plaid import ApiClient, Configuration

        # At DEBUG the library logs whole answers, an exchange's token among them.
        logging.getLogger("plaid.rest").setLevel(logging.INFO)
        configuration = Configuration(
            host=self.keys.base_url,
            api_key={"clientId": self.keys.client_id, "secret": self.keys.secret},
        )
        # No repeats of its own, and no redirects: they would carry the keys elsewhere.
        configuration.retries = False
        return ApiClient(configuration)


def _tokens(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tokens in a request: each opens a login."""
    for name, value in body.items():
        if name.endswith("token") and isinstance(value, str):
            yield value


def _size(headers: Mapping[str, str]) -> int:
    """Return how many bytes headers have in a request or an answer."""
    return sum(len(str(name)) + len(str(value)) + len(": \r\n") for name, value in headers.items())


def _no_answer(kind: str) -> FeedError:
    """Return the error for a failure below HTTP, by the name that urllib3 gives it."""
    sentences = {
        "ConnectTimeoutError": "Plaid could not be reached. Check the internet connection.",
        "NewConnectionError": "Plaid could not be reached. Check the internet connection.",
        "NameResolutionError": "Plaid could not be reached. Check the internet connection.",
        "ReadTimeoutError": "Plaid took too long to answer.",
        "SSLError": "The connection to Plaid is not safe, so nothing was sent. Check this"
        " computer’s clock and proxy.",
    }
    return unreachable(sentences.get(kind, "The connection to Plaid was cut."), kind)
