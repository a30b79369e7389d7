"""The fields of the language: their names, what they take, and how they are explained."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field is compared with."""

    TEXT = "text"
    AMOUNT = "amount"
    DATE = "date"
    ACCOUNT = "account"
    CATEGORY = "category"
    TAG = "tag"
    STATUS = "status"
    SOURCE = "source"
    NUMBER = "number"
    FLAG = "flag"


_EQUAL = (":", "=", "!=")
_NAMED = (":", "=", "!=", "~")
_ORDERED = (":", "=", "!=", "<", "<=", ">", ">=")

OPERATORS: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: _NAMED,
    Kind.AMOUNT: _ORDERED,
    Kind.DATE: _ORDERED,
    Kind.ACCOUNT: _NAMED,
    Kind.CATEGORY: _NAMED,
    Kind.TAG: _NAMED,
    Kind.STATUS: _EQUAL,
    Kind.SOURCE: _EQUAL,
    Kind.NUMBER: _EQUAL,
    Kind.FLAG: (":",),
}

NONE = "none"

STATUSES: dict[str, tuple[tuple[str, ...], str]] = {
    "review": (("pending_review",), "to review"),
    "staged": (("pending_save",), "staged, not saved yet"),
    "waiting": (("pending_review", "pending_save"), "to review or staged"),
    "filed": (("confirmed", "auto_confirmed"), "filed, by you or by a rule"),
    "by-you": (("confirmed",), "filed by you"),
    "by-rule": (("auto_confirmed",), "filed by a rule"),
}

SOURCES: dict[str, tuple[tuple[str, ...], str]] = {
    "csv": (("csv_import",), "CSV file"),
    "excel": (("xlsx_import",), "Excel workbook"),
    "ofx": (("ofx_import",), "OFX or QFX file"),
    "qif": (("qif_import",), "QIF file"),
    "camt": (("camt_import",), "CAMT file"),
    "mt940": (("mt940_import",), "MT940 file"),
    "iif": (("iif_import",), "IIF file"),
    "manual": (("manual",), "typed in"),
    "bank": (("plaid", "plaid_sync", "simplefin"), "bank connection"),
}

HAS: dict[str, str] = {
    "split": "divided over categories",
    "transfer": "moves money between own accounts",
    "note": "has a note",
    "tag": "has a tag",
    "category": "has a category",
    "merchant": "has a merchant name",
    "duplicate": "may be there twice",
}

IS: dict[str, str] = {
    "out": "money out",
    "in": "money in",
    "spending": "neither income nor a transfer",
    "income": "filed under income",
    "transfer": "moves money between own accounts",
    "counted": "counted by reports",
    "waiting": "to review or staged",
    "pending": "not booked by the bank yet",
    "left-out": "left out of reports by you",
    "split": "divided over categories",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is about, in a sentence, and how it is written."""

    name: str
    kind: Kind
    label: str
    meaning: str
    example: str
    aliases: tuple[str, ...] = ()

    @property
    def operators(self) -> tuple[str, ...]:
        """What may stand behind it."""
        return OPERATORS[self.kind]


_TEXT, _AMOUNT = Kind.TEXT, Kind.AMOUNT
_CATEGORY = "Its category; a parent means its subcategories too"
_KEY = "The one merchant that it is of, whatever it is called"
_IMPORT = "The number of the import that brought it"

FIELDS: tuple[Field, ...] = (
    Field("category", Kind.CATEGORY, "Category", _CATEGORY, "category:food", ("cat",)),
    Field("account", Kind.ACCOUNT, "Account", "Its name or bank", "account:checking", ("acct",)),
    Field("merchant", _TEXT, "Merchant", "As the list shows it", "merchant:costco", ("payee",)),
    Field("merchant-key", _TEXT, "Merchant (key)", _KEY, 'merchant-key="BLUE DOOR"'),
    Field("description", _TEXT, "Description", "The bank's words", 'description:"SQ *"', ("desc",)),
    Field("amount", _AMOUNT, "Amount", "Its size, out or in", "amount>100", ("amt",)),
    Field("out", _AMOUNT, "Money out", "How much went out", "out:10..50", ("spent", "outflow")),
    Field("in", _AMOUNT, "Money in", "How much came in", "in>=1000", ("received", "inflow")),
    Field("date", Kind.DATE, "Date", "A day or a stretch of days", "date:last-month", ("day",)),
    Field("tag", Kind.TAG, "Tag", "One of its tags", "tag:vacation", ("tags",)),
    Field("note", _TEXT, "Note", "What you wrote", "note:receipt", ("notes",)),
    Field("status", Kind.STATUS, "Status", "Where it stands", "status:review"),
    Field("source", Kind.SOURCE, "Source", "Where it came from", "source:manual", ("from",)),
    Field("has", Kind.FLAG, "Has", "What it has", "has:split"),
    Field("is", Kind.FLAG, "Is", "What it is", "is:income"),
    Field("import", Kind.NUMBER, "Import", _IMPORT, "import:12"),
)

BY_NAME: dict[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.aliases)
}


def flags_of(field: str) -> dict[str, str]:
    """Return what `has:` or `is:` can be followed by, with what it means."""
    return HAS if field == "has" else IS
