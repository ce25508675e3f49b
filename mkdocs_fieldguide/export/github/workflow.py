"""GitHub workflows: one checks every change to a guide and annotates lines, the other publishes the guide."""

from __future__ import annotations

import json

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

_PUBLISH = """\
name: Publish the guide

on:
  push:
    branches: [BRANCH]
  workflow_dispatch:

permissions: {}

# Publications must not overtake each other.
concurrency:
  group: pages

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 # v5.1.0
        with:
          fetch-depth: 0 # dates of pages come from the history
          persist-credentials: false
      - uses: actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0
        with:
          python-version: "3.13"
      - run: python -m pip install --quiet mkdocs-fieldguide
      # Without --strict, a mistake in one page does not keep the others from being published.
      - run: mkdocs build
      - uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        with:
          path: site

  publish:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.pages.outputs.page_url }}
    steps:
      - id: pages
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""


def publishing_workflow(branch: str) -> str:
    """Return a workflow that publishes a guide with GitHub Pages.

    Args:
        branch: the branch that is published.
    """
    return _PUBLISH.replace("BRANCH", json.dumps(branch))
