"""How a line is told: short, plain, and only where it says something."""

import re

from backend.services.privacy import PLACEHOLDER
from backend.services.privacy.covering import fold_letters
from backend.services.privacy.wordlists import AROUND_PEOPLE, BETWEEN_PEOPLE

LONGEST_LINE = 80
_CUT_PLACEHOLDER = re.compile(r"\[[^\]]*$")
_BETWEEN = re.compile(rf"(?<![^\W\d_])(?:{BETWEEN_PEOPLE})(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def shortened(told: str) -> str:
    """Return a line that the privacy filter has been over, in one line of 80 signs at most."""
    plain = " ".join(told.split())
    if len(plain) <= LONGEST_LINE:
        return plain
    return _CUT_PLACEHOLDER.sub("", plain[:LONGEST_LINE]).rstrip() + "…"


def is_telling(told: str) -> bool:
    """Tell whether anything is left that a category could follow from: not of ZELLE TO [person 1]."""
    rest = _BETWEEN.sub(" ", fold_letters(PLACEHOLDER.sub(" ", told)))
    return any(word not in AROUND_PEOPLE for word in _WORD.findall(rest))
