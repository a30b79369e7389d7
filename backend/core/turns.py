"""How long one thread may work before another gets its turn."""

import sys

_TURN_SECONDS = 0.001


def take_short_turns() -> None:
    """Let a request that comes during a large import have its turn after a millisecond.

    A request changes threads some ten times, and with Python's five milliseconds it would wait
    for the import each time.
    """
    sys.setswitchinterval(_TURN_SECONDS)
