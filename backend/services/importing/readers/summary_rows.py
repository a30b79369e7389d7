"""Rows of a statement that are no movements: opening balances, totals, section titles."""

import re
from enum import StrEnum
from typing import Final


class Summary(StrEnum):
    """What a row sums up."""

    OPENING = "It states an opening balance."
    CLOSING = "It states a closing balance."
    TOTAL = "It is a total."


_OPENING: Final = re.compile(
    r"(?:opening|beginning|starting|previous|initial|prior|old)\s+(?:ledger\s+)?balance\b"
    r"|balance\s+(?:brought\s+)?forward|brought\s+forward|balance\s+b/?f|b/?f\b"
    r"|(?:alter|anfangs|vor|er[öo]ffnungs)\s*-?(?:saldo|kontostand)\b"
    r"|saldo\s+(?:anterior|inicial|iniziale|pocz[ąa]tkow[ye]|precedente|voor|previo)"
    r"|solde\s+(?:initial|pr[ée]c[ée]dent|d[ée]but|d'ouverture|au\s+d[ée]but)|ancien\s+solde"
    r"|beginsaldo|vorig saldo|ing[åa]ende\s+saldo|startsaldo|primo\s?saldo|algsaldo"
    r"|likutis\s+prad|alkusaldo",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"(?:closing|ending|final)\s+(?:ledger\s+)?balance\b"
    r"|(?:new|current|available|ledger)\s+balance\s*(?:$|:|as\s+of\b|on\b|[0-9])"
    r"|balance\s+(?:carried\s+forward|c/?f|as\s+of|at\s+end)|carried\s+forward|c/?f\b"
    r"|(?:end|schluss|neuer|abschluss)\s*-?(?:saldo|kontostand)\b|kontostand\b"
    r"|saldo\s+(?:final|actual|finale|ko[ńn]cow[ye]|do dia|disponible|contabile|nieuw)"
    r"|solde\s+(?:final|au|fin|de\s+cl[ôo]ture|cr[ée]diteur|d[ée]biteur)|nouveau\s+solde"
    r"|eindsaldo|nieuw saldo|utg[åa]ende\s+saldo|slutsaldo|ultimo\s?saldo|l[õo]ppsaldo"
    r"|likutis\s+pabaig|loppusaldo|balance\s*$|saldo\s*$",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"(?:transactions?|grand|sub|running|statement)?[\s-]*totals?\s*:?\s*"
    r"(?:$|(?:credits?|debits?|deposits?|withdrawals?|transactions?|purchases?|payments?|fees?|"
    r"charges|interest|amount|in\b|out\b|for\s+(?:the\s+)?(?:period|month|statement)).*$)"
    r"|(?:gesamt|zwischen)?summe\b.{0,20}$|gesamt(?:betrag|umsatz)?\s*:?$|turnover\b.{0,12}$"
    r"|sum(?:ma)?\s*:?$|som\s*:?$|totale?\s*:?$|totaal\s*:?$|razem\b.{0,20}$|k[äa]ive\b|apyvarta\b"
    r"|total\s+(?:de\s+|des\s+|do\s+)?(?:mouvements|movimientos|op[ée]rations|per[ií]odo).*$",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = (
    "opening beginning starting previous initial prior old balance brought b/f bf alter anfang "
    "vor eröffnung eroffnung saldo solde ancien begin vorig ingående ingaende start primo alg "
    "likutis alku closing ending final new current available ledger carried c/f cf end schluss "
    "neuer abschluss kontostand nouveau eind nieuw utgående utgaende slut ultimo lõpp lopp "
    "loppu transactions transaction grand sub running statement total gesamt zwischen summe "
    "turnover sum som razem käive kaive apyvarta"
)
SUMMARY_BEGINNINGS: Final = frozenset(
    written(word[:3])
    for word in _FIRST_WORDS.split()
    for written in (str.lower, str.upper, str.capitalize)
)
"""The first three letters that a summary's text can begin with: a cheap first question."""


def summary_of(text: str) -> Summary | None:
    """Return what a description sums up, if it names a balance or a total; else None.

    Shops called Total and transfers of a balance are no summaries.
    """
    plain = text.strip(" *-:.")
    if plain[:3] not in SUMMARY_BEGINNINGS:
        return None
    if _OPENING.match(plain):
        return Summary.OPENING
    if _CLOSING.match(plain):
        return Summary.CLOSING
    return Summary.TOTAL if _TOTAL.fullmatch(plain) else None
