"""What developers run: checks, screenshots, the lists in the docs."""
