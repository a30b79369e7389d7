"""Which category a transaction gets, and why."""
