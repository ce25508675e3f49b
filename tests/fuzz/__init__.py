"""Fuzzing of everything that reads untrusted input."""
