"""Persons in a line: who was paid or who paid, by the frames that banks write around names."""

import re
from collections.abc import Callable
from re import Match

from backend.services.categorization.normalization import merchant_of
from backend.services.categorization.places import STATES, words_of_place
from backend.services.privacy.covering import COVERED, Cover, Kind
from backend.services.privacy.given_names import FIRMS, GIVEN_NAMES
from backend.services.privacy.wordlists import AROUND_PEOPLE, BETWEEN_PEOPLE, NOT_OF_PEOPLE

_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?"
_LABELLED = re.compile(
    r"\b(?:INDN|IND(?:IVIDUAL)? NAME|BENEFICIARY|BENEF|BNF|PAYER|REMITTER|SENDER|RECIPIENT|CARDHOLDER"
    r"|ACCT HOLDER|ORIGINATOR|B/O|O/B/O|OBO|FBO|C/O|ATTN)(?: ?: ?| )"
    r"(?P<it>[^:;#\x00]{2,40}?)(?=  | CO ID| ORIG| TRN| REF| [A-Z]+ ?:| ON \d|[;#\x00\d]|$)"
)
# 250103 SB4VM53TEK96 KAREN HALL: the day, the bank's code, then whose account it was.
_AFTER_CODE = re.compile(
    rf"(?<=\s)\d{{6}} (?=[A-Z]*\d)[A-Z0-9]{{6,}} (?P<it>{_WORD}(?: {_WORD}){{1,3}})\s*$"
)
_MOVED_TO = re.compile(
    r"\b(?:TRANSFER|TRANSF|TRNSFR|XFER|WIRE|PAYMENT|PMT|DEPOSIT|CHECK|CHK|BILL ?PAY|LOAN)\b[^\x00]{0,24}?"
    rf"\b(?:TO|FROM|BY|FOR)[ :]+(?P<it>{_WORD}(?:,? {_WORD}){{0,3}})"
)
_BETWEEN = re.compile(rf"(?<![^\W\d_])(?:{BETWEEN_PEOPLE})(?![^\W\d_])")
_NAME_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MOST_WORDS = 3
_STATE = 2


def learn_names(description: str) -> list[str]:
    """Return the names of account holders that a line states: they are the household's own."""
    shadow = Cover.over(description).shadow
    found = [match["it"] for match in _LABELLED.finditer(shadow) if "IND" in match[0]]
    found += [match["it"] for match in _AFTER_CODE.finditer(shadow) if _is_holder(match)]
    return [" ".join(name.replace(",", " ").split()) for name in found]


def hide_stated(cover: Cover) -> None:
    """Hide names that stand behind a label, or behind a bank's code; before codes are hidden."""
    cover.hide_all(_LABELLED, Kind.PERSON)
    cover.hide_where(_AFTER_CODE, Kind.PERSON, is_it=_is_holder)


def hide_persons(cover: Cover, *, is_known: Callable[[str], bool]) -> None:
    """Hide who is on the other side of a payment between people.

    Args:
        cover: a line whose numbers and codes are hidden already.
        is_known: whether the text is the name of a known brand or service.
    """
    between = _BETWEEN.search(cover.shadow)
    if between is not None:
        _hide_names_after(cover, between.end())
    _hide_moved_to(cover, is_known)
    _hide_whole(cover, is_known)
    hide_pairs(cover, is_known=is_known, in_sentence=False)


def hide_pairs(cover: Cover, *, is_known: Callable[[str], bool], in_sentence: bool) -> None:
    """Hide given name and family name that stand side by side.

    In a sentence both have to be in capital letters; in a line, nothing that would make a shop's
    name of it may follow (JANE DOE BAKERY).
    """
    words = list(_NAME_WORD.finditer(cover.shadow))
    for at, given in enumerate(words[:-1]):
        family = words[at + 1]
        if len(family[0]) == 1 and at + 2 < len(words):  # an initial
            family = words[at + 2]
        between = cover.shadow[given.end() : family.start()].replace(".", "").split()
        if given[0] not in GIVEN_NAMES or len("".join(between)) > 1:
            continue
        if not _is_family(given[0], family[0]) or is_known(f"{given[0]} {family[0]}"):
            continue
        is_name = _is_capital(cover, given, family) if in_sentence else _ends(cover, family)
        if is_name:
            cover.hide(given.start(), family.end(), Kind.PERSON)


def _is_family(given: str, family: str) -> bool:
    return (
        len(family) > 1
        and family.replace("-", "").isalpha()
        and family not in NOT_OF_PEOPLE | AROUND_PEOPLE
        and family not in STATES
        and f"{given} {family}" not in FIRMS
        and words_of_place(["", given, family]) == 0
    )


def _is_capital(cover: Cover, given: Match[str], family: Match[str]) -> bool:
    return all(cover.text[word.start()].isupper() for word in (given, family))


def _ends(cover: Cover, family: Match[str]) -> bool:
    """Tell whether a name ends the line, or stands before what is no name."""
    following = _NAME_WORD.match(cover.shadow, family.end() + 1)
    rest = cover.shadow[family.end() : family.end() + 1]
    return rest != "'" and (following is None or following[0] in AROUND_PEOPLE)


def _is_holder(match: Match[str]) -> bool:
    words = match["it"].split()
    ends_in_state = len(words[-1]) == _STATE and words_of_place(["", *words]) > 0
    return not ends_in_state and not set(words) & NOT_OF_PEOPLE


def _hide_names_after(cover: Cover, start: int) -> None:
    for match in list(_NAME_WORD.finditer(cover.shadow, start)):
        word = match[0].rstrip(".")
        if word not in AROUND_PEOPLE and not word.isdigit():
            cover.hide(match.start(), match.end(), Kind.PERSON)


def _hide_moved_to(cover: Cover, is_known: Callable[[str], bool]) -> None:
    for match in list(_MOVED_TO.finditer(cover.shadow)):
        words: list[re.Match[str]] = []
        for word in _NAME_WORD.finditer(cover.shadow, match.start("it"), match.end("it")):
            if word[0] in NOT_OF_PEOPLE | AROUND_PEOPLE:
                break
            words.append(word)
        if words and _is_person([word[0] for word in words], is_known):
            cover.hide(words[0].start(), words[-1].end(), Kind.PERSON)


def _is_person(words: list[str], is_known: Callable[[str], bool]) -> bool:
    """Tell whether words behind a TO or FROM, up to one of an account's, are a name."""
    if len(words) > _MOST_WORDS or " ".join(words[:2]) in FIRMS or is_known(" ".join(words)):
        return False
    return len(words) > 1 or words[0] in GIVEN_NAMES


def _hide_whole(cover: Cover, is_known: Callable[[str], bool]) -> None:
    """Hide the merchant where it is nothing but a person: SQ *JANE SMITH."""
    merchant = merchant_of(cover.shadow.replace(COVERED, "#"))
    words = merchant.split()
    is_name = (
        1 < len(words) <= _MOST_WORDS
        and bool(GIVEN_NAMES.intersection((words[0], words[-1])))
        and all(word.isalpha() for word in words)
        and not NOT_OF_PEOPLE.intersection(words)
        and not AROUND_PEOPLE.intersection(words)
        and " ".join(words[:2]) not in FIRMS
        and not is_known(merchant)
    )
    start = cover.shadow.find(merchant) if is_name else -1
    if start >= 0:
        cover.hide(start, start + len(merchant), Kind.PERSON)
