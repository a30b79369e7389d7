"""The local model: what a household would file a line under, learned on its own computer."""
