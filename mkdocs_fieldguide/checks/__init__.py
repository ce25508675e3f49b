"""Checks over the whole registry, once everything is loaded (floor 2)."""
