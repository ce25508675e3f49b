"""YAML with source locations, limits and recovery from syntax errors."""
