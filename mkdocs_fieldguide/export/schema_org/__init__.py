"""JSON-LD in the terms of schema.org."""
