"""The encoding of a text table, found from its bytes: exports name none."""

import codecs
import re
from typing import Final

from backend.services.importing.statement import UnreadableFileError

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 200_000
_NUL_SHARE_OF_UTF16: Final = 0.3
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_CYRILLIC_WORD: Final = 4
_POLISH: Final = re.compile(
    rb"(?<=[A-Za-z])[\xb3\xb9\xbf\x9c\x9f]|[\xb3\xb9\xbf\x9c\x9f\xa3\xaf\x8c](?=[a-z])"
)
_CZECH: Final = (re.compile(rb"(?<=[A-Za-z])\xf8|\xf8(?=[a-z])"), re.compile(rb"[\xe8\xec]"))
"""ř beside č or ě: as Western letters these would be a Danish one beside French or Italian ones."""
_WELL_FORMED_UTF8: Final = re.compile(
    rb"[\xc3-\xf4][\x80-\xbf]{1,3}"  # a lead byte with its followers, as Latin text seldom has
)
_CONTROLS: Final = re.compile(r"[\x01-\x08\x0e-\x1a\x7f]")
_BINARY_SHARE: Final = 0.02


def decode_text(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a table and the name of its encoding.

    A byte order mark decides, then NULs in every second byte (UTF-16 without a mark), then
    whether it is UTF-8; else the code page that the bytes look like. Bytes of two encodings in
    one file are read line by line. Padding NULs are dropped.

    Raises:
        UnreadableFileError: a binary file, or a given encoding that the bytes don't follow.
    """
    name = encoding or detect_encoding(data)
    try:
        text = _decode(data, name)
    except (UnicodeError, LookupError):
        if encoding is None:
            raise _not_text() from None
        raise UnreadableFileError(
            f"This file can't be read as {name}. Choose another encoding."
        ) from None
    head = text[:_SAMPLE]
    if len(_CONTROLS.findall(head)) > len(head) * _BINARY_SHARE:
        raise _not_text()
    return text, name


def _not_text() -> UnreadableFileError:
    return UnreadableFileError(
        "This is not a text table. Download the transactions as CSV, Excel, OFX or QFX."
    )


def detect_encoding(data: bytes) -> str:
    """Return Python's name of the encoding that the bytes follow."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    if wide := _utf16_without_mark(data[:_SAMPLE]):
        return wide
    if _is_utf8(data):
        return "utf-8"
    sample = data[:_SAMPLE]
    if _WELL_FORMED_UTF8.search(sample) and not _is_cyrillic(sample):
        return "utf-8"  # mixed with a code page: read line by line
    return _code_page(sample)


def _decode(data: bytes, name: str) -> str:
    if name in {"utf-8", "utf-8-sig"}:
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = "".join(_decode_line(line) for line in data.splitlines(keepends=True))
    elif name == "cp1252":
        text = _decode_cp1252(data)
    else:
        text = data.decode(name)
    return text.replace("\0", "") if "\0" in text else text


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_cp1252(line)


def _decode_cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no sign there
        return data.decode("latin-1")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every second byte, which padding does not do."""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * _NUL_SHARE_OF_UTF16 and even * 10 < odd:
        return "utf-16-le"
    if even > half * _NUL_SHARE_OF_UTF16 and odd * 10 < even:
        return "utf-16-be"
    return None


def _is_cyrillic(sample: bytes) -> bool:
    """Russian words are runs of high bytes; other code pages have an accent here and there."""
    runs = [len(run) for run in _HIGH.findall(sample)]
    return sum(run for run in runs if run >= _CYRILLIC_WORD) * 2 > sum(runs)


def _code_page(sample: bytes) -> str:
    if _is_cyrillic(sample):
        return "cp1251"
    if len(set(_POLISH.findall(sample))) > 1 or all(sign.search(sample) for sign in _CZECH):
        return "cp1250"
    return "cp1252"
