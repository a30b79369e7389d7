"""Which bank's table a file holds: recognised by its header, never by its name.

A profile only adds to what the content shows. A file that bears a bank's header but other signs
(saved again by Excel or another program) is read by its content.
"""

from collections.abc import Sequence
from typing import Final

from backend.services.importing.readers.app_profiles import APPS
from backend.services.importing.readers.bank_profile import BankProfile
from backend.services.importing.readers.bank_profiles import AMEX, BANKS, WELLS_FARGO
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.readers.vocabulary import normalized

_BY_NAME: Final = {profile.name: profile for profile in (*BANKS, *APPS, WELLS_FARGO, AMEX)}
_WELLS_FARGO_WIDTH: Final = 5


def profile_named(name: str | None) -> BankProfile | None:
    """Return the profile that a layout names; None without one."""
    return _BY_NAME.get(name) if name else None


def recognise(header: Cells | None, rows: Sequence[Cells]) -> BankProfile | None:
    """Return the bank whose header this is, the most telling where several fit.

    Without a header only Wells Fargo is known, by the lone asterisk in the third of five cells.
    """
    if header is None:
        starred = rows and all(
            len(row) == _WELLS_FARGO_WIDTH and cell(row, 2) == "*" for row in rows
        )
        return WELLS_FARGO if starred else None
    names = [normalized(name) for name in header]
    present = {name for name in names if name}
    fitting = [
        profile
        for profile in (*BANKS, *APPS)
        if present.issuperset(profile.headers)
        and (not profile.is_exact or len(present) == len(profile.headers))
    ]
    return max(fitting, key=lambda profile: len(profile.headers), default=None)


def is_plain_amex(header: Cells | None) -> bool:
    """Tell whether the header is date, description, amount: on a card, American Express's."""
    return header is not None and tuple(map(normalized, filter(None, header))) == AMEX.headers
