"""Made-up exports and what they must read to, shared by the tests of text tables."""

from dataclasses import dataclass

from backend.services.importing.statement import StatementFile, StatementRow


@dataclass(frozen=True)
class Export:
    """A file, and its movements as (day, amount with money in positive, description)."""

    name: str
    text: str | bytes
    rows: list[tuple[str, str, str]]
    profile: str | None = None
    account_type: str | None = "checking"
    left_out: int = 0

    @property
    def data(self) -> bytes:
        return self.text.encode() if isinstance(self.text, str) else self.text


def movements(file: StatementFile) -> list[StatementRow]:
    return [row for statement in file.statements for row in statement.rows]


def shown(row: StatementRow) -> tuple[str, str, str]:
    cents = -row.cents
    sign = "-" if cents < 0 else ""
    return row.date.isoformat(), f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}", row.description
