"""Rules that choose a category: the owner's view of mappings and amount rules."""
