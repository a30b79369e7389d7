"""From text to tree, by an LALR parser; Lark is imported when the first filter comes."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from backend.services.filtering.errors import FilterError, nearest
from backend.services.filtering.fields import BY_NAME, FIELDS
from backend.services.filtering.tree import (
    All,
    AnyOf,
    Comparison,
    Node,
    Not,
    Span,
    Value,
    Words,
    all_of,
    any_of,
)

if TYPE_CHECKING:
    from lark import Lark, Token

MOST_CHARACTERS = 2_000
MOST_TERMS = 60
DEEPEST = 12

# WORD may hold what an address or an amount is made of; what starts a comparison ends it.
GRAMMAR = r"""
start: either
either: both (_OR both)*
both: part (_AND? part)*
?part: negated | comparison | word | _LPAR either _RPAR
negated: (_NOT | _MINUS) part
comparison: WORD OPERATOR value (_COMMA value)*
word: WORD | QUOTED
value: VALUE | QUOTED | REGEX

_OR.3: /OR(?![^\s()"“„])/
_AND.3: /AND(?![^\s()"“„])/
_NOT.3: /NOT(?![^\s()"“„])/
_MINUS.2: /-(?=[^\s\d.,)$€£¥+−-])/
_COMMA.4: ","
_LPAR: "("
_RPAR: ")"
OPERATOR.2: /:?(?:!=|<=|>=|[=<>~])|:/
QUOTED: /"(?:[^"\\]|\\.)*"|[“„](?:[^”“\\]|\\.)*[”“]/s
WORD: /(?!(?:OR|AND|NOT)(?![^\s()"“„]))(?:[^\s()"“„”:=<>~!]|!(?!=))+/
REGEX.3: /\/(?:[^\/\\\n]|\\.)+\/(?=[\s(),"“„”]|$)/
VALUE.1: /[^\s(),"“„”]+/
%ignore /\s+/
"""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN = ("..", "…")
_LOUD = {"or": "OR", "and": "AND", "not": "NOT"}


def parse(text: str) -> Node | None:
    """Return what `text` says; None for one that says nothing.

    Raises:
        FilterError: it can't be understood, or is too long, too wide or too deep.
    """
    _refuse_what_is_too_much(text)
    if not text.strip():
        return None
    from lark.exceptions import UnexpectedInput

    from backend.services.filtering.explaining import explained

    try:
        found = _parser().parse(text)
    except UnexpectedInput as error:
        raise explained(text, error) from None
    node = _Reading(text).node(found.children[0], depth=0)
    _refuse_quiet_words(node)
    return node


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


def _refuse_what_is_too_much(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        message = (
            f"A filter has {MOST_CHARACTERS:,} characters at most; this one has {len(text):,}."
        )
        raise FilterError(message, Span(MOST_CHARACTERS, len(text)))
    unwritable = _UNWRITABLE.search(text)
    if unwritable:
        raise FilterError("This character can't be searched for.", Span(*unwritable.span()))


class _Reading:
    """One walk from the parser's tree to ours."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.terms = 0

    def node(self, found: Any, *, depth: int) -> Node:
        if depth > DEEPEST:
            message = f"That is nested too deeply: {DEEPEST} levels at most."
            raise FilterError(message, self._somewhere(found))
        match found.data:
            case "either":
                return any_of([self.node(part, depth=depth + 1) for part in found.children])
            case "both":
                return all_of([self.node(part, depth=depth) for part in found.children])
            case "negated":
                return Not(self.node(found.children[0], depth=depth + 1))
        self._count(found)
        return self._words(found) if found.data == "word" else self._comparison(found)

    def _count(self, found: Any) -> None:
        # Each value is a condition of its own: SQLite takes a thousand parts of one at most.
        self.terms += 1 if found.data == "word" else len(found.children) - 2
        if self.terms > MOST_TERMS:
            message = f"That is too much for one filter: {MOST_TERMS} conditions at most."
            raise FilterError(message, self._somewhere(found))

    def _somewhere(self, found: Any) -> Span:
        while not hasattr(found, "start_pos"):  # not by recursion: it may be nested very deeply
            found = found.children[0]
        return _span(found)

    def _words(self, found: Any) -> Words:
        [token] = found.children
        text, quoted = _unquoted(token)
        return Words(text, exact=quoted, span=_span(token))

    def _comparison(self, found: Any) -> Comparison:
        name, operator, *values = found.children
        field = BY_NAME.get(name.lower())
        if field is None:
            raise _unknown_field(name, operator)
        sign = operator[1:] if len(operator) > 1 and operator[0] == ":" else str(operator)
        if sign not in field.operators:
            raise FilterError(
                f"“{sign}” doesn't go with {field.name}. It takes {' '.join(field.operators)}",
                _span(operator),
                expected=field.operators,
                suggestion=":",
            )
        read = tuple(_value(value.children[0]) for value in values)
        span = Span(_span(name).start, read[-1].span.end)
        return Comparison(field.name, sign, read, span, _span(operator))


def _unknown_field(name: "Token", operator: "Token") -> FilterError:
    meant = nearest(name, list(BY_NAME))
    if meant is None:
        hint = f"To search for “{name}{operator}…” as it is, put it in quotes."
    else:
        hint = f"Did you mean “{meant}{operator}”?"
    return FilterError(
        f"There is no field “{name}”. {hint}",
        _span(name),
        expected=[field.name for field in FIELDS],
        suggestion=meant,
    )


def _value(token: "Token") -> Value:
    if token.type == "REGEX":
        return Value(token[1:-1], span=_span(token), is_regex=True)
    text, quoted = _unquoted(token)
    # What begins like an expression and is none is written in quotes from now on.
    return Value(text, quoted=quoted or text.startswith("/"), span=_span(token))


def _unquoted(token: "Token") -> tuple[str, bool]:
    if token.type != "QUOTED":
        return str(token), False
    text = _ESCAPED.sub(r"\1", token[1:-1])
    if not text.strip():
        message = "Nothing stands between the quotes. For what is empty, write none without them."
        raise FilterError(message, _span(token))
    return text, True


def _span(token: "Token") -> Span:
    start, end = token.start_pos, token.end_pos
    return Span(start or 0, end or 0)


def _refuse_quiet_words(node: Node) -> None:
    """Refuse `or` between comparisons: it would search for the word, and find nothing.

    Between words, as in “barnes and noble”, it is one of them.

    Raises:
        FilterError: a small or, and or not stands where a loud one was surely meant.
    """
    if isinstance(node, Not):
        _refuse_quiet_words(node.part)
    if not isinstance(node, All | AnyOf):
        return
    for part in node.parts:
        _refuse_quiet_words(part)
        if isinstance(part, Words) and not part.exact and part.text.startswith(_BETWEEN):
            message = "A range is written without spaces, such as 10..20."
            raise FilterError(message, part.span)
    for place, part in enumerate(node.parts):
        if not isinstance(part, Words) or part.exact or part.text.lower() not in _LOUD:
            continue
        beside = [*node.parts[max(0, place - 1) : place], *node.parts[place + 1 : place + 2]]
        if not any(isinstance(other, Words) for other in beside):
            raise _quiet(part)


def _quiet(word: Words) -> FilterError:
    loud = _LOUD[word.text.lower()]
    return FilterError(
        f"Write {loud} in capitals to join conditions, or “{word.text}” in quotes to search for it.",
        word.span,
        expected=[loud],
        suggestion=loud,
    )
