"""Builds after other builds: under `mkdocs serve`, and with the option `--dirty`."""
