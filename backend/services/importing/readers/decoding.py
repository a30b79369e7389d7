"""Bytes of a structured statement into text, whatever its header claims about the encoding."""

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE = re.compile(rb"[^\r\n]*[\r\n]*")
_CODE_PAGE = re.compile(
    r"(?:CHARSET\s*[:=]\s*\"?|encoding\s*=\s*[\"'])(?:windows-?|cp-?)?([\w.-]+)", re.IGNORECASE
)
_NUL_SHARE_OF_UTF16 = 0.3
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Return the text of `data`; never fails.

    A byte order mark decides, then the bytes themselves: what is valid UTF-8 is UTF-8, whatever
    the header says, as many banks claim Windows-1252 above UTF-8 and the other way round. Only
    bytes that are no UTF-8 are read in the code page that the header names (line by line, since
    some files mix both), or in Windows-1252. NULs, with which some banks pad, are dropped.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\0", "")
    wide = _utf16_without_mark(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace").replace("\0", "")
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        fallback = _declared_code_page(data[:_SAMPLE])
        return "".join(_decode_line(line, fallback) for line in _LINE.findall(data))


def _utf16_without_mark(sample: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every second byte."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * _NUL_SHARE_OF_UTF16 and not sample[0::2].count(0):
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * _NUL_SHARE_OF_UTF16 and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _declared_code_page(head: bytes) -> str:
    """Return the single-byte encoding that the header names, Windows-1252 where it names none."""
    match = _CODE_PAGE.search(head.decode("latin-1"))
    name = match[1].lower() if match else ""
    name = f"cp{name}" if name.isdigit() else name.replace("8859-", "iso-8859-", 1)
    name = name.replace("iso-iso-", "iso-")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    single_byte = known.startswith(("cp125", "iso8859", "koi8", "mac"))
    return known if single_byte and known != "iso8859-1" else "cp1252"


def _decode_line(line: bytes, fallback: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode(fallback)
    except UnicodeDecodeError:  # a handful of bytes has no sign in Windows-1252
        return line.decode("latin-1")
