"""What a CAMT entry says to a person: who, and what for."""

from xml.etree.ElementTree import Element

from backend.services.importing.readers.wording import clean, join

_SAYS_NOTHING = {"", "NOTPROVIDED", "NOTAVAILABLE", "NONREF"}
_SHOWN_PAYMENTS = 4


def counterparty(entry: Element) -> str:
    """Return who was paid, or who paid; "" where it is not said or there are several."""
    names = {_other_side(entry, details) for details in entry.findall("NtryDtls/TxDtls")}
    return names.pop() if len(names) == 1 else ""


def description(entry: Element) -> str:
    """Return the other side's name and the purpose; for collected payments, the first few."""
    details = entry.findall("NtryDtls/TxDtls")
    texts = [join(_other_side(entry, one), _purpose(one)) for one in details]
    told = list(dict.fromkeys(filter(None, texts)))
    own = clean(entry.findtext("AddtlNtryInf"))
    if not told:
        return own or clean(entry.findtext("BkTxCd/Prtry/Cd")) or _kind(entry)
    if len(details) == 1:
        return told[0]
    shown = "; ".join(told[:_SHOWN_PAYMENTS])
    return f"{len(details)} payments: {shown}{' …' if len(told) > _SHOWN_PAYMENTS else ''}"


def _kind(entry: Element) -> str:
    return "Payment received" if entry.findtext("CdtDbtInd") == "CRDT" else "Payment"


def _other_side(entry: Element, details: Element) -> str:
    """Return the name of the debtor of money in, of the creditor of money out."""
    received = (details.findtext("CdtDbtInd") or entry.findtext("CdtDbtInd")) == "CRDT"
    # A returned payment names the parties of the payment, not those of the return.
    if entry.findtext("RvslInd") in {"true", "1"}:
        received = not received
    role = "Dbtr" if received else "Cdtr"
    for path in (f"{role}/Nm", f"{role}/Pty/Nm", f"Ultmt{role}/Nm", f"Ultmt{role}/Pty/Nm"):
        name = clean(details.findtext(f"RltdPties/{path}"))
        if name:
            return name
    return ""


def _purpose(details: Element) -> str:
    """Return the free text of a payment, or whatever else tells one payment from another."""
    free = [clean(text.text) for text in details.iterfind("RmtInf/Ustrd")]
    told = " ".join(text for text in free if text not in _SAYS_NOTHING)
    if told:
        return told
    for path in (
        "RmtInf/Strd/AddtlRmtInf",
        "RmtInf/Strd/CdtrRefInf/Ref",
        "AddtlTxInf",
        "Refs/EndToEndId",
    ):
        text = clean(details.findtext(path))
        if text not in _SAYS_NOTHING:
            return text
    return ""
