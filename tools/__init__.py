"""Tools for those who work on mkdocs-fieldguide; nothing of this is in the wheel."""
