"""A lenient reader of BibTeX and biblatex files that converts entries to CSL-JSON.

Entries are parsed with pybtex one at a time, so that a syntax error affects only its own entry.
"""
