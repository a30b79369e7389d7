"""What a positive amount of a single column means: money in, or (on many cards) a charge.

Evidence in order of weight: a direction word, running balances, what the words of the rows say
(a payment to a card and a purchase with it must differ in sign), the bank's known habit, the
account's type together with the majority of the signs. What rests on less than proof becomes a
sentence for the person to check.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from backend.services.importing.readers.amounts import detect_decimal_mark, parse_cents
from backend.services.importing.readers.balances import best_chain
from backend.services.importing.readers.directions import marks_only_credits
from backend.services.importing.readers.records import Cells, cell
from backend.services.importing.statement import SignRule

_CARD_TYPES: Final = frozenset(
    {"credit", "credit card", "creditcard", "card", "loan", "line of credit"}
)
# For texts in lower case: several times as quick as to ignore it.
_CARD_PAYMENT: Final = re.compile(
    r"payment.{0,12}thank|thank you|auto ?pay|payment received|(?:online|mobile|direct|automatic|"
    r"electronic|internet|ach|e-?)\s*p(?:ay)?m(?:en)?t|^payments?\b|cash ?back|statement credit|"
    r"capital one.*pymt|einzahlung|zahlung erhalten|paiement re[cç]u|pago recibido",
)
_IN: Final = re.compile(
    r"\b(?:refund|returns?|deposits?|payroll|salary|interest (?:earned|paid|payment)|dividend|"
    r"reversal|reimbursement|gehalt|lohn|gutschrift|salaire|virement re[cç]u|n[oó]mina|stipendio|"
    r"salaris|loon|l[oöø]n)\b|direct[ _]dep|\bcredit\b(?! card)",
)
_OUT: Final = re.compile(
    r"\b(?:sale|purchase|withdrawal|atm|fee|check paid|checkcard|rent|lastschrift|"
    r"kartenzahlung|retrait|achat|compra|acquisto|prelievo|betaalautomaat|geldautomaat)\b"
    r"|debit[ _]card|\bdebit\b",
)
_ANY_DIGIT: Final = str.maketrans("123456789", "000000000")  # which digit it is says nothing
_STRONG_VOTES: Final = 3
_MAJORITY: Final = 0.75
_NEARLY_ALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class SignChoice:
    """The rule, and the sentence about it where it is a guess."""

    rule: SignRule
    choice: str | None = None
    balance_is_debt: bool = False


@dataclass(frozen=True, slots=True)
class _Evidence:
    positives: int
    negatives: int
    payments: tuple[int, int]  # (positive, negative) amounts of payments to a card
    words: tuple[int, int]  # votes for (money in is positive, charges are positive)


def is_card(account_type: str | None) -> bool:
    """Tell whether an account owes rather than holds money."""
    return (account_type or "").casefold() in _CARD_TYPES


def decide_sign(
    rows: Sequence[Cells],
    *,
    amount: int,
    balance: int | None,
    words: Sequence[int],
    account_type: str | None,
    habit: SignRule | None,
) -> SignChoice:
    """Return what a positive amount means, given sample rows and what is known of the account.

    `words` are the columns with descriptions and kinds, `habit` is the sign that the
    recognised bank uses.
    """
    if marks_only_credits(cell(row, amount) for row in rows):
        return SignChoice("charges_positive")
    card = is_card(account_type)
    if balance is not None and (proof := _by_balance(rows, amount, balance, card=card)):
        return proof
    evidence = _gather(rows, amount, words)
    if card or habit == "charges_positive" or _looks_like_card(evidence):
        return _card_sign(evidence, habit)
    out = evidence.words[1]
    if out >= _STRONG_VOTES and out >= sum(evidence.words) * _NEARLY_ALL and not habit:
        return SignChoice(
            "charges_positive",
            "Positive amounts are read as money going out, since the descriptions say so.",
        )
    return SignChoice("money_in_positive", _warning(evidence) if habit is None else None)


def _by_balance(
    rows: Sequence[Cells], amount: int, balance: int, *, card: bool
) -> SignChoice | None:
    """Let running balances prove the sign; a card's positive balance is what it owes."""
    chain = best_chain(rows, amount=amount, balance=balance)
    if chain is None:
        return None
    owes = card and _mostly_positive(rows, balance)
    money_in = (chain.sign > 0) is not owes
    return SignChoice("money_in_positive" if money_in else "charges_positive", None, owes)


def _mostly_positive(rows: Sequence[Cells], column: int) -> bool:
    signs = _cents(rows, column)
    return sum(cents > 0 for cents in signs if cents) > sum(cents < 0 for cents in signs if cents)


def _card_sign(evidence: _Evidence, habit: SignRule | None) -> SignChoice:
    positive, negative = evidence.payments
    money_in, charges = evidence.words
    money_in, charges = money_in + positive, charges + negative
    if money_in + charges and max(money_in, charges) >= (money_in + charges) * _MAJORITY:
        rule: SignRule = "charges_positive" if charges > money_in else "money_in_positive"
        sure = habit == rule or money_in + charges >= _STRONG_VOTES
        return SignChoice(rule, None if sure else _card_sentence(rule, "as the descriptions say"))
    if habit:
        return SignChoice(habit)
    more_charges = evidence.positives >= evidence.negatives
    rule = "charges_positive" if more_charges else "money_in_positive"
    return SignChoice(rule, _card_sentence(rule, "as most amounts on a card are charges"))


def _card_sentence(rule: SignRule, reason: str) -> str:
    sign = "Positive" if rule == "charges_positive" else "Negative"
    return f"{sign} amounts are read as charges, {reason}."


def _looks_like_card(evidence: _Evidence) -> bool:
    """Payments to a card stand out: theirs is the other sign than that of nearly all else."""
    positive, negative = evidence.payments
    others = evidence.positives - positive
    return negative > 0 and positive == 0 and others > 0 and evidence.negatives == negative


def _warning(evidence: _Evidence) -> str | None:
    if evidence.negatives == 0 and evidence.positives > 1:
        return "All amounts are positive and nothing says which way they went: read as money in."
    return None


def _gather(rows: Sequence[Cells], amount: int, words: Sequence[int]) -> _Evidence:
    signs = _cents(rows, amount)
    payments, votes = [0, 0], [0, 0]
    for row, cents in zip(rows, signs, strict=True):
        if not cents:
            continue
        text = " | ".join(cell(row, column) for column in words)
        is_payment, is_in = _said_by(text.lower().translate(_ANY_DIGIT))
        if is_payment:
            payments[cents < 0] += 1
        elif is_in is not None:
            votes[is_in != (cents > 0)] += 1
    return _Evidence(
        positives=sum(cents > 0 for cents in signs if cents),
        negatives=sum(cents < 0 for cents in signs if cents),
        payments=(payments[0], payments[1]),
        words=(votes[0], votes[1]),
    )


@lru_cache(maxsize=2_048)
def _said_by(text: str) -> tuple[bool, bool | None]:
    """Tell whether a text speaks of a payment to a card, and of money in (False: out, None: open)."""
    is_in, is_out = bool(_IN.search(text)), bool(_OUT.search(text))
    return bool(_CARD_PAYMENT.search(text)), is_in if is_in != is_out else None


def _cents(rows: Sequence[Cells], column: int) -> list[int | None]:
    mark = detect_decimal_mark(cell(row, column) for row in rows)
    found: list[int | None] = []
    for row in rows:
        try:
            found.append(parse_cents(cell(row, column), mark))
        except ValueError:
            found.append(None)
    return found
