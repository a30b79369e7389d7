"""Reports: what confirmed rows add up to."""
