"""Loading the AI's library ahead, where it will be wanted: that takes more than a second."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from backend.context import AppContext
from backend.core.secrets import LostKeyError

_log = logging.getLogger(__name__)
AFTER_SECONDS = 6.0


@contextmanager
def warming(context: AppContext, *, after_seconds: float = AFTER_SECONDS) -> Iterator[None]:
    """Load the library a few seconds from now, if the owner has switched it on by then."""
    timer = threading.Timer(after_seconds, load_if_wanted, (context,))
    timer.name, timer.daemon = "warming", True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def load_if_wanted(context: AppContext) -> bool:
    """Load the library where Claude may be asked; tell whether it was."""
    from backend.services.ai.consent import is_given
    from backend.services.ai.setup import ANTHROPIC, read_setup

    settings = context.home.settings
    try:
        with context.home.budget.read() as session:
            is_wanted = read_setup(settings, session).provider == ANTHROPIC and is_given(
                settings, session
            )
    except (SQLAlchemyError, LostKeyError) as error:
        _log.info("whether an AI is switched on can't be told: %s", type(error).__name__)
        return False
    if is_wanted:
        import anthropic  # noqa: F401 - loading it is all there is to do
    return is_wanted
