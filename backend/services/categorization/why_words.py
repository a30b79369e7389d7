"""What evidence says, in sentences the owner reads. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from backend.services.categorization.decisions import Hold

NameOf = Callable[[int | None], str | None]

_HOLDS = {
    Hold.TOO_FEW_TIMES: "It was not confirmed often enough yet to be filed by itself.",
    Hold.SEVERAL_CATEGORIES: "This merchant is filed under several categories, so you are asked.",
    Hold.PLATFORM: "Anything may be bought or paid there, so you are asked.",
    Hold.PART_OF_NAME: "Only a part of a longer name matched, so you are asked.",
    Hold.WRONG_DIRECTION: "It is income by its name, but money went out.",
    Hold.SWITCHED_OFF: "This rule only suggests.",
    Hold.MATTER_OF_TASTE: "Households file this differently, so you are asked.",
    Hold.ERROR_BUDGET: "Too many of its kind were corrected lately, or nothing may be filed by itself.",
    Hold.THIN_EVIDENCE: "Nothing like it was confirmed yet, so you are asked.",
    Hold.NOT_SURE_ENOUGH: "It is not sure enough to be filed by itself.",
    Hold.RULE_ASKS: "Your rule asks before it files.",
    Hold.SPLIT_DOES_NOT_FIT: "The parts of your rule don’t fit this amount.",
}
_LEVELS = {
    "name_and_amount": "at {name} with this amount",
    "name": "at {name}",
    "three_words": "at names that begin so",
    "two_words": "at names that begin so",
    "first_word": "at names that begin with the same word",
}
_USUAL = 3


def hold_sentence(hold: str | None) -> str | None:
    """Return why a person has to look, if so."""
    return _HOLDS[Hold(hold)] if hold else None


def counts_sentence(evidence: Mapping[str, Any], name: str, category: str) -> str | None:
    """Return the narrowest count behind a prediction: “12 of 12 at Blue Door Cafe were Coffee”.

    None where nothing like the line was confirmed.
    """
    for level, times, total in evidence["counts"]:
        is_telling = level == "name" or (level in _LEVELS and total >= _USUAL)
        if is_telling and times:
            where = _LEVELS[level].format(name=name) + _since(evidence.get("since"))
            return f"{times:,} of {total:,} {where} were {category}."
    return None


def _since(month: str | None) -> str:
    """Return from when on rows were counted, where there are older ones."""
    return f" since {dt.date.fromisoformat(f'{month}-01'):%B %Y}" if month else ""


def local_sentence(evidence: Mapping[str, Any], name: str, confidence: float, of: NameOf) -> str:
    """Return what led the local model to its word."""
    category = of(evidence["shares"][0][0]) or "a category that is gone"
    counted = counts_sentence(evidence, name, category)
    known = evidence["known"]
    if counted is None and known and of(known[1]):
        counted = f"Most households file {known[0]} under {of(known[1])}."
    if counted is None:
        counted = f"Its words sound like {category}."
    return f"{counted} Going by that, this computer is {confidence:.0%} sure."


def guess_sentence(evidence: Mapping[str, Any], of: NameOf) -> str:
    """Return what is said of a line that nothing is known of."""
    sentence = "No rule and no known merchant matched."
    guess = of(evidence.get("guess"))
    if guess is None:
        return sentence
    return f"{sentence} The best guess is {guess}, at {evidence['sure']:.0%}: too little to say it."


def what_changes_it(tier: str, evidence: Mapping[str, Any], *, is_auto: bool) -> list[str]:
    """Return what would lead to another decision, most likely first."""
    if tier == "rule":
        return ["Changing that rule, or another rule that stands before it."]
    if tier == "amount_rule":
        return ["Changing that amount rule, or a rule of your own: those are asked first."]
    found = []
    if tier == "merchant_map":
        found.append(_of_mapping(evidence, is_auto=is_auto))
    elif tier == "local_model":
        found.append(
            "Confirm another category once, and it asks from then on."
            if is_auto
            else "Each confirmation at this merchant counts at once."
        )
    found.append("A rule of your own would win.")
    return found


def _of_mapping(evidence: Mapping[str, Any], *, is_auto: bool) -> str:
    if evidence["origin"] == "own":
        return "Changing your rule for this merchant."
    if is_auto:
        return "Confirm another category once, and it asks from then on."
    left = evidence["threshold"] - evidence["times"]
    goes_on_waiting = (
        evidence["is_ambiguous"]
        or evidence["is_platform"]
        or evidence["is_part_of_name"]
        or evidence["is_paused"]
        or (evidence["is_income"] and evidence["is_outflow"])
    )
    if left > 0 and not goes_on_waiting:
        times = "once more" if left == 1 else f"{left} more times"
        return f"Confirm it {times}, and it is filed by itself from then on."
    return "Confirm another category, and that is suggested from then on."
