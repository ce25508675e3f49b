"""References: reading bibliographies, choosing from them, and formatting them in a CSL style.

Floor 2: imports only the standard library, pybtex and floors 0 and 1. Data in, text and findings out.
"""
