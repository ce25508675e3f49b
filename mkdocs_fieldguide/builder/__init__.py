"""One MkDocs build, event by event; the only room, with plugin.py and config.py, that imports mkdocs."""
