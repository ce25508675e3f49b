"""JSON, CSV and JSON Schema."""
