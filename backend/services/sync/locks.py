"""One sync per login at a time, whoever wants it: this process, another, the command line.

The lock lies on a file and belongs to the process that holds it, so that it ends with it, however
that ends.
"""

from pathlib import Path

from filelock import FileLock, Timeout


class LockTakenError(Exception):
    """Somebody else holds the lock."""


def take_lock(folder: Path, connection_id: int, *, wait_seconds: float = 0) -> FileLock:
    """Return the lock of a login, held; release it in any thread, and keep it until then.

    Raises:
        LockTakenError: it is held already.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(
        folder / f"connection-{connection_id}.lock", timeout=wait_seconds, thread_local=False
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise LockTakenError from error
    return lock
