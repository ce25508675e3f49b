"""YAML with line numbers, limits and recovery after syntax errors."""
