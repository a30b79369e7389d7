"""Words that all features share."""
