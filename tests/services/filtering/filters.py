"""Filters as hypothesis makes them: trees as a person could type them, and any text at all."""

from hypothesis import strategies as st

from backend.services.filtering.fields import FIELDS, HAS, IS, SOURCES, STATUSES, Kind
from backend.services.filtering.tree import Comparison, Node, Not, Value, Words, all_of, any_of

WORDS = st.sampled_from(["cafe", "CAFE", "12", "12.5", "%", "a_b", "\\", "o", "50%", "blue", "-5"])
PHRASES = st.sampled_from(["blue bottle", "OR", "a:b", '"', "\\", "12", "%", "(x", "none", "-a"])
TEXTS = WORDS | PHRASES
EXPRESSIONS = st.sampled_from(
    ["^blue", r"caf[eé]", r"^sq \*", r"\d{2}$", "a_b|50%", r"\(x", r"a\/b", "e"]
)
SIZES = st.sampled_from(["0", "12", "12.50", "$5", "100", ".5", "12.3"])
DAYS = st.sampled_from(
    [
        "2025",
        "2025-06",
        "2025-q2",
        "2025-06-15",
        "today",
        "yesterday",
        "last-month",
        "this-week",
        "last-7-days",
        "last-2-weeks",
        "last-3-months",
        "2024-02-29",
        "this-year",
        "last-quarter",
    ]
)
NAMES = {
    Kind.ACCOUNT: ["Checking", "checking", "Card", "First Bank"],
    Kind.CATEGORY: ["Food", "food", "coffee", "rent", "none", "salary", "between"],
    Kind.TAG: ["Trip", "trip 2025", "none", "%"],
    Kind.STATUS: list(STATUSES),
    Kind.SOURCE: list(SOURCES),
    Kind.NUMBER: ["1", "7"],
}


@st.composite
def ranges(draw: st.DrawFn, one: st.SearchStrategy[str]) -> str:
    """Return a range, also one that is turned or open."""
    low, high = draw(one), draw(one)
    return draw(st.sampled_from([f"{low}..{high}", f"{low}..", f"..{high}"]))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    field = draw(st.sampled_from(FIELDS))
    operator = draw(st.sampled_from(field.operators))
    if field.kind in (Kind.AMOUNT, Kind.DATE):
        one = SIZES if field.kind is Kind.AMOUNT else DAYS
        texts = [draw(one | ranges(one) if operator in (":", "=", "!=") else one)]
    else:
        known = list(HAS if field.name == "has" else IS) if field.kind is Kind.FLAG else None
        choices = TEXTS if field.kind is Kind.TEXT else st.sampled_from(known or NAMES[field.kind])
        texts = draw(st.lists(choices, min_size=1, max_size=3))
    values = tuple(_value(draw, text) for text in texts)
    if field.kind is Kind.TEXT and draw(st.booleans()):
        values += (Value(draw(EXPRESSIONS), is_regex=True),)
    return Comparison(field.name, operator, values)


def _value(draw: st.DrawFn, text: str) -> Value:
    bare = text not in ("", '"', "(x", "blue bottle", "First Bank", "trip 2025", "<")
    return Value(text, quoted=not bare or draw(st.booleans()))


WORD_NODES = WORDS.map(Words) | PHRASES.map(lambda text: Words(text, exact=True))


def _grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3)
    return several.map(all_of) | several.map(any_of) | parts.map(Not)


TREES: st.SearchStrategy[Node] = st.recursive(WORD_NODES | comparisons(), _grown, max_leaves=8)
# What filters are made of, in any order: most of it is none.
PIECES = st.sampled_from(
    [
        "category",
        "date",
        "amount",
        "foo",
        ":",
        "=",
        "!=",
        "<",
        ">=",
        "~",
        "..",
        ",",
        '"',
        "“",
        "”",
        "(",
        ")",
        "-",
        "NOT",
        "AND",
        "OR",
        "or",
        " ",
        "  ",
        "\n",
        "\\",
        "%",
        "_",
        "12",
        "2025-13",
        "last-month",
        "last-9999-years",
        "none",
        "/",
        "^SQ",
        "é",
        "😀",
        "\x00",
        "�",
        "'",
        ";--",
        "9" * 30,
    ]
)
NONSENSE = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)
