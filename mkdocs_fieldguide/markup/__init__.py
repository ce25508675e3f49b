"""Tags in Markdown become placeholders, and placeholders become slots in HTML, which `rendering` fills."""
