"""mkdocs-fieldguide: an MkDocs plugin and theme bundle for community knowledge guides."""

__version__ = "0.1.0"
