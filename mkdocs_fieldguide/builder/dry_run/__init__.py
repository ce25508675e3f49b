"""Dry run of a build for `fieldguide check`, and its caches."""
