"""Do the rows of a statement lead from one stated balance to the next? Pure.

A statement whose rows do is complete: nothing is missing, doubled or misread.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from backend.services.importing.balance_chain import Chain, Entry, Step
from backend.services.importing.balance_claim import Claim, ProofBasis, claim_of, typed_claim_of
from backend.services.importing.balance_order import find_chain
from backend.services.importing.balance_suspects import Suspect, Suspicion, suspects_of
from backend.services.importing.balance_words import (
    broken_sentence,
    not_stated_sentence,
    proven_sentence,
)
from backend.services.importing.statement import RowProblem, StatedBalance, Statement


class ProofStatus(StrEnum):
    """How a balance proof went."""

    PROVEN = "proven"
    BROKEN = "broken"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class BalanceProof:
    """How rows and stated balances of one account agree.

    `difference_cents` is the stated balance less the one that the rows lead to, at the first step
    that does not agree, as the account holder sees it (a card's debt is negative).
    `first_bad_date` is the day of that step's balance, `last_good_date` the day up to which all
    agreed. `suspects` are explanations, the likeliest first. `implied_opening_cents` is what the
    account must have held before the first row, where only a closing balance is stated.
    """

    status: ProofStatus
    sentence: str
    basis: ProofBasis | None = None
    steps_checked: int = 0
    steps_broken: int = 0
    difference_cents: int = 0
    first_bad_date: dt.date | None = None
    last_good_date: dt.date | None = None
    suspects: tuple[Suspect, ...] = ()
    implied_opening_cents: int | None = None

    @property
    def likely(self) -> Suspect | None:
        """The likeliest explanation of a difference."""
        return self.suspects[0] if self.suspects else None


def prove_balance(
    statement: Statement,
    *,
    account_type: str | None = None,
    known_opening: StatedBalance | None = None,
    not_imported: Sequence[RowProblem] = (),
) -> BalanceProof:
    """Check the rows of one account against the balances that its statement states.

    Args:
        statement: the account's part of a file.
        account_type: the app's word for the account, where the file does not say it; cards and
            loans may state what is owed as a positive number.
        known_opening: the balance at the end of an earlier day, as the app knows it, for files
            that state a closing balance only.
        not_imported: rows of the file that can't be read or are left out, which may explain a
            difference.
    """
    kind = account_type or statement.account_type
    claim = claim_of(statement, known_opening, kind)
    return _prove(statement, claim, not_imported)


def with_typed_closing(
    statement: Statement,
    closing: StatedBalance,
    *,
    opening: StatedBalance | None = None,
    account_type: str | None = None,
    known_opening: StatedBalance | None = None,
    not_imported: Sequence[RowProblem] = (),
) -> BalanceProof:
    """Check the rows against balances that the owner typed.

    Args:
        statement: the account's part of a file.
        closing: the balance at the end of `closing.date`; without a date, after the last row.
        opening: the balance before the first row, if the owner typed one; else the file's own,
            or `known_opening`.
        account_type: see `prove_balance`.
        known_opening: see `prove_balance`.
        not_imported: see `prove_balance`.
    """
    kind = account_type or statement.account_type
    claim = typed_claim_of(statement, closing, opening, known_opening, kind)
    return _prove(replace(statement, closing=closing), claim, not_imported)


def _prove(statement: Statement, claim: Claim, not_imported: Sequence[RowProblem]) -> BalanceProof:
    found = (find_chain(chain, may_be_owed=claim.may_be_owed) for chain in claim.chains)
    chain = min(found, key=_has_breaks)
    stated = chain.stated_balances()
    steps = len(stated) - 1
    if steps < 1:
        return _not_stated(statement, chain)
    if _has_breaks(chain):
        return _broken(statement, claim, chain, not_imported)
    sentence = proven_sentence(stated, claim.started, claim.ended, statement.currency)
    return BalanceProof(ProofStatus.PROVEN, sentence, claim.basis, steps)


def _has_breaks(chain: Chain) -> bool:
    return chain.count_breaks(1) > 0


def _not_stated(statement: Statement, chain: Chain) -> BalanceProof:
    implied = None
    if chain.closing is not None and chain.opening is None:
        implied = chain.closing + sum(entry.cents for entry in chain.entries)
    sentence = not_stated_sentence(statement, implied)
    return BalanceProof(ProofStatus.NOT_STATED, sentence, implied_opening_cents=implied)


def _broken(
    statement: Statement,
    claim: Claim,
    chain: Chain,
    not_imported: Sequence[RowProblem],
) -> BalanceProof:
    steps = list(chain.steps())
    number = next(number for number, step in enumerate(steps) if step.difference)
    step = steps[number]
    previous = _entry_before(chain, step)
    if _all_signs_are_turned(chain):
        suspects: tuple[Suspect, ...] = (Suspect(Suspicion.ALL_SIGNS_TURNED),)
    else:
        following = steps[number + 1] if number + 1 < len(steps) else None
        suspects = suspects_of(
            step, previous=previous, following=following, not_imported=not_imported
        )
    broken = sum(1 for one in steps if one.difference)
    first_bad = _day_of(step, claim.ended if number == len(steps) - 1 else None)
    last_good = previous.day if previous else claim.started
    return BalanceProof(
        ProofStatus.BROKEN,
        broken_sentence(step, suspects, first_bad, last_good, statement.currency)
        + _more(broken - 1),
        claim.basis,
        len(steps),
        broken,
        step.difference,
        first_bad,
        last_good,
        suspects,
    )


def _more(further: int) -> str:
    if not further:
        return ""
    return f" {further} more {'step does' if further == 1 else 'steps do'} not agree either."


def _entry_before(chain: Chain, step: Step) -> Entry | None:
    """Return the last row before a step, whose balance the step starts from."""
    if not step.entries:
        return chain.entries[-1] if chain.entries else None
    for one, two in pairwise(chain.entries):
        if two is step.entries[0]:
            return one
    return None


def _all_signs_are_turned(chain: Chain) -> bool:
    """Whether every step would agree if money in were money out."""
    turned = replace(chain, entries=[entry._replace(cents=-entry.cents) for entry in chain.entries])
    moving = sum(1 for entry in chain.entries if entry.cents)
    return moving > 1 and find_chain(turned).count_breaks(1) == 0


def _day_of(step: Step, ended: dt.date | None) -> dt.date | None:
    if step.entries and step.entries[-1].balance is not None:
        return step.entries[-1].day
    return ended or (step.entries[-1].day if step.entries else None)
