"""One pure reader per statement format."""
