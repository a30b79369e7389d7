"""The merchant inside a description whose bank frame is off: who was paid, and nothing else.

The words of a name come first in every descriptor. What follows them (store number, date,
phone, order code, web address, city, state) ends the name.
"""

import re

from backend.services.categorization.places import words_of_place
from backend.services.categorization.spellings import (
    ALIASES,
    BRANDS_WITH_PRODUCTS,
    DEPARTMENTS,
    GENERIC_WORDS,
    KEPT_ADDRESSES,
    NUMBERED_NAMES,
    PERSON_TO_PERSON,
    PROCESSORS,
    SHORT_BRANDS,
    STORE_NAMES,
    WHOLE_NAMES,
)

# Without their star these still announce a processor. SP PLUS is a car park.
_BARE_PROCESSORS = frozenset(("SP", "SQ", "TST"))
_NAMES_AFTER_SP = frozenset(("PLUS", "PARKING", "PLUS-", "+"))
_SHORT_WORD = 3

_EDGES = ".,:;-#*/_\"'`!()[]{}<>~=^\\"
_ENDINGS = frozenset(["AUTHORIZED", "CORP", "INC", "LLC", "LTD", "PURCHASE", "US", "USA"])
_BEFORE_A_NUMBER = frozenset(["AT", "NO", "NUM", "ON", "REF", "STORE", "STR", "UNIT"])

_ADDRESS = re.compile(
    r"(?:[A-Z0-9-]+\.)*(?P<name>[A-Z0-9-]*[A-Z][A-Z0-9-]*)\.(?:COM?|NET|ORG|IO|US|EDU|GOV|APP|AI|TV|CA)(?:/.*)?"
)
# IMPARK19966, CHEVRON/6500, ARCO51660AMPM
_GLUED_NUMBER = re.compile(r"(?P<name>[^\W\d_]{4,})[#/]?\d{3,}[^\W\d_]*")
_MASKED = re.compile(r"X{2,}-?\d+")
_HAS_DIGIT = re.compile(r"\d").search
_HAS_LETTER = re.compile(r"[^\W\d_]").search
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")
_SHORT_NUMBER = 2
_KNOWN_STARTS = WHOLE_NAMES | {spelling[0] for spelling in ALIASES}
_LONGEST_ALIAS = max(len(spelling) for spelling in ALIASES)


def merchant_in(text: str) -> str:
    """Return the merchant's name in `text`, upper case; `text` itself where it holds no name."""
    words = _name_words(_after_processor(text).split(" "))
    words = _by_known_name(_without_endings(_without_place(words)))
    return " ".join(words) or text


def _after_processor(text: str) -> str:
    """Return the part of `text` that the merchant's name begins."""
    head, star, tail = text.partition("*")
    if not star:
        return _after_bare_processor(text)
    head, tail = head.rstrip(), tail.lstrip(" *")
    if not head:
        return _after_processor(tail) if tail else text
    if not _begins_a_name(tail):
        return head
    if head in PROCESSORS or (
        len(head) <= _SHORT_WORD and head.isalpha() and head not in SHORT_BRANDS
    ):
        return _after_processor(tail)
    if head.partition(" ")[0] in BRANDS_WITH_PRODUCTS or (head, tail[:4]) == ("UBER", "EATS"):
        return f"{head} {tail}"
    return head


def _after_bare_processor(text: str) -> str:
    first, _, rest = text.partition(" ")
    if first in _BARE_PROCESSORS and rest and rest.partition(" ")[0] not in _NAMES_AFTER_SP:
        return rest
    return text


def _begins_a_name(tail: str) -> bool:
    """Tell whether what follows a star is a name and not an order code."""
    first = tail.partition(" ")[0].partition("*")[0]
    if not _HAS_LETTER(first):
        return False
    digits = _count_digits(first)
    return digits == 0 or "." in first or (digits * 4 <= len(first) and not first[0].isdigit())


def _count_digits(word: str) -> int:
    return sum(map(str.isdigit, word))


