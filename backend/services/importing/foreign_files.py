"""Files that people drop by mistake: what they are, and which download to choose instead."""

import io
import re

_OTHER_EXPORT = "Download the CSV or OFX (Quicken, QuickBooks) export instead."
_PICTURE = f"This is a picture. {_OTHER_EXPORT}"
_ARCHIVE = "This is a compressed archive. Unpack it and choose the statement that is in it."

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"This is a PDF. {_OTHER_EXPORT}"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"BZh9", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"{\\rtf", f"This is a text document (RTF). {_OTHER_EXPORT}"),
    (b"SQLite format 3\0", f"This is a database. {_OTHER_EXPORT}"),
    (
        b"MZ\x90\0",
        "This is a Windows program, not a statement. Don't open it if a mail brought it.",
    ),
    (b"\x7fELF", f"This is a program. {_OTHER_EXPORT}"),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 65536
_RUBBISH_SHARE = 0.05
_OF_TEXT = bytes({*range(32, 256), *b"\t\n\x0b\x0c\r\x1a\x1b\0"})


def why_foreign(data: bytes) -> str | None:
    """Return what a file is that can be no statement, with what to do; None if it may be one."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "The file is empty. Download it again."
    start = data[:1024].lstrip(b"\r\n\t ")
    for beginning, sentence in _BEGINNINGS:
        if start.startswith(beginning):
            return sentence
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"} or data[8:12] == b"WEBP":
        return _PICTURE
    return None


def why_no_workbook(data: bytes) -> str | None:
    """Return why a ZIP or OLE container is no workbook; None for workbooks and everything else."""
    if data.startswith(b"PK"):
        return _why_zip_is_no_workbook(data)
    if data.startswith(_OLE):
        return _why_ole_is_no_workbook(data)
    return None


def is_container(data: bytes) -> bool:
    """Whether the bytes are a ZIP or OLE container, as workbooks are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def why_foreign_text(text: str) -> str | None:
    """Return why a text is of another kind than statements; None if it may be one."""
    start = text.lstrip()[:_HEAD]
    if _SPREADSHEET_XML in start:
        return "This is an old XML workbook. Open it in Excel and save it as .xlsx or .csv."
    if _HTML.match(start):
        return (
            "This is a web page, perhaps the bank's sign-in page saved in place of the file. "
            f"{_OTHER_EXPORT}"
        )
    if start.startswith("<?xml") or re.match(r"<[A-Za-z][\w:.-]*[\s>/]", start):
        return f"This is an XML file, but no account statement that is known here. {_OTHER_EXPORT}"
    if re.match(r"[\[{]\s*(?:[\[{\"]|\}|\])", start):
        return f"This is a JSON file, made for programs. {_OTHER_EXPORT}"
    if re.match(r"(?:Received|Return-Path|Delivered-To|MIME-Version):", start):
        return f"This is an e-mail. Save the file that is attached to it, or: {_OTHER_EXPORT}"
    return None


def is_rubbish(data: bytes) -> bool:
    """Whether too many bytes are none that a text has."""
    head = data[:_HEAD]
    return len(head.translate(None, _OF_TEXT)) > len(head) * _RUBBISH_SHARE


def _why_zip_is_no_workbook(data: bytes) -> str | None:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return "This file is damaged: it begins like a workbook or an archive. Download it again."
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return None
    if any(name.startswith("word/") for name in names):
        return f"This is a Word document. {_OTHER_EXPORT}"
    if any(name.startswith("ppt/") for name in names):
        return f"This is a presentation. {_OTHER_EXPORT}"
    if any(name.startswith("Index/") for name in names):
        return "This is a Numbers document. Export it from Numbers as CSV or Excel."
    return _ARCHIVE


def _why_ole_is_no_workbook(data: bytes) -> str | None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "This workbook is locked with a password. Save it without one and choose it again."
    if holds("Workbook") or holds("Book"):
        return None
    if holds("WordDocument"):
        return f"This is a Word document. {_OTHER_EXPORT}"
    return f"This is an Office file, but no workbook. {_OTHER_EXPORT}"
