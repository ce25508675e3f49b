"""Renders the registry and the placeholders of pages as HTML, through Jinja templates."""
