"""The filter language: `category:food amount>50 date:last-month`.

One language for the list of transactions, its totals, exports, reports, saved views and rules:

- `grammar.parse` turns text into a tree (`tree`), `writing.write` turns a tree into text;
- `meaning.mean` looks the tree's words up (the household's names, the days of "last month") and
  gives conditions (`conditions`), plain values that can be compared and kept;
- `compiling.compile_condition` makes SQL of them, with every value bound.

`docs/filter-language.md` is what owners read.
"""
