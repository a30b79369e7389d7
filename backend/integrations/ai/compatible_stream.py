"""Puts a streamed answer of chat completions together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.integrations.ai.answers import loads
from backend.integrations.ai.compatible_errors import complaint_of, error_of
from backend.integrations.ai.compatible_wire import call_from, reply_from, usage_from
from backend.integrations.ai.errors import AiError, AiFailure
from backend.integrations.ai.model import Finished, ModelEvent, ModelRequest, Text

_BEGIN, _END = "<think>", "</think>"


def data_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield what server-sent events carry; comments keep a line open and say nothing."""
    for line in lines:
        if line.startswith("data:"):
            yield line[5:].strip()


@dataclass
class WithoutThoughts:
    """Lets text through but for thoughts at its beginning, which some servers leave in."""

    _held: str = ""
    _is_thinking: bool = False
    _is_past: bool = False

    def take(self, piece: str) -> str:
        """Return what of the text so far is the answer's, and not returned yet."""
        if self._is_past:
            return piece
        self._held += piece
        begun = self._held.lstrip()
        if not self._is_thinking:
            if _BEGIN.startswith(begun[: len(_BEGIN)]) and len(begun) < len(_BEGIN):
                return ""
            self._is_thinking = begun.startswith(_BEGIN)
        if self._is_thinking and _END not in begun:
            return ""
        self._is_past = True
        return begun.partition(_END)[2].lstrip() if self._is_thinking else self._held

    def rest(self) -> str:
        """Return what was held back for looking like the beginning of a thought."""
        return "" if self._is_past or self._is_thinking else self._held


@dataclass
class StreamedAnswer:
    """An answer as far as it has come."""

    request: ModelRequest
    model: str
    who: str
    _text: str = ""
    _usage: object = None
    _calls: dict[int, dict[str, Any]] = field(default_factory=dict)
    _finish_reason: str | None = None
    _words: WithoutThoughts = field(default_factory=WithoutThoughts)

    def read(self, lines: Iterable[str]) -> Iterator[ModelEvent]:
        """Yield the answer as it comes.

        Raises:
            AiError: it broke off, or is none.
        """
        is_done = False
        for data in data_lines(lines):
            if data == "[DONE]":
                is_done = True
                break
            chunk = loads(data)
            if not isinstance(chunk, dict):
                raise self._error(AiFailure.NONSENSE)
            yield from self._take(chunk)
        # Not all say that they are done; all say why they stopped.
        if not is_done and self._finish_reason is None:
            raise self._error(AiFailure.CUT)
        yield from self._finish()

    def _take(self, chunk: Mapping[str, Any]) -> Iterator[ModelEvent]:
        if chunk.get("error"):
            raise error_of(500, complaint_of(chunk), who=self.who, model=self.model)
        self._usage = chunk.get("usage") or self._usage
        self.model = str(chunk.get("model") or self.model)
        choices = chunk.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return
        self._finish_reason = choice.get("finish_reason") or self._finish_reason
        delta = choice.get("delta")
        if isinstance(delta, dict):
            self._grow_calls(delta.get("tool_calls"))
            yield from self._say(delta.get("content"))

    def _say(self, piece: object) -> Iterator[ModelEvent]:
        new = self._words.take(piece) if isinstance(piece, str) else ""
        self._text += new
        if new:
            yield Text(new)

    def _grow_calls(self, pieces: object) -> None:
        listed = pieces if isinstance(pieces, list) else []
        for position, piece in enumerate(each for each in listed if isinstance(each, dict)):
            index = piece.get("index")
            place = index if isinstance(index, int) else position
            call = self._calls.setdefault(place, {"function": {"name": "", "arguments": ""}})
            call["id"] = piece.get("id") or call.get("id")
            new = piece.get("function")
            if isinstance(new, dict):
                function = call["function"]
                function["name"] = new.get("name") or function["name"]
                function["arguments"] = _more_of(function["arguments"], new.get("arguments"))

    def _finish(self) -> Iterator[ModelEvent]:
        rest = self._words.rest()
        self._text += rest
        if rest:
            yield Text(rest)
        calls = [call_from(call, index) for index, call in sorted(self._calls.items())]
        whole = tuple(call for call in calls if call is not None)
        if len(whole) < len(calls) and self._finish_reason != "length":
            raise self._error(AiFailure.NONSENSE)
        reply = reply_from(
            self._text,
            whole,
            finish_reason=self._finish_reason,
            usage=usage_from(self._usage),
            model=self.model,
            who=self.who,
            request=self.request,
        )
        yield from whole
        yield Finished(reply)

    def _error(self, failure: AiFailure) -> AiError:
        usage = usage_from(self._usage)
        return AiError.of(failure, who=self.who, model=self.model, usage=usage)


def _more_of(before: str | dict[str, Any], given: object) -> str | dict[str, Any]:
    """Return a tool's input with what came now: pieces of text, or all of it parsed."""
    if isinstance(given, dict):
        return given
    return before + given if isinstance(before, str) and isinstance(given, str) else before
