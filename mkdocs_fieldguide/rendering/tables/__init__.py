"""Filters, pages of large tables, tables that authors write."""
