"""What the app does: one name per feature."""
