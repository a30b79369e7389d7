"""The portfolio: what brokers and a price source tell of it, stored exactly."""