def _name_words(words: list[str]) -> list[str]:
    """Return the words up to the first that belongs to no name."""
    kept: list[str] = []
    for position, word in enumerate(words):
        if word.isalpha():
            if word == "S" and kept and len(kept[-1]) > 1 and kept[0] not in PERSON_TO_PERSON:
                kept[-1] += "S"  # TRADER JOE S: the bank has no apostrophe
            else:
                kept.append(word)
            continue
        cleaned, ends = _read_word(word, kept, words[position + 1 :])
        if cleaned:
            kept.append(cleaned)
        if ends and kept:
            return _without_number_words(kept)
    return kept


def _read_word(word: str, kept: list[str], following: list[str]) -> tuple[str, bool]:
    """Return what of a word with signs or digits is part of a name, and whether it ends it."""
    bare = word.strip(_EDGES)
    if not bare or bare.isalpha():
        return bare, False
    if bare in KEPT_ADDRESSES:
        return bare, True
    if "." in bare and (address := _ADDRESS.fullmatch(bare)):
        return ("", True) if kept else (address["name"], False)
    if not _HAS_DIGIT(bare):
        return bare.replace("'", ""), False
    if not _HAS_LETTER(bare):
        return _read_number(word, bare, kept, following)
    return _read_mixed(bare, is_first=not kept)


def _read_mixed(bare: str, *, is_first: bool) -> tuple[str, bool]:
    """Read a word of letters and digits: a name with a number stuck to it, a name, or a code."""
    if _MASKED.fullmatch(bare):
        return "", True
    if glued := _GLUED_NUMBER.fullmatch(bare):
        return glued["name"], True
    is_code = len(bare) <= _SHORT_WORD or _HAS_DIGIT(bare, 1, len(bare) - 1)
    if is_code and not is_first and not _ORDINAL.fullmatch(bare):
        return "", True
    return bare.replace("'", ""), False


def _read_number(word: str, bare: str, kept: list[str], following: list[str]) -> tuple[str, bool]:
    """Tell a number that is part of a name (MOTEL 6, 24 HOUR) from a store's, date or phone."""
    is_plain = bare.isdigit() and not word.startswith("#")
    if not kept:
        is_name = is_plain and (len(bare) <= _SHORT_WORD or not following)
        return (bare, False) if is_name else ("", False)
    if is_plain and kept[-1] in NUMBERED_NAMES and len(bare) <= _SHORT_NUMBER:
        return bare, False
    goes_on = bool(following) and following[0].isalpha() and not _is_place(following)
    if is_plain and len(bare) <= _SHORT_NUMBER and goes_on:
        return bare, False
    return "", True


def _is_place(words: list[str]) -> bool:
    return words_of_place(["", *words]) == len(words)


def _without_number_words(words: list[str]) -> list[str]:
    """Drop what announces a number: STARBUCKS STORE 7016."""
    end = len(words)
    while end > 1 and words[end - 1] in _BEFORE_A_NUMBER:
        if words[end - 1] == "STORE" and words[end - 2] in STORE_NAMES:
            break
        end -= 1
    return words[:end]


def _without_endings(words: list[str]) -> list[str]:
    """Drop legal forms and a bank's trailing PURCHASE; TOYS R US keeps its US."""
    end = len(words)
    while end > 1 and words[end - 1] in _ENDINGS and words[end - 2] != "R":
        end -= 1
    return words[:end]


def _without_place(words: list[str]) -> list[str]:
    """Drop city and state, unless only an ordinary word would be left (CAFE OAKLAND CA)."""
    name = words[: len(words) - words_of_place(words)]
    if len(name) == 1 and name[0] in GENERIC_WORDS:
        return words
    return name


def _by_known_name(words: list[str]) -> list[str]:
    """Give well-known merchants the one name behind their spellings on statements."""
    if not words or words[0] not in _KNOWN_STARTS:
        return words
    if words[0] in WHOLE_NAMES:
        words = words[:1]
    for length in range(min(_LONGEST_ALIAS, len(words)), 0, -1):
        name = ALIASES.get(tuple(words[:length]))
        if name is not None:
            rest = words[length:]
            keeps_rest = name in PERSON_TO_PERSON or (rest and rest[0] in DEPARTMENTS)
            return [*name.split(), *(rest if keeps_rest else [])]
    return words[:1] if words[:1] == ["UBER"] and words[1:2] != ["EATS"] else words
