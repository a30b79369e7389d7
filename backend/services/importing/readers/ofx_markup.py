"""OFX markup as a tree: SGML and XML alike, and what banks make of both.

The parser of the ofxtools package refuses headers that it does not know and loses text behind a
bare `<`; where an empty element is not closed, it hangs the rest of the file below it. Statements
with each of these are in use, so the markup is read here, without any header.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from backend.services.importing.readers.wording import clean

_TAG = re.compile(r"<(/?)(?:[A-Za-z]+:)?([A-Za-z][A-Za-z0-9._-]*)(?:\s[^<>]*)?(/?)>")
_CDATA = "<![CDATA["
_ROOT = re.compile(r"<(?:[A-Za-z]+:)?OFX[\s>]", re.IGNORECASE)

# Elements that hold others even if a file never closes them, and that cannot lie in themselves.
_AGGREGATES = frozenset(
    "OFX STMTRS CCSTMTRS INVSTMTRS STMTTRNRS CCSTMTTRNRS INVSTMTTRNRS BANKTRANLIST INVTRANLIST "  # noqa: SIM905
    "STMTTRN STMTTRNP INVBANKTRAN LEDGERBAL AVAILBAL BANKACCTFROM CCACCTFROM INVACCTFROM "
    "STATUS SONRS FI PAYEE CURRENCY ORIGCURRENCY".split()
)
_VALUES = frozenset(
    "TRNTYPE DTPOSTED DTUSER DTAVAIL TRNAMT FITID NAME MEMO EXTDNAME CHECKNUM REFNUM SIC PAYEEID "  # noqa: SIM905
    "CURDEF ACCTID BANKID BRANCHID ACCTTYPE ACCTKEY BALAMT DTASOF DTSTART DTEND DTSERVER LANGUAGE "
    "CODE SEVERITY MESSAGE ORG FID CURSYM CURRATE CITY STATE".split()
)
# Twice what the standard needs; files that go deeper are made to hang their reader.
_DEEPEST = 32
_AFTER_THE_LIST = frozenset({"LEDGERBAL", "AVAILBAL"})


def parse_markup(text: str) -> Element:
    """Return the elements from `<OFX>` on; element names are in capitals, texts are clean.

    Never fails: what is no markup gives a bare root. Closing tags are optional, at values as in
    SGML and at aggregates as in files that were cut off.
    """
    start = _ROOT.search(text)
    body = text[start.start() :] if start else text
    if _CDATA in body:
        body = _without_cdata(body)
    closed = {match[2].upper() for match in _TAG.finditer(body) if match[1]}
    tree = _Tree(closed)
    previous: re.Match[str] | None = None
    for match in _TAG.finditer(body):
        if previous is not None:
            tree.add(previous, body[previous.end() : match.start()])
        previous = match
    if previous is not None:
        tree.add(previous, body[previous.end() :])
    return tree.root


def _without_cdata(body: str) -> str:
    """Return `body` with literal sections as ordinary text."""
    first, *sections = body.split(_CDATA)
    pieces = [first]
    for section in sections:
        literal, end, rest = section.partition("]]>")
        pieces += [literal.replace("&", "&amp;").replace("<", "&lt;"), rest] if end else [literal]
    return "".join(pieces)


class _Tree:
    """A tree that grows tag by tag."""

    def __init__(self, closed: set[str]) -> None:
        self.root = Element("ROOT")
        self._stack = [self.root]
        self._names = ["ROOT"]
        self._closed = closed

    def add(self, tag: re.Match[str], text: str) -> None:
        """Take a tag and the text up to the next one."""
        slash, name, self_closed = tag.groups()
        name = name.upper()
        if slash:
            self._close(name)
            return
        value = text if not text or text.isspace() else clean(text)
        if name in _AGGREGATES:
            self._close(name)
        if name in _AFTER_THE_LIST:
            self._close("BANKTRANLIST")
            self._close("INVTRANLIST")
        element = SubElement(self._stack[-1], name)
        if value.strip():
            element.text = value
        elif self._holds_others(name) and not self_closed and len(self._stack) < _DEEPEST:
            self._stack.append(element)
            self._names.append(name)

    def _holds_others(self, name: str) -> bool:
        return name in _AGGREGATES or (name in self._closed and name not in _VALUES)

    def _close(self, name: str) -> None:
        """Close the innermost open element of that name, with what was left open in it."""
        if name not in self._names:
            return
        index = len(self._names) - 1 - self._names[::-1].index(name)
        del self._stack[index:], self._names[index:]
