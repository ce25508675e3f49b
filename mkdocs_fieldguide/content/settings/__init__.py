"""Validation of the plugin options that are mappings or lists; no MkDocs."""
