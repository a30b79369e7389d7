"""A text while it is looked through: what was found in it, and what is still open."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from re import Match, Pattern

# Stands in the shadow for what was found already; no later pattern reads letters or digits there.
COVERED = "\x00"


class Kind(StrEnum):
    """What something private is; its name stands in brackets where it was."""

    EMAIL = "email"
    PHONE = "phone"
    ACCOUNT = "account"
    NUMBER = "number"
    CODE = "code"
    ADDRESS = "address"
    PERSON = "person"
    OWNER = "owner"


@dataclass(slots=True)
class Cover:
    """A text and its shadow: the same in capitals without accents, letter for letter."""

    text: str
    shadow: str
    found: list[tuple[int, int, Kind]] = field(default_factory=list)

    @classmethod
    def over(cls, text: str) -> "Cover":
        """Return `text` with nothing found in it so far, freed of signs that can't be seen."""
        plain = unicodedata.normalize("NFKC", text).replace("[", "(").replace("]", ")")
        plain = "".join(map(_visible, plain))
        return cls(plain, "".join(map(_plain, plain)))

    def hide(self, start: int, end: int, kind: Kind) -> None:
        """Note that this part is private."""
        self.found.append((start, end, kind))
        self.keep(start, end)

    def keep(self, start: int, end: int) -> None:
        """Note that this part is looked through; nothing more is looked for in it."""
        self.shadow = self.shadow[:start] + COVERED * (end - start) + self.shadow[end:]

    def hide_all(self, pattern: Pattern[str], kind: Kind) -> None:
        """Hide each match of `pattern`, or its group `it` where it has one."""
        group: int | str = "it" if "it" in pattern.groupindex else 0
        for match in pattern.finditer(self.shadow):
            if match.start(group) >= 0:
                self.hide(match.start(group), match.end(group), kind)

    def keep_all(self, pattern: Pattern[str]) -> None:
        """Keep each match of `pattern` as it is."""
        for match in pattern.finditer(self.shadow):
            self.keep(match.start(), match.end())

    def hide_where(
        self, pattern: Pattern[str], kind: Kind, *, is_it: Callable[[Match[str]], bool]
    ) -> None:
        """Hide the group `it` of the matches of which `is_it` says so."""
        for match in pattern.finditer(self.shadow):
            if is_it(match):
                self.hide(match.start("it"), match.end("it"), kind)

    def redacted(self, name: Callable[[Kind, str], str]) -> str:
        """Return the text with what was found replaced by what `name` calls it."""
        parts: list[str] = []
        at = 0
        for start, end, kind in self._merged():
            parts += (self.text[at:start], name(kind, self.text[start:end]))
            at = end
        return "".join([*parts, self.text[at:]])

    def _merged(self) -> list[tuple[int, int, Kind]]:
        """Return what was found, in order, neighbours of one kind as one."""
        merged: list[tuple[int, int, Kind]] = []
        for start, end, kind in sorted(self.found):
            if merged and merged[-1][2] == kind and not self.text[merged[-1][1] : start].strip():
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]), kind)
            else:
                merged.append((start, end, kind))
        return merged


def fold_letters(text: str) -> str:
    """Return `text` as shadows show it."""
    return Cover.over(text).shadow


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width signs part numbers where nobody sees it
        return ""
    return " " if category in ("Cc", "Zl", "Zp", "Zs", "Cs", "Co", "Cn") else character


def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1].upper()
    if len(base) != 1:  # ß has two capitals
        return character
    return str(unicodedata.digit(base)) if base.isdecimal() else base
