"""What runs by the clock, beside requests: bank sync, investments, prices."""
