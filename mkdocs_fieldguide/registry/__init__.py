"""The immutable registry of all content, and the indexes of mentions, credits and relations built from it.

It reads no files and produces no output.
"""
