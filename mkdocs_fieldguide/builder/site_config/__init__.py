"""Reads mkdocs.yml without importing plugins or running code."""
