"""Mentions, cards, pages and tables of tools."""
