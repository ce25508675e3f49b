"""Tiles, landing pages, news, events and countries."""
