"""Loaders of front matter, and locations in the source of a page."""
