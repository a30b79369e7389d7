"""Bank sync: logins, the accounts behind them, and bringing what their banks know."""
