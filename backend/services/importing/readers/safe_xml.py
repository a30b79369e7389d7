"""XML from strangers: no entities, no document types, nothing fetched."""

import re

# Entities can't be declared in what is parsed here, as a document type is refused before.
from xml.etree.ElementTree import (
    Element,
    ParseError,
    fromstring,
)

from backend.services.importing.readers.decoding import decode
from backend.services.importing.statement import UnreadableFileError

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_xml(data: bytes) -> Element:
    """Return the root element; names are without their namespace.

    Raises:
        UnreadableFileError: it is not whole, or it declares a document type (with which a small
            file can grow into gigabytes, or read other files).
    """
    text = decode(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableFileError(
            "This XML file declares its own entities, which no bank statement does. It was not "
            "opened, as such files can do harm."
        )
    try:
        root = fromstring(_DECLARATION.sub("", text, count=1).strip())  # noqa: S314
    except (ParseError, ValueError) as error:
        raise UnreadableFileError(
            f"This XML file is damaged or was cut off ({error}). Download it again."
        ) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root
