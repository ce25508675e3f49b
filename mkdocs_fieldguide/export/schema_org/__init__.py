"""Structured data: JSON-LD with the vocabulary of schema.org."""
