"""Merchants whose name doesn't say what was bought or paid."""

from backend.services.categorization.merchant_words import NOTHING_SAID, MerchantWords
from backend.services.categorization.normalization import merchant_of
from backend.services.categorization.spellings import GENERIC_WORDS, PERSON_TO_PERSON

# Shops and bank lines behind which anything may stand.
_ANYTHING = frozenset(
    [
        "ACH",
        "AMAZON",
        "APPLE.COM/BILL",
        "ATM CHECK DEPOSIT",
        "BILL PAY",
        "BILL PAYMENT",
        "CASH",
        "CASH DEPOSIT",
        "CHECK",
        "CHECK DEPOSIT",
        "CHECK PAID",
        "CREDIT",
        "DEBIT",
        "DEPOSIT",
        "EBAY",
        "EXTERNAL TRANSFER",
        "MOBILE CHECK DEPOSIT",
        "MOBILE DEPOSIT",
        "PAYMENT",
        "REMOTE ONLINE DEPOSIT",
        "TRANSFER",
        "WIRE",
        "WIRE TRANSFER",
        "WITHDRAWAL",
    ]
)
_PERSONAL = tuple(f"{name} " for name in PERSON_TO_PERSON)

_FEWEST_LETTERS = 2


def is_platform(merchant: str) -> bool:
    """Tell whether a merchant key stands for anything that people pay for.

    So it is with money sent to persons (three dinners by Venmo say nothing about a rent), and
    with AMAZON or a CHECK. Such a line is never confirmed by its name alone.
    """
    return merchant in _ANYTHING or merchant in PERSON_TO_PERSON or merchant.startswith(_PERSONAL)


def learn_pattern(description: str, said: MerchantWords = NOTHING_SAID) -> str | None:
    """Return the pattern that a confirmation of `description` teaches: the merchant's key.

    Of merchants that the owner has merged (`said`) it is the key of the one that stays.
    None where the key says too little to be told from other merchants: no two letters, or one
    word that names a kind of place (CAFE).
    """
    merchant = said.key_of(merchant_of(description))
    if sum(map(str.isalpha, merchant)) < _FEWEST_LETTERS or merchant in GENERIC_WORDS:
        return None
    return merchant
