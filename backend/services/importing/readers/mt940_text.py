"""The :86: field of MT940: a person's description out of each country's way to structure it."""

import re
from dataclasses import dataclass

from backend.services.importing.readers.wording import clean, join

# Germany and its neighbours: three digits, then ?20 to ?29 and ?60 to ?63 purpose, ?32 ?33 name.
_GERMAN = re.compile(r"\d{3}([?@~^+>])(?=\d{2})")
_PURPOSE_CODE = re.compile(
    r"(EREF|KREF|MREF|BREF|RREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|MDAT)[+:]\s?"
)
# The Netherlands, Belgium, Poland: /NAME/Albert Heijn/REMI/Groceries/
_SLASH_CODE = re.compile(
    r"/(NAME|REMI|USTD|STRD|CNTP|TRTP|IBAN|BIC|EREF|KREF|MREF|MARF|CSID|RTRN|ULTC|ULTD|ULTB|ULTDB|"
    r"BENM|ORDP|ID|ADDR|ISDT|PREF|TRCD|PURP|SVCL|INIT|EXCH|CHGS|NRTX|OAMT|PRCD|RREF|BUSP|OCMT|"
    r"PT|PY|SUBB|BO|BN|BI|GI)(?=/)"
)
_SLASH_NAMES = ("NAME", "BO", "BN")
_SLASH_PURPOSES = ("REMI", "USTD", "STRD", "PY", "SUBB")
_FULL_LINE = 65
_FULL_PART = 27
_NO_PURPOSE = {"", "NOTPROVIDED", "NONREF"}


@dataclass(frozen=True, slots=True)
class Details:
    """What an entry says: the text for the list, and the other side's name where it is told."""

    text: str
    name: str = ""


def read_details(value: str) -> Details:
    """Return the description in the value of an :86: field; its codes and numbers are left out."""
    german = _GERMAN.match(value.lstrip())
    if german:
        return _german(value.lstrip().replace("\n", ""), german[1])
    unfolded = _unfold(value.split("\n"), width=_FULL_LINE)
    if _SLASH_CODE.match(unfolded.lstrip()):
        return _slashed(unfolded.strip())
    return Details(clean(_without_purpose_codes(unfolded)))


def _unfold(lines: list[str], *, width: int) -> str:
    """Join lines: one of full width was broken anywhere, a shorter one at a word's end."""
    text = ""
    last = 0
    for line in lines:
        text += line if not text or last >= width else f" {line}"
        last = len(line)
    return text


def _german(value: str, separator: str) -> Details:
    parts = sorted(((part[:2], part[2:]) for part in value.split(separator)[1:]), key=_code)
    purpose = [text for code, text in parts if "20" <= code <= "29" or "60" <= code <= "63"]
    names = [text for code, text in parts if code in {"32", "33"}]
    name = clean(_unfold(names, width=_FULL_PART))
    told = clean(_without_purpose_codes(_unfold(purpose, width=_FULL_PART)))
    booking_texts = [clean(text) for code, text in parts if code == "00"]
    return Details(join(name, told) or " ".join(booking_texts), name)


def _code(part: tuple[str, str]) -> str:
    return part[0]


def _without_purpose_codes(text: str) -> str:
    """Return the purpose (SVWZ) out of a text with SEPA codes, or what stands before the codes."""
    pieces = _PURPOSE_CODE.split(text)
    if len(pieces) == 1:
        return text
    coded = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    for told in (coded.get("SVWZ", ""), pieces[0], coded.get("EREF", "")):
        if told.strip() not in _NO_PURPOSE:
            return told
    return ""


def _slashed(text: str) -> Details:
    """Return name and purpose out of /CODE/value/CODE/value."""
    pieces = _SLASH_CODE.split(text)
    parts: dict[str, str] = {}
    for code, value in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.setdefault(code, clean(value.strip("/")))
    name = next((parts[code] for code in _SLASH_NAMES if parts.get(code)), "") or _party(parts)
    purpose = " ".join(parts[code] for code in _SLASH_PURPOSES if parts.get(code))
    told = join(name, clean(purpose.removeprefix("USTD//").strip("/")))
    return Details(told or clean(text.strip("/").replace("/", " ")), name)


def _party(parts: dict[str, str]) -> str:
    """Return the name in /CNTP/account/bank/name/city."""
    fields = parts.get("CNTP", "").split("/")
    return fields[2].strip() if len(fields) > 2 else ""  # noqa: PLR2004
