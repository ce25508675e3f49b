"""A GitHub workflow that checks every change to a guide and says at its lines what is wrong."""

from __future__ import annotations

WORKFLOW = """\
name: Check the guide

on:
  pull_request:
  push:
    branches: [main]

# The check reads what strangers propose and runs nothing of it; it needs no more than this.
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
