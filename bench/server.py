"""The app as a process of its own, asked over loopback and watched from outside."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60.0
_ANSWER_SECONDS = 600.0
_HAS_PROC = Path("/proc/self/stat").exists()


class Server:
    """A running app with the household in `folder`; stops at the end of its `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        began = time.perf_counter()
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "uvicorn", "backend.main:app", "--app-dir", str(ROOT)),
                *("--host", "127.0.0.1", "--port", str(self.port)),
                *("--log-level", "warning", "--no-access-log"),
            ],
            cwd=folder.parent,
            env={**os.environ, "BUDGET_APP_HOME": str(folder)},
        )
        self._wait_until_up()
        self.start_seconds = time.perf_counter() - began

    def __enter__(self) -> Self:
        """Return the server, which is up."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it as Ctrl+C does, so that it closes its files."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def client(self) -> "Client":
        """Return a connection of its own."""
        return Client(self.port)

    def cpu_seconds(self) -> float | None:
        """Return the processor time used so far; None where the system does not tell."""
        if not _HAS_PROC:
            return None
        text = Path(f"/proc/{self._process.pid}/stat").read_text()
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mib(self, which: str = "VmRSS") -> float | None:
        """Return the resident memory now, or its peak (`VmHWM`)."""
        if not _HAS_PROC:
            return None
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith(which + ":"):
                return int(line.split()[1]) / 1024
        return None

    def forget_peak(self) -> None:
        """Let the peak of memory start again from what is used now."""
        if _HAS_PROC:
            Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def _wait_until_up(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                with Client(self.port) as client:
                    client.get("/health")
            except OSError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the app does not start; see its message above") from None
                time.sleep(0.002)
            else:
                return


class Client:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)

    def __enter__(self) -> Self:
        """Return the connection."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._connection.close()

    def get(self, path: str) -> Any:
        """Return the JSON under `path`; a connection that was let go meanwhile is made anew."""
        try:
            return self._ask("GET", path)
        except ConnectionError:
            self._connection.close()
            return self._ask("GET", path)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON and return the JSON that answers it."""
        kind = {"Content-Type": "application/json"}
        return self._ask("POST", path, json.dumps(body).encode(), kind)

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON that changes something and return the JSON that answers it."""
        kind = {"Content-Type": "application/json"}
        return self._ask("PATCH", path, json.dumps(body).encode(), kind)

    def upload(self, path: str, name: str, data: bytes, fields: dict[str, str]) -> Any:
        """Send a file the way a browser's form does."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        )
        body = b"".join(
            ["".join(parts).encode(), head.encode(), data, f"\r\n--{mark}--\r\n".encode()]
        )
        return self._ask(
            "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"}
        )

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Any:
        self._connection.request(method, path, body or None, headers or {})
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:500]!r}")
        return json.loads(content)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
