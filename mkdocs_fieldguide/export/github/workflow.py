"""A GitHub workflow that checks every change to a guide and annotates the lines with problems."""

from __future__ import annotations

WORKFLOW = """\
name: Check the guide

on:
  pull_request:
  push:
    branches: [main]

# The check reads untrusted content from pull requests, but does not run it; read access is sufficient.
permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: python -m pip install --quiet mkdocs-fieldguide
      - run: fieldguide check --no-cache --format github
"""
