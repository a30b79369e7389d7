"""What is known of one bank's table besides its columns."""

from dataclasses import dataclass, field

from backend.services.importing.readers.vocabulary import normalized
from backend.services.importing.statement import DateOrder, SignRule


@dataclass(frozen=True, slots=True)
class BankProfile:
    """One bank's table.

    Attributes:
        headers: names that must all stand in the header line.
        columns: fields of `TableLayout` and the names of their columns, where the general rules
            would choose others.
        is_exact: whether the header line holds these names and no more.
        many_cards: whether the table's numbers are those of cards to one account.
    """

    name: str
    institution: str
    headers: tuple[str, ...]
    sign: SignRule | None = None
    account_type: str | None = None
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_exact: bool = False
    many_cards: bool = False
    currency: str | None = "USD"

    @property
    def date_order(self) -> DateOrder | None:
        """The order of the bank's country, for dates that may be read either way."""
        return "mdy" if self.currency == "USD" else None


def bank_profile(
    name: str,
    headers: str,
    *,
    sign: SignRule | None = None,
    account_type: str | None = None,
    institution: str | None = None,
    is_exact: bool = False,
    many_cards: bool = False,
    currency: str | None = "USD",
    **columns: str,
) -> BankProfile:
    """Return a profile from header names parted by commas; see `BankProfile`."""
    return BankProfile(
        name=name,
        institution=name if institution is None else institution,
        headers=tuple(normalized(header) for header in headers.split(",")),
        sign=sign,
        account_type=account_type,
        columns={
            key: tuple(normalized(one) for one in value.split(","))
            for key, value in columns.items()
        },
        is_exact=is_exact,
        many_cards=many_cards,
        currency=currency,
    )
