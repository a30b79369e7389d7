"""What the app notices by itself, on this computer: no key, no account, nothing sent.

Each kind is a module with one function that yields `Insight`s from the app's own reports, so that
every figure is that of the screen which it links to. `report` puts them together.
"""
