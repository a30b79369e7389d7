"""The parts of the local Plaid: a bank, its shapes, its rules, its failures and its Link page."""
