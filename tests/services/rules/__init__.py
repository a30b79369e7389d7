"""Tests of the owner's rules."""
