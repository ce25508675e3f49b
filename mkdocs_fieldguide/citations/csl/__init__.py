"""A processor for Citation Style Language 1.0.2, in plain Python.

The rules are those of the CSL specification (https://docs.citationstyles.org/en/stable/specification.html).
Why it exists beside citeproc-py is written, with figures, in `docs/background/citations-engine.md`.
"""
