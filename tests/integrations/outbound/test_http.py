"""The client behind the gate: every request is told of before it leaves, and how it went after."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from backend.integrations.outbound import (
    Gate,
    LongestAnswer,
    OutboundRefusedError,
    Outgoing,
    Passage,
    Purpose,
    http_client,
)
from tests.fakes.gates import OpenGate

CUT = 400  # of 1,000 bytes that were promised


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    heard: list[tuple[str, bytes]] = []  # noqa: RUF012 - reset by the fixture

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.heard.append((self.path, body))
        if self.path == "/moved":
            self.send_response(307)
            self.send_header("location", "/there")
            self.send_header("content-length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("content-length", "1000")
        self.end_headers()
        self.wfile.write(b"x" * (CUT if self.path == "/cut" else 1000))
        self.close_connection = self.path == "/cut"

    do_GET = do_POST = _answer  # noqa: N815 - the library's names


@pytest.fixture
def url() -> Iterator[str]:
    _Handler.heard = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_exact_body_is_told_before_it_leaves(url: str) -> None:
    gate = OpenGate()
    with http_client(gate, Purpose.AI) as client:
        client.post(f"{url}/v1?key=1", json={"what": "Ünïcode"})

    [noted] = gate.noted
    assert [("/v1?key=1", noted.outgoing.body)] == _Handler.heard
    assert (noted.outgoing.purpose, noted.outgoing.method) == (Purpose.AI, "POST")
    assert noted.outgoing.url == f"{url}/v1?key=1"
    assert noted.outgoing.sent_bytes > len(noted.outgoing.body) + 100
    assert noted.told is not None
    assert noted.told[:2] == ("answered", 200)
    assert int(str(noted.told[2])) > 1000


def test_a_streamed_answer_is_told_when_it_is_over(url: str) -> None:
    gate = OpenGate()
    with http_client(gate, Purpose.AI) as client, client.stream("GET", url) as answer:
        assert gate.noted[0].told is None
        answer.read()
    assert gate.noted[0].told is not None


def test_a_cut_answer_and_a_closed_door_are_failures(url: str) -> None:
    gate = OpenGate()
    with http_client(gate, Purpose.AI) as client:
        with pytest.raises(httpx2.HTTPError):
            client.get(f"{url}/cut")
        with pytest.raises(httpx2.ConnectError):
            client.get("http://127.0.0.1:1/")

    cut, closed = gate.noted
    assert cut.told is not None
    assert cut.told[:2] == ("failed", "RemoteProtocolError")
    assert int(str(cut.told[2])) >= CUT
    assert closed.told == ("failed", "ConnectError", 0)


def test_redirects_pass_the_gate_one_by_one_and_only_where_wished(url: str) -> None:
    gate = OpenGate()
    with http_client(gate, Purpose.AI) as client:
        assert client.get(f"{url}/moved").status_code == 307
    with http_client(gate, Purpose.AI, follow_redirects=True) as client:
        assert client.get(f"{url}/moved").status_code == 200
    assert [n.outgoing.url.removeprefix(url) for n in gate.noted] == ["/moved", "/moved", "/there"]


def test_a_proxy_of_the_environment_stands_behind_the_gate(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", url)
    gate = OpenGate()
    with http_client(gate, Purpose.AI) as client:
        client.get("http://service.test/asked")
    assert [noted.outgoing.url for noted in gate.noted] == ["http://service.test/asked"]
    assert [path for path, _ in _Handler.heard] == ["http://service.test/asked"]


def test_what_is_refused_is_not_sent(url: str) -> None:
    class Shut(Gate):
        def require(self, purpose: Purpose, url: str) -> None:
            del url
            raise OutboundRefusedError("No.", purpose, "switch")

        def begin(self, outgoing: Outgoing) -> Passage:
            raise OutboundRefusedError("No.", outgoing.purpose, "switch")

    with http_client(Shut(), Purpose.AI) as client, pytest.raises(OutboundRefusedError):
        client.get(url)
    with pytest.raises(OutboundRefusedError), Shut().passage(Purpose.AI, method="GET", url=url):
        raise AssertionError
    assert _Handler.heard == []


@pytest.mark.parametrize("longest", [LongestAnswer(bytes=600), LongestAnswer(seconds=0.0)])
def test_an_answer_without_an_end_is_not_read_to_it(url: str, longest: LongestAnswer) -> None:
    gate = OpenGate()
    with (
        http_client(gate, Purpose.AI, longest=longest) as client,
        pytest.raises(httpx2.ReadError, match="the answer"),
    ):
        client.get(f"{url}/long")

    [passage] = gate.noted
    assert passage.told is not None
    assert passage.told[:2] == ("failed", "ReadError")
