"""Transfers: movements between own accounts, paired from their two legs."""
