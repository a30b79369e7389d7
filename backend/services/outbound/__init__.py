"""What may leave this computer, and the ledger of what did."""
