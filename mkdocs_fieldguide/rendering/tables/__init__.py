"""Filters, large tables, and tables written by authors."""
