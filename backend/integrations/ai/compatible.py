"""Models behind OpenAI's chat completions: Ollama, LM Studio, and services that speak it."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from backend.integrations.ai.compatible_errors import complaint_of, error_of
from backend.integrations.ai.compatible_stream import StreamedAnswer
from backend.integrations.ai.compatible_wire import (
    Dialect,
    body_of,
    call_from,
    reply_from,
    usage_from,
    words_of,
)
from backend.integrations.ai.errors import AiError, AiFailure, seconds_to_wait
from backend.integrations.ai.model import ModelEvent, ModelReply, ModelRequest

if TYPE_CHECKING:
    import httpx2

RETRIES = 2
# A model on this computer may have to be loaded from its disk first.
_ANSWER_SECONDS = 300.0
_CONNECT_SECONDS = 10.0
_LONGEST_WAIT_SECONDS = 20.0
_FIRST_PAUSE_SECONDS = 0.5
_MOST_ADAPTATIONS = 4
_OK, _REFUSED, _RATE_LIMITED, _SERVER = 200, (400, 422), 429, 500


@dataclass
class Compatible:
    """A model at an address; `connect` opens the connection that everything goes through."""

    name: str
    key: str = field(repr=False)
    connect: "Callable[..., httpx2.Client]" = field(repr=False)
    base_url: str
    retries: int = RETRIES
    pause: Callable[[float], None] = field(default=time.sleep, repr=False)
    _dialect: Dialect = field(default_factory=Dialect, repr=False)

    @property
    def who(self) -> str:
        """The server's name, for sentences."""
        return urlsplit(self.base_url).netloc

    def body(self, request: ModelRequest) -> Mapping[str, Any]:
        """Return what would be sent, exactly; older servers get it in a simpler form."""
        return body_of(request, self.name, self._dialect)

    def ask(self, request: ModelRequest) -> ModelReply:
        """Return the whole answer.

        Raises:
            AiError: there is none.
        """
        with self._answer(request, is_streamed=False) as response:
            document = self._json(response)
        try:
            message = document["choices"][0]["message"]
            reason = document["choices"][0].get("finish_reason")
            calls = [call_from(each, n) for n, each in enumerate(message.get("tool_calls") or [])]
            text, is_refused = words_of(message.get("content")), bool(message.get("refusal"))
        except (KeyError, IndexError, TypeError, AttributeError):
            raise self._error(AiFailure.NONSENSE) from None
        if None in calls and reason != "length":
            raise self._error(AiFailure.NONSENSE)
        return reply_from(
            text,
            tuple(call for call in calls if call is not None),
            finish_reason="content_filter" if is_refused else reason,
            usage=usage_from(document.get("usage")),
            model=str(document.get("model") or self.name),
            who=self.who,
            request=request,
        )

    def stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Yield the answer as it comes; the last event is `Finished`.

        Raises:
            AiError: it failed, or broke off.
        """
        with self._answer(request, is_streamed=True) as response:
            answer = StreamedAnswer(request, self.name, self.who)
            yield from answer.read(response.iter_lines())

    def models(self) -> list[tuple[str, str]]:
        """Return the ids and names of the models that the server offers.

        Raises:
            AiError: they are not told.
        """
        with self._failures(), self._client() as client:
            document = self._json(client.get(self._address("models")))
        listed = document.get("data")
        if not isinstance(listed, list):
            raise self._error(AiFailure.NONSENSE)
        ids = [str(each["id"]) for each in listed if isinstance(each, dict) and each.get("id")]
        return [(model, model) for model in sorted(ids)]

    @contextmanager
    def _answer(self, request: ModelRequest, *, is_streamed: bool) -> "Iterator[httpx2.Response]":
        """Yield the answer to a question, in the simplest form that the server understands."""
        with self._failures(), self._client() as client:
            for _ in range(_MOST_ADAPTATIONS):
                body = dict(self.body(request))
                if is_streamed:
                    body["stream"] = True
                    if self._dialect.tells_usage:
                        body["stream_options"] = {"include_usage": True}
                response = self._send(client, body)
                try:
                    if response.status_code == _OK:
                        yield response
                        return
                    complaint = complaint_of(response.read().decode("utf-8", "replace"))
                finally:
                    response.close()
                simpler = self._dialect.after(complaint)
                if response.status_code not in _REFUSED or simpler is None:
                    break
                self._dialect = simpler
            wait = response.headers.get("retry-after")
            status = response.status_code
            raise error_of(status, complaint, who=self.who, model=self.name, retry_after=wait)

    def _send(self, client: "httpx2.Client", body: dict[str, Any]) -> "httpx2.Response":
        """Send a question, again where a server was busy and waiting is bearable."""
        address = self._address("chat/completions")
        for turn in range(self.retries + 1):
            response = client.send(client.build_request("POST", address, json=body), stream=True)
            wait = seconds_to_wait(response.headers.get("retry-after"))
            wait = _FIRST_PAUSE_SECONDS * 2**turn if wait is None else wait
            is_busy = response.status_code == _RATE_LIMITED or response.status_code >= _SERVER
            if not is_busy or turn == self.retries or wait > _LONGEST_WAIT_SECONDS:
                break
            response.close()
            self.pause(wait)
        return response

    def _json(self, response: "httpx2.Response") -> dict[str, Any]:
        text = response.read().decode("utf-8", "replace")
        if response.status_code != _OK:
            raise error_of(response.status_code, complaint_of(text), who=self.who, model=self.name)
        try:
            document = response.json()
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise self._error(AiFailure.NONSENSE)
        return document

    def _address(self, path: str) -> str:
        base = self.base_url.rstrip("/").removesuffix("/chat/completions")
        return f"{base}/{path}" if urlsplit(base).path else f"{base}/v1/{path}"

    def _client(self) -> "httpx2.Client":
        import httpx2

        client = self.connect(timeout=httpx2.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS))
        if self.key:
            client.headers["Authorization"] = f"Bearer {self.key}"
        return client

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn what the HTTP client raises into AiError."""
        import httpx2

        try:
            yield
        except (httpx2.ConnectError, httpx2.TimeoutException):
            raise self._error(AiFailure.UNREACHABLE) from None
        except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL):
            raise self._error(AiFailure.CUT) from None

    def _error(self, failure: AiFailure) -> AiError:
        return AiError.of(failure, who=self.who, model=self.name)
