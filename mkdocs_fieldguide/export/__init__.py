"""Machine-readable exports of the guide: data files, reference files, JSON-LD and files for GitHub.

The functions return text; the build and the command line write the files.
"""
