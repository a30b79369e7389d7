"""The adviser: figures computed by the app, a model that words them, and a check of what it says."""
