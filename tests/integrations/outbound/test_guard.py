"""Whatever goes around the gate does not get out."""

import socket
import threading

import pytest

from backend.integrations.outbound import guard_this_process
from backend.integrations.outbound.guard import AroundTheGateError, open_door

# Addresses for documentation: nobody is there, and no test ever sends anything to them.
ELSEWHERE = "192.0.2.1"
ELSEWHERE_6 = "2001:db8::1"


@pytest.fixture(autouse=True)
def _guarded() -> None:
    guard_this_process()


def _connect(host: str, family: int = socket.AF_INET) -> None:
    with socket.socket(family) as sock:
        sock.settimeout(0.001)
        sock.connect((host, 9))


@pytest.mark.parametrize(
    ("host", "family"), [(ELSEWHERE, socket.AF_INET), (ELSEWHERE_6, socket.AF_INET6)]
)
def test_a_connection_to_another_computer_is_refused(host: str, family: int) -> None:
    with pytest.raises(AroundTheGateError, match=host):
        _connect(host, family)


def test_no_name_is_asked_for_and_no_packet_sent() -> None:
    with pytest.raises(AroundTheGateError, match=r"example\.com"):
        socket.getaddrinfo("example.com", 443)
    with pytest.raises(AroundTheGateError):
        socket.gethostbyaddr("192.0.2.1")
    with pytest.raises(AroundTheGateError), socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.sendto(b"hello", (ELSEWHERE, 9))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "192.0.2.1", None])
def test_addresses_and_names_of_this_computer_need_nobody(host: str | None) -> None:
    assert socket.getaddrinfo(host, 80)


def test_this_computer_is_reached_as_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_a_door_is_open_for_whoever_opened_it_alone() -> None:
    refused: list[Exception] = []

    def another_thread() -> None:
        try:
            _connect(ELSEWHERE)
        except AroundTheGateError as error:
            refused.append(error)

    with open_door():
        thread = threading.Thread(target=another_thread)
        thread.start()
        thread.join()
        with pytest.raises(OSError, match=r"timed out|unreachable|refused"):
            _connect(ELSEWHERE)
    assert len(refused) == 1
    with pytest.raises(AroundTheGateError):
        _connect(ELSEWHERE)
