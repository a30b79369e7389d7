"""The sample household: a seeded generator and its answer key."""
