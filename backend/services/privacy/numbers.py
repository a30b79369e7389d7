"""Numbers, codes and addresses that lead to somebody: accounts, cards, phones, e-mails, streets."""

import re
from re import Match

from backend.services.privacy.covering import Cover, Kind
from backend.services.privacy.wordlists import SAINTS, STREETS

# Patterns that begin with a run say that it begins there: ten thousand letters are read once.
_EMAIL = re.compile(r"(?<![^\s,;:<>()\"'*])[^\s,;:<>()\"'*]+@[^\s,;<>()\"']+")
_HANDLE = re.compile(r"(?<![^\W_])@[\w.-]+")
_QUERY = re.compile(r"(?<=[A-Z])(?P<it>\?[^\s]+)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_MASKED = re.compile(
    r"(?:(?<!X)X{2,}|(?<!\*)\*{2,}|(?<!\.)\.{2,}|…|(?<![•·])[•·]+|(?<!#)#{2,})[ -]?\d{2,}"
    r"|\b\d{4,6}[X*]{2,}\d{2,}\b"
)
_CALLED = re.compile(
    r"\b(?:ENDING(?: IN)?|ACCT|ACCOUNT|A/C|CARD|CHECKING|SAVINGS|LOAN|ROUTING|ABA|IBAN|SSN)"
    r"(?: ?(?:NO|NUM|NUMBER)\b\.?)?[ :#.-]{0,3}(?P<it>\d[\d -]{1,20}\d)\b"
)
_PHONE = re.compile(
    r"(?<![\w])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]?\d{4}(?!\d)"
    r"|(?<!\w)\+\d(?:[ ().-]{0,2}\d){7,14}|(?<![\d-])\d{3}[.-]\d{4}(?!\d)"
)
_POST_BOX = re.compile(r"\bP\.? ?O\.? ?BOX \d+\b")
_STREET = re.compile(
    rf"(?<![\w/.-])\d{{1,6}}[A-Z]?,?(?: [NSEW]{{1,2}}\.?)?(?: (?:\d+(?:ST|ND|RD|TH)|[A-Z][A-Z'.-]+))"
    rf"{{1,3}}? (?:{STREETS})\b\.?(?! (?:{SAINTS})\b)(?: [NSEW]{{1,2}}\b)?"
    r"(?:,? (?:APT|UNIT|STE|SUITE|#) ?[A-Z0-9-]{1,6}\b)?"
)
_DOOR = re.compile(r"\b(?:APT|APARTMENT|SUITE|UNIT)\.? #?\d+[A-Z]?\b")
_ZIP = re.compile(r"\b[A-Z]{2} (?P<it>\d{5}(?:-\d{4})?)\b")
_CALLED_CODE = re.compile(
    r"\b(?:ID|REF(?:ERENCE)?|CONF(?:IRMATION)?|TRACE|AUTH|SEQ|TRN|TRANSACTION|ORDER|INVOICE|TICKET"
    r"|MEMBER|POLICY|CLAIM|CUSTOMER|CLIENT)\b(?: ?(?:NO|NUM|NUMBER)\b\.?)? ?[#:][#:]* ?(?P<it>[\w-]+)"
)
_LONG_NUMBER = re.compile(r"\d(?:[ .,/-]?\d){6,}")
_TOKEN = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{4,}(?P<it>\d{3,})(?=[^\W\d_]*(?![^\W_]))")
_DIGITS = re.compile(r"\d{4,}")
_CHANGES = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_SHORTEST_CODE = 6
_FEWEST_DIGITS = 2

_MONEY = re.compile(
    r"[$€£] ?(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?(?![\d,]\d)"
    r"|(?<![\d.,-])(?<!\d )(?:\d{1,3}(?:,\d{3})+|\d{1,7}(?=\.\d))(?:\.\d{1,2})?(?!\.?\d|-)"
)
_DAY = re.compile(
    r"(?<![\w-])(?:19|20)\d\d(?:-\d\d?(?:-\d\d?)?)?(?![\w-])"
    r"|(?<![\d/])\d\d?/\d\d?/(?:\d\d){1,2}(?![\d/])"
)


def keep_money_and_days(cover: Cover) -> None:
    """Leave amounts, days and years as they are, as people write them in sentences."""
    cover.keep_all(_MONEY)
    cover.keep_all(_DAY)


def hide_addresses_online(cover: Cover) -> None:
    """Hide e-mail addresses, handles, and what follows a web address."""
    cover.hide_all(_EMAIL, Kind.EMAIL)
    cover.hide_all(_HANDLE, Kind.PERSON)
    cover.hide_all(_QUERY, Kind.CODE)


def hide_numbers(cover: Cover) -> None:
    """Hide accounts, cards, phones, streets and every number of four digits or more."""
    cover.hide_where(_CALLED_CODE, Kind.CODE, is_it=_is_code_of_its_label)
    cover.hide_all(_IBAN, Kind.ACCOUNT)
    cover.hide_all(_MASKED, Kind.ACCOUNT)
    cover.hide_all(_CALLED, Kind.ACCOUNT)
    cover.hide_all(_PHONE, Kind.PHONE)
    for pattern in (_POST_BOX, _STREET, _DOOR, _ZIP):
        cover.hide_all(pattern, Kind.ADDRESS)
    cover.hide_all(_LONG_NUMBER, Kind.NUMBER)
    cover.hide_all(_GLUED, Kind.NUMBER)
    for match in list(_TOKEN.finditer(cover.shadow)):
        if _is_code(match[0]):
            cover.hide(match.start(), match.end(), Kind.CODE)
    cover.hide_all(_DIGITS, Kind.NUMBER)


def _is_code_of_its_label(match: Match[str]) -> bool:
    return not match["it"].isalpha() or "CONF" in match[0] or "REF" in match[0]


def _is_code(token: str) -> bool:
    """Tell an order code (2K4LM9Q) from a name with a number (24HOUR, MOTEL6, IMPARK19966)."""
    digits = sum(map(str.isdigit, token))
    if len(token) < _SHORTEST_CODE or digits < _FEWEST_DIGITS or digits == len(token):
        return False
    parts = _CHANGES.split(token)
    return len(parts) > 2 or (digits >= 5 and digits * 2 > len(token))  # noqa: PLR2004
