"""From a header to the roles that its column may have."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from backend.services.importing.readers.header_words import STEMS, WORDS, Role

DATE_ROLES: Final = frozenset({Role.DATE, Role.POSTED, Role.VALUE_DATE, Role.OTHER_DATE})
MONEY_ROLES: Final = frozenset(
    {Role.AMOUNT, Role.FOREIGN, Role.DEBIT, Role.CREDIT, Role.BALANCE, Role.FEE, Role.OTHER_NUMBER}
)
WHOLE, PART, STEM = 3, 2, 1
"""How sure a match is: the whole header, some of its words, a part of a compound word."""

_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d", "ı": "i"})
_NO_WORD: Final = re.compile(r"\W+")
_NUMBERED: Final = re.compile(r"\s*[0-9]+$")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normalized(header: str) -> str:
    """Return a header in lower case without accents and signs: "Trans. Date" is "trans date".

    A number sign becomes "no".
    """
    spaced = _CAMEL.sub(" ", header) if header[:1].isupper() else header
    plain = unicodedata.normalize("NFKD", spaced.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", letters.replace("_", " ").replace("#", " no ")).strip()


@lru_cache(maxsize=4096)
def roles_of(header: str) -> dict[Role, int]:
    """Return the roles that a header may mean, each with how sure it is; empty if unknown."""
    name = normalized(header)
    if not name or len(name) > 60:  # noqa: PLR2004 - a sentence, no header
        return {}
    found = dict(_EXACT.get(name) or _EXACT.get(_NUMBERED.sub("", name), {}))
    padded = f" {name} "
    for phrase, role in _PARTS:
        if phrase in padded:
            found.setdefault(role, PART)
    if not found:
        found = {role: STEM for stem, role in STEMS if stem in name}
    return found


def _compiled() -> tuple[dict[str, dict[Role, int]], tuple[tuple[str, Role], ...]]:
    exact: dict[str, dict[Role, int]] = {}
    parts: list[tuple[str, Role]] = []
    for role, (whole, words) in WORDS.items():
        for phrase in (*whole.split(","), *words.split(",")):
            exact.setdefault(normalized(phrase), {})[role] = WHOLE
        parts += [(f" {normalized(phrase)} ", role) for phrase in words.split(",")]
    return exact, tuple(parts)


_EXACT, _PARTS = _compiled()
