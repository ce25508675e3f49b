"""A citation processor for the Citation Style Language (CSL) 1.0.2, in pure Python.

It implements the CSL specification (https://docs.citationstyles.org/en/stable/specification.html).
`docs/background/citations-engine.md` compares it with citeproc-py and explains why it exists.
"""
