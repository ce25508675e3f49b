"""`fieldguide check`: a build without output, and its caches."""
