"""Web pages saved as `.xls`: some banks' "Excel" download is a page with a table."""

from html.parser import HTMLParser
from typing import Final

from backend.services.importing.readers.records import Cells, Records
from backend.services.importing.readers.text_encoding import decode_text
from backend.services.importing.statement import UnreadableFileError

_LOOKED_AT: Final = 20_000
_BREAKS: Final = frozenset({"br", "p", "div"})


def is_html(data: bytes) -> bool:
    """Tell whether the bytes are a web page with a table near its beginning."""
    head = data[:_LOOKED_AT].replace(b"\0", b"").lower()
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and b"<table" in head


def read_html(data: bytes) -> Records:
    """Return the rows of all the page's tables, one after the other.

    Raises:
        UnreadableFileError: the tables are empty.
    """
    text, encoding = decode_text(data)
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    parser.end_row()
    if not parser.rows:
        raise UnreadableFileError("The file is empty. Download it from the bank once more.")
    return Records(parser.rows, encoding, "\t")


class _TableParser(HTMLParser):
    """Collects the text of table cells; tables for looks inside cells become rows of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Cells] = []
        self._row: Cells = []
        self._cell: list[str] | None = None
        self._pending_blank = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            extra = min(int(span), 50) - 1 if span.isdecimal() else 0
            self._pending_blank = extra
        elif tag == "tr":
            self.end_row()
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def end_row(self) -> None:
        """Close the row that is open, if there is one."""
        self._end_cell()
        if self._row:
            self.rows.append(self._row)
            self._row = []

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._row.append(" ".join("".join(self._cell).split()))
            self._row += [""] * self._pending_blank
            self._cell = None
