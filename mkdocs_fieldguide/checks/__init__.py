"""Checks of the whole guide once it is loaded: they read the registry and pages, and only add findings."""
