"""References: read, query, sort and group bibliographies, and format them in a CSL style.

Nothing in here depends on pages or on the build.
"""
