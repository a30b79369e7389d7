"""What comes again and again: found in the rows, said by the owner, foretold."""
