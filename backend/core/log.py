"""The app's log: JSON lines in the data folder, without secrets, descriptions or amounts."""

import contextlib
import datetime as dt
import json
import logging
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

# What these tell of a request names its address and headers, and a secret may be in either.
_TALKATIVE = (
    "httpx2",
    "httpcore2",
    "httpx",
    "httpcore",
    "urllib3",
    "plaid",
    "anthropic",
    "keyring",
)
_MAX_BYTES = 5 * 1024 * 1024
_KEPT_FILES = 5


class JsonFormatter(logging.Formatter):
    """One JSON object a line.

    Of an exception only its types and places are kept: messages of database errors quote the
    values that were bound, which are the owner's.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of JSON."""
        entry = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = _trace(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def _trace(error: BaseException) -> str:
    places = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return f"{type(error).__name__} at {' > '.join(places[-12:])}"


class PrivateFileHandler(RotatingFileHandler):
    """Writes a file that its owner alone can read, also the new one after a rotation."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Leave a line out that a full disk does not take: the app goes on without it."""
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)

    def close(self) -> None:
        """Close the file, also where its last lines find no room."""
        with contextlib.suppress(OSError):
            super().close()


def configure_logging(folder: Path) -> None:
    """Send the app's log to `folder`; calling it again moves it there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "budget-app.log"
    logger = logging.getLogger("backend")
    for old in [h for h in logger.handlers if isinstance(h, RotatingFileHandler)]:
        logger.removeHandler(old)
        old.close()
    handler = PrivateFileHandler(
        path,
        maxBytes=_MAX_BYTES,
        backupCount=_KEPT_FILES,
        encoding="utf-8",
        errors="backslashreplace",
    )
    handler.setFormatter(JsonFormatter())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def close_logging() -> None:
    """Close the log file."""
    logger = logging.getLogger("backend")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
