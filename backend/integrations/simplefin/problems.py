"""What SimpleFIN says beside its data: always shown, never as it came."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.integrations.bank_feed import FeedFailure, FeedProblem
from backend.integrations.simplefin.credentials import Access
from backend.integrations.simplefin.errors import plain
from backend.integrations.simplefin.reading import ReadAccount

EVERY_BANK = "*"
_CODE = re.compile(r"[a-z0-9_.-]{1,60}", re.IGNORECASE)
_WANTS_A_LOGIN = re.compile(r"\bauth|log ?in|sign ?in|credential|password|attention", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A problem and the bank whose data it makes doubtful.

    That is `EVERY_BANK` where it can't be told, None where it is about the service alone.
    """

    problem: FeedProblem
    bank: str | None


def bank_of(read: ReadAccount) -> str:
    """Return by what an account's bank is known: its connection, or in version 1 its name."""
    return read.connection_id or read.account.institution_name or EVERY_BANK


def named_problems(
    document: Mapping[str, Any], accounts: Iterable[ReadAccount], access: Access
) -> Iterator[Named]:
    """Return the problems that a document names."""
    known = list(accounts)
    banks = _names(document, known)
    listed = document.get("errlist")
    for entry in listed if isinstance(listed, list) else []:
        fields = entry if isinstance(entry, dict) else {"msg": entry}
        yield _of_entry(fields, known, banks, access)
    told = document.get("errors")
    for text in told if isinstance(told, list) else []:
        words = _words(text, access)
        by_name = [key for key, name in banks.items() if name.lower() in words.lower()]
        failure = FeedFailure.ACTION_AT_BANK if _WANTS_A_LOGIN.search(words) else None
        yield Named(FeedProblem(f"SimpleFIN: {words}", failure), _only(by_name))


def _names(document: Mapping[str, Any], accounts: list[ReadAccount]) -> dict[str, str]:
    """Return the names of the banks by what they are known by, also of those without accounts."""
    listed = document.get("connections")
    names = {
        str(entry["conn_id"]): plain(str(entry.get("org_name") or entry.get("name") or ""))
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict) and entry.get("conn_id")
    }
    for read in accounts:
        names.setdefault(bank_of(read), read.account.institution_name or "")
    return {key: name for key, name in names.items() if name}


def _of_entry(
    entry: Mapping[str, Any], accounts: list[ReadAccount], banks: Mapping[str, str], access: Access
) -> Named:
    code = str(entry.get("code") or "")
    code = code if _CODE.fullmatch(code) else ""
    words = _words(entry.get("msg") or entry.get("message") or entry.get("description"), access)
    account_id = entry.get("account_id")
    of_account = {
        bank_of(read) for read in accounts if account_id and read.account.external_id == account_id
    }
    bank = str(entry.get("conn_id") or "") or _only(list(of_account))
    name = banks.get(bank)
    if code.startswith("con.auth"):
        who = name or "One of your banks"
        sentence = f"{who} wants you to log in again: open SimpleFIN and repair it there. ({words})"
        return Named(FeedProblem(sentence, FeedFailure.LOGIN_REQUIRED, code), bank)
    about = f" about {name}" if name and name.lower() not in words.lower() else ""
    doubtful = None if code.startswith("gen.") else bank
    return Named(FeedProblem(f"SimpleFIN{about}: {words}", None, code or None), doubtful)


def _words(text: Any, access: Access) -> str:
    said = plain(access.without_secrets(text)) if isinstance(text, str) else ""
    return access.without_secrets(said) or "it reports a problem without saying which."


def _only(found: list[str]) -> str:
    return found[0] if len(found) == 1 else EVERY_BANK
