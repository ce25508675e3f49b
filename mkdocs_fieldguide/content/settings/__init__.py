"""The shapes of plugin options; no mkdocs."""
