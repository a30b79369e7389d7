"""The model that answers for a purpose, with the owner's consent and within the limit."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import OperationalError

from backend.integrations.ai import (
    AiError,
    ChatModel,
    Finished,
    ModelEvent,
    ModelReply,
    ModelRequest,
    Text,
    Usage,
)
from backend.integrations.outbound import Gate, LongestAnswer, Purpose, http_client
from backend.services.ai.access import AiAccess
from backend.services.ai.consent import ConsentMissingError, is_given
from backend.services.ai.setup import COMPATIBLE, AiPurpose, AiSetup, read_setup
from backend.services.ai.usage import (
    check_limit,
    estimate,
    record_usage,
    tokens_in,
    tokens_of,
)

if TYPE_CHECKING:
    from backend.integrations.ai.claude import Claude
    from backend.integrations.ai.compatible import Compatible

_log = logging.getLogger(__name__)


def model_for(access: AiAccess, purpose: AiPurpose, *, asked: int = 1) -> "MeteredModel":
    """Return the model to ask for a purpose.

    It checks consent and the month's limit before each request, and notes afterwards what was
    used. No session may be open while it is asked: it waits for the network.

    Args:
        access: the household's way out.
        purpose: what for.
        asked: how many things each request asks about, for the record.

    Raises:
        AiNotSetUpError: something is not set yet.
        ConsentMissingError: the owner has not agreed.
    """
    with access.database.read() as session:
        setup = read_setup(access.settings, session)
        name = setup.model(purpose)
        if not is_given(access.settings, session):
            raise ConsentMissingError(setup.host or "an AI")
    return MeteredModel(access, setup, purpose, open_model(access.gate, setup, name), asked)


def open_model(gate: Gate, setup: AiSetup, name: str) -> "Claude | Compatible":
    """Return a model by its name, behind the gate; nobody counts what it uses."""
    key = setup.key or ""
    secrets = (key,) if key else ()
    connect = partial(
        http_client,
        gate,
        Purpose.AI,
        secrets=secrets,
        longest=LongestAnswer(),
        trust_env=not setup.is_address_here,  # a proxy is for addresses outside
    )
    address = setup.address or ""
    if setup.provider == COMPATIBLE:
        from backend.integrations.ai.compatible import Compatible

        return Compatible(name, key, connect, base_url=address)
    from backend.integrations.ai.claude import Claude

    return Claude(name, key, connect, base_url=address)


@dataclass(frozen=True, slots=True)
class MeteredModel:
    """A model whose every request is checked before and counted after."""

    access: AiAccess
    setup: AiSetup
    purpose: AiPurpose
    inner: ChatModel
    asked: int = 1

    @property
    def name(self) -> str:
        """The model's id at its provider."""
        return self.inner.name

    def body(self, request: ModelRequest) -> Mapping[str, Any]:
        """Return what would be sent, exactly."""
        return self.inner.body(request)

    def ask(self, request: ModelRequest) -> ModelReply:
        """Return the whole answer.

        Raises:
            ConsentMissingError: the owner has withdrawn.
            LimitReachedError: the month's limit leaves no room.
            OutboundRefusedError: the owner's switches keep it from leaving.
            AiError: there is no answer.
        """
        self._check(request)
        try:
            reply = self.inner.ask(request)
        except AiError as error:
            if error.usage is not None:
                self._record(error.usage)
            raise
        self._record(self._counted(request, reply.usage, reply.text))
        return reply

    def stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Yield the answer as it comes; what is raised is as for `ask`."""
        self._check(request)
        heard: list[str] = []
        used: Usage | None = None
        is_sent = False
        try:
            for event in self.inner.stream(request):
                is_sent = True
                if isinstance(event, Text):
                    heard.append(event.text)
                elif isinstance(event, Finished):
                    used = self._counted(request, event.reply.usage, "".join(heard))
                yield event
        except AiError as error:
            used = _at_least(error.usage, heard)
            raise
        finally:
            if used is None and is_sent:  # nobody wants the rest; what came was used all the same
                used = self._counted(request, Usage(), "".join(heard))
            if used is not None:
                self._record(used)

    @staticmethod
    def _counted(request: ModelRequest, usage: Usage, answer: str) -> Usage:
        """Return what was used: by the provider's word, or by ours where it gives none."""
        if usage != Usage():
            return usage
        return Usage(input=tokens_of(request), output=tokens_in(answer))

    def _check(self, request: ModelRequest) -> None:
        access = self.access
        with access.database.read() as session:
            setup = read_setup(access.settings, session)  # as it is by now
            if self.purpose is not AiPurpose.TEST:
                # Who has switched to another AI meanwhile has agreed to that one.
                is_other = (setup.provider, setup.host) != (self.setup.provider, self.setup.host)
                if is_other or not is_given(access.settings, session):
                    raise ConsentMissingError(self.setup.host or "an AI")
            wanted = estimate(request, self.setup.price(self.name))
            check_limit(session, setup, wanted, since=access.month_start())

    def _record(self, usage: Usage) -> None:
        try:
            with self.access.database.write() as session:
                record_usage(
                    session,
                    usage,
                    purpose=self.purpose,
                    provider=self.setup.provider,
                    model=self.name,
                    price=self.setup.price(self.name),
                    asked=self.asked,
                    at=self.access.now(),
                )
        except OperationalError as error:  # a full disk, say: the answer is paid for, and is kept
            _log.error("what a request to an AI used was not noted: %s", type(error).__name__)


def _at_least(usage: Usage | None, heard: list[str]) -> Usage | None:
    """Return what a broken answer used: its count stands still at what its beginning said."""
    if usage is None:
        return None
    output = max(usage.output, tokens_in("".join(heard)))
    return Usage(usage.input, output, usage.cache_read, usage.cache_write)
