"""How often the app is right: its predictions against what the owner confirmed.

`outcomes` reads what became of the predictions, counted by the database; `figures` makes the page
of it; `replaying` makes the same page from the log, one record at a time, to prove it;
`mistakes` lists what was wrong.
"""
