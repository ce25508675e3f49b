"""Reading mkdocs.yml without importing plugins or running code."""
