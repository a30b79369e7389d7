"""What a bank writes around a merchant: how, when and with which card it was paid.

Each bank has its own frame (`PURCHASE AUTHORIZED ON 01/02 … S123… CARD 1234`). It says nothing
about the merchant, and its words would match patterns that were meant for merchants (`APPLE` in
`APPLE PAY ENDING IN 1234`), so it goes before anything is matched.
"""

import re

_DATE = r"\d\d?/\d\d?(?:/\d{2,4})?"

_AUTHORIZED = re.compile(rf"(?P<how>[^*]{{0,40}}?) ?\bAUTHORIZED ON {_DATE} (?=\S)")

_ORIGINATOR = re.compile(
    r"ORIG CO NAME: ?(?P<name>.+?) (?:ORIG )?ID:.*?(?:DESCR: ?(?P<entry>.+?) ?SEC:.*)?$"
)

# A description that starts with none of these words has no frame in front.
_FIRST_WORDS = frozenset(
    [
        "ACH",
        "APLPAY",
        "CARD",
        "CHECK",
        "CHECKCARD",
        "CONTACTLESS",
        "DBT",
        "DDA",
        "DEBIT",
        "DEPOSIT",
        "DIRECT",
        "ELECTRONIC",
        "EXTERNAL",
        "GGLPAY",
        "INTERLINK",
        "MOBILE",
        "PIN",
        "PMNT",
        "POINT",
        "POS",
        "PRE-AUTHORIZED",
        "PREAUTHORIZED",
        "PURCHASE",
        "RECURRING",
        "SIGNATURE",
        "VISA",
        "WITHDRAWAL",
    ]
)

_FRONT = re.compile(
    rf"""(?:
      (?:RECURRING\ )?(?:DEBIT\ |CHECK\ )?CARD\ (?:PURCHASE|PAYMENT)
        (?:\ WITH\ PIN|\ RETURN|\ TO|\ AT)?(?:\ {_DATE})?
    | CHECK\ ?CARD(?:\ PURCHASE)?\ \d{{4}}
    | (?:MOBILE\ )?PURCHASE\ (?:RETURN\ |REFUND\ )?\d{{4}}(?=\ \D)
    | (?:VISA|DEBIT|SIGNATURE|PIN|CONTACTLESS|INTERLINK|RECURRING)(?:\ DEBIT)?\ PURCHASE(?:\ RETURN)?
    | PURCHASE(?!\ (?:INTEREST|FINANCE|AUTHORIZED|ADJUST|REWARD|FEE|ORDER|PAYMENT)\b)(?:\ RETURN)?
    | PMNT\ (?:SENT|RCVD)\ \d{{4}}
    | (?:POS|POINT\ OF\ SALE)
        (?:\ (?:DEBIT|PURCHASE|WITHDRAWAL|REFUND|RETURN|SIGNATURE|PIN|TRANSACTION))*(?:\ {_DATE})?
    | (?:EXTERNAL|ELECTRONIC|PRE-?AUTHORIZED)(?:\ ACH)?
        \ (?:WITHDRAWAL|DEBIT|DEPOSIT|CREDIT|PAYMENT|PMT)
    | ACH(?:\ (?:ELECTRONIC|HOLD))?(?:\ (?:DEBIT|CREDIT|WITHDRAWAL|DEPOSIT|PAYMENT|PMT|TRANSFER))?
    | (?:WITHDRAWAL|DEPOSIT)\ (?:ACH|DEBIT\ CARD|POS|VISA)
    | DIRECT\ DEBIT\ (?:TO|FROM)
    | DBT\ CRD(?:\ \d{{4}})?(?:\ {_DATE})?(?:\ \d{{6,8}})?
    | (?:VISA\ )?DDA\ PUR(?:CHASE)?(?:\ AP)?(?:\ \d{{4,8}})?
    | APLPAY | GGLPAY
    )\ ?[:\-]?\ (?=\S)""",
    re.VERBOSE,
)

_WALLET = re.compile(r" ?(?:APPLE|GOOGLE|SAMSUNG) PAY ENDING IN \d*.*")
_CARD = re.compile(r"(?: [PS]\d{12,16})?(?: CARD X*\d{4})$| [PS]\d{14,15}$")
_COLON_TAIL = re.compile(
    r" (?:(?:PPD|WEB|CCD|TEL|ARC|POP|BOC|IAT|CTX|CIE|RCK) ID:|ID:|INDN:|IND NAME:|CO ID:|TYPE:"
    r"|REF:|TRN:|TRACE:|CARD:|SEC:).*"
)
_HASH_TAIL = re.compile(
    r" (?:CONF(?:IRMATION)?|REF(?:ERENCE)?|TRANSACTION|TRACE|TRAN|SEQ|AUTH) ?(?:NO\.? ?)?#.*"
)
_DESCRIPTION_MARK = re.compile(r"\bDES:")
_ACQUIRER_REFERENCE = re.compile(r" \d{20,}(?: .*)?$")


def unwrap(text: str) -> str:
    """Return `text` (upper case, spaces folded) without the bank's frame around the merchant.

    What would leave nothing is left as it is. A cash withdrawal keeps that it is one.
    """
    first_word, _, _ = text.partition(" ")
    if "AUTHORIZED ON" in text:
        text = _without_authorization(text)
    if first_word in _FIRST_WORDS:
        text = _without_front(text)
    elif text.startswith("ORIG CO NAME:") and (match := _ORIGINATOR.match(text)):
        return " ".join(part for part in match.group("name", "entry") if part)
    return _without_tail(text)


def _without_authorization(text: str) -> str:
    match = _AUTHORIZED.match(text)
    if match is None:
        return text
    how, rest = match["how"], text[match.end() :]
    return f"{how} {rest}" if "ATM " in f"{how} " else rest


def _without_front(text: str) -> str:
    front = _FRONT.match(text)
    if front is None:
        return text
    rest = text[front.end() :]
    if rest.partition(" ")[0] in _FIRST_WORDS and (again := _FRONT.match(rest)):
        rest = rest[again.end() :]
    return _ACQUIRER_REFERENCE.sub("", rest) or rest


def _without_tail(text: str) -> str:
    if "ENDING IN" in text:
        text = _WALLET.sub("", text, count=1) or text
    if " CARD " in text or text[-1:].isdigit():
        text = _CARD.sub("", text, count=1) or text
    if ":" in text:
        text = _DESCRIPTION_MARK.sub("", _COLON_TAIL.sub("", text, count=1)) or text
    if "#" in text:
        text = _HASH_TAIL.sub("", text, count=1) or text
    return text
