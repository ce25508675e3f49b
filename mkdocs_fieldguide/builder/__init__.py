"""One MkDocs build, event by event; with plugin.py and config.py, the only code that imports mkdocs."""
