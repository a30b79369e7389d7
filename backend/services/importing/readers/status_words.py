"""Words of a status column, and which of them mean that no money has moved (yet)."""

from functools import lru_cache
from typing import Final

from backend.services.importing.readers.content import Column
from backend.services.importing.readers.vocabulary import normalized

_PENDING_WORDS: Final = (
    "pending|pndg|authorized|authorised|authorization|processing|in process|in progress|"
    "scheduled|forecasted|vorgemerkt|ausstehend|offen|en attente|pendiente|in sospeso|"
    "in behandeling|afventer|reserverad|reservert|reserveret|pendente|oczekujaca|oczekujace|"
    "upcoming|held|on hold|placed|hold|в обработке|unposted|not posted"
)
_CALLED_OFF_WORDS: Final = (
    "reverted|declined|failed|cancelled|canceled|denied|rejected|expired|voided|void|removed|"
    "abgelehnt|storniert|fehlgeschlagen|refusee|annulee|rechazada|rifiutato|geweigerd|"
    "blocked|отклонена|error"
)
_BOOKED_WORDS: Final = (
    "posted|booked|completed|complete|settled|cleared|sent|gebucht|comptabilise|execute|ok|"
    "executed|success|successful|processed|issued|verbucht|odbyta|zaksiegowana"
)
_PENDING: Final = frozenset(_PENDING_WORDS.split("|"))
_CALLED_OFF: Final = frozenset(_CALLED_OFF_WORDS.split("|"))
_BOOKED: Final = frozenset(_BOOKED_WORDS.split("|"))


@lru_cache(maxsize=1024)
def reason_not_booked(word: str) -> str | None:
    """Return why a row with this status is left out; None if it is booked, or says nothing."""
    plain = normalized(word)
    if plain in _PENDING:
        return "It is pending; it comes again once the bank has booked it."
    if plain in _CALLED_OFF:
        return f"The bank marks it as “{word.strip()}”: no money moved."
    return None


def holds_status(column: Column) -> bool:
    """Tell whether every cell of a column is a known word for the state of a booking."""
    known = _PENDING | _CALLED_OFF | _BOOKED
    return not column.is_empty and all(normalized(value) in known for value in set(column.values))
