"""Yahoo's library asks through the gate, though it connects where Python can't hear it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yfinance

from backend.integrations.outbound import Purpose
from backend.integrations.price_session import gated_session
from tests.fakes.gates import OpenGate


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "5")
        self.end_headers()
        self.wfile.write(b"hello")


def test_each_of_its_requests_passes_the_gate() -> None:
    gate = OpenGate()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        session = gated_session(gate)
        answer = session.get(f"{url}/v8/finance/chart/VTI", params={"range": "5d"})
    finally:
        server.shutdown()
        server.server_close()

    assert answer.text == "hello"
    [noted] = gate.noted
    assert noted.outgoing.purpose is Purpose.PRICES
    assert noted.outgoing.url == f"{url}/v8/finance/chart/VTI?range=5d"
    assert noted.told == ("answered", 200, 5)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of its use of pandas
def test_the_library_asks_with_the_session_that_it_is_given(tmp_path: Path) -> None:
    asked: list[str] = []

    class Stop(Exception):  # noqa: N818 - it ends the test's own request
        pass

    class Refusing(OpenGate):
        def begin(self, outgoing):  # type: ignore[no-untyped-def]
            asked.append(outgoing.url)
            raise Stop

    yfinance.set_tz_cache_location(str(tmp_path))
    yfinance.download(
        ["VTI"], period="5d", progress=False, threads=False, session=gated_session(Refusing())
    )
    assert asked
    assert all("yahoo.com" in url for url in asked)
