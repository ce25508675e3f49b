"""Loaders: data files, front matter and settings to validated entries, with the location of each value.

May import the model, findings and files; nothing here renders, or depends on MkDocs.
"""
