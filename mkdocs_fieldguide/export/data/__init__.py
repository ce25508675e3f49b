"""Export data to JSON and CSV, and JSON Schemas for the guide's own files."""
