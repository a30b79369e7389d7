"""Claude, asked by Anthropic's SDK."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from backend.integrations.ai.claude_errors import ai_error, knows_no_schemas, own_error
from backend.integrations.ai.claude_stream import StreamedAnswer
from backend.integrations.ai.claude_wire import (
    WHO,
    block_from,
    body_of,
    reply_from,
    usage_from,
)
from backend.integrations.ai.errors import AiError, AiFailure, seconds_to_wait
from backend.integrations.ai.model import ModelEvent, ModelReply, ModelRequest

if TYPE_CHECKING:
    import httpx2
    from anthropic import Anthropic, APIResponse
    from anthropic._request import APIRequest  # only for its name in a signature

DEFAULT_ADDRESS = "https://api.anthropic.com"
RETRIES = 2
# A model may think for minutes before its first word.
_ANSWER_SECONDS = 300.0
_CONNECT_SECONDS = 10.0
# Nobody watches a wheel for longer; a run in the background waits by itself, and can be stopped.
_LONGEST_WAIT_SECONDS = 20.0
_RATE_LIMITED = 429
# The SDK tells which system and Python it runs on; that is nobody's business.
_UNTOLD = ("OS", "Arch", "Runtime", "Runtime-Version", "Package-Version", "Lang")


@dataclass
class Claude:
    """A model of Anthropic's; `connect` opens the connection that everything goes through."""

    name: str
    key: str = field(repr=False)
    connect: "Callable[[], httpx2.Client]" = field(repr=False)
    base_url: str = DEFAULT_ADDRESS
    retries: int = RETRIES
    _answers_by_tool: bool = field(default=False, repr=False)

    def body(self, request: ModelRequest) -> Mapping[str, Any]:
        """Return what would be sent, exactly."""
        return body_of(request, self.name, by_tool=self._answers_by_tool)

    def ask(self, request: ModelRequest) -> ModelReply:
        """Return the whole answer.

        Raises:
            AiError: there is none.
        """
        from anthropic.types import Message

        with _failures(self.name), self._client() as client:
            message = self._begin(request, lambda body: client.messages.create(**body))
            # Whatever is no JSON comes back as it is.
            data = (
                message.to_dict(mode="json", warnings=False) if isinstance(message, Message) else {}
            )
            content = data.get("content")
            if not isinstance(content, list):
                raise AiError.of(AiFailure.NONSENSE, who=WHO, model=self.name)
            found = (block_from(each) for each in content if isinstance(each, dict))
            return reply_from(
                (block for block in found if block is not None),
                stop_reason=cast("str | None", data.get("stop_reason")),
                usage=usage_from(cast("dict[str, Any] | None", data.get("usage"))),
                model=str(data.get("model") or self.name),
                request=request,
            )

    def stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Yield the answer as it comes; the last event is `Finished`.

        Raises:
            AiError: it failed, or broke off.
        """
        answer = StreamedAnswer(request, self.name)
        with _failures(self.name, answer), self._client() as client:
            raw = self._begin(request, lambda body: client.messages.create(**body, stream=True))
            with raw as events:
                for event in events:
                    yield from answer.take(_as_dict(event))
        if not answer.is_whole:
            raise AiError.of(AiFailure.CUT, who=WHO, model=self.name, usage=answer.usage)

    def models(self) -> list[tuple[str, str]]:
        """Return the ids and names of the models that the key may use, newest first.

        Raises:
            AiError: they are not told.
        """
        with _failures(self.name), self._client() as client:
            return [(each.id, each.display_name or each.id) for each in client.models.list()]

    def _begin(self, request: ModelRequest, send: Callable[[Mapping[str, Any]], Any]) -> Any:
        try:
            return send(self.body(request))
        except Exception as error:
            if request.schema is None or self._answers_by_tool or not knows_no_schemas(error):
                raise
        self._answers_by_tool = True
        return send(self.body(request))

    def _client(self) -> "Anthropic":
        import anthropic

        # Its lines at DEBUG hold whole questions, and a variable of the environment asks for them.
        logging.getLogger("anthropic").setLevel(logging.WARNING)
        return anthropic.Anthropic(
            api_key=self.key,
            base_url=self.base_url,
            http_client=self.connect(),
            max_retries=self.retries,
            timeout=anthropic.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS),
            default_headers=cast("Any", {f"X-Stainless-{n}": anthropic.omit for n in _UNTOLD}),
            middleware=[_mind_the_owner],
            open_telemetry=False,
        )


def _mind_the_owner(
    request: "APIRequest", send: "Callable[[APIRequest], APIResponse[Any]]"
) -> "APIResponse[Any]":
    """Let the SDK try again only where that makes sense, and within what a person waits for."""
    import anthropic

    try:
        response = send(request)
    except anthropic.APIConnectionError as error:
        refused = own_error(error)
        if refused is None:
            raise
        raise refused from None  # the owner's switch; asking it again changes nothing
    wait = seconds_to_wait(response.headers.get("retry-after"))
    # Without a time to wait for, it is a limit that holds until somebody raises it.
    if (response.status_code == _RATE_LIMITED and wait is None) or (
        wait is not None and wait > _LONGEST_WAIT_SECONDS
    ):
        response.headers["x-should-retry"] = "false"
    return response


@contextmanager
def _failures(model: str, answer: StreamedAnswer | None = None) -> Iterator[None]:
    """Turn what the SDK raises, and what it lets through from below, into AiError."""
    import anthropic
    import httpx2

    try:
        yield
    except (
        anthropic.AnthropicError,
        httpx2.HTTPError,
        httpx2.StreamError,
        ValueError,  # among them what is no JSON
        TypeError,  # JSON of another shape than the SDK expects
    ) as error:
        usage = answer.usage if answer is not None else None
        raise ai_error(error, model=model, usage=usage) from None


def _as_dict(event: Any) -> Mapping[str, Any]:
    if isinstance(event, dict):
        return event
    found: Mapping[str, Any] = (
        event.to_dict(mode="json", warnings=False) if hasattr(event, "to_dict") else {}
    )
    return found
