"""Reading BibTeX and biblatex files leniently, and turning their entries into CSL-JSON.

pybtex reads the entries, one at a time, so that a damaged one takes no other with it.
"""
