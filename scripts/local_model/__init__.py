"""What the local model is made from, and how: see scripts/build_local_model.py."""
