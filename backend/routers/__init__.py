"""HTTP, thin: one file per feature."""
