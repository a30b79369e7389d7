"""The session that Yahoo's library asks with, each of its requests through the gate.

It connects by a library in C, which the guard around the process can't hear.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from backend.integrations.outbound import Gate, Purpose


def gated_session(gate: Gate) -> Any:
    """Return a session of the kind that the library makes for itself."""
    from yfinance._http import new_session

    session = new_session()
    session.request = _through(gate, session.request)
    return session


def _through(gate: Gate, send: Callable[..., Any]) -> Callable[..., Any]:
    def request(method: str, url: str, **options: Any) -> Any:
        body = _body(options)
        with gate.passage(
            Purpose.PRICES, method=method, url=_with_query(url, options), body=body
        ) as passage:
            answer = send(method, url, **options)
            passage.answered(answer.status_code, len(answer.content))
        return answer

    return request


def _with_query(url: str, options: dict[str, Any]) -> str:
    if not options.get("params"):
        return url
    joint = "&" if urlsplit(url).query else "?"
    return url + joint + urlencode(options["params"])


def _body(options: dict[str, Any]) -> str:
    """Return what is sent along: a form, or JSON."""
    if options.get("json") is not None:
        return json.dumps(options["json"])
    data = options.get("data") or ""
    if isinstance(data, bytes):
        return data.decode("utf-8", "replace")
    return data if isinstance(data, str) else urlencode(data)
