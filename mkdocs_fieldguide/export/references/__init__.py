"""References as BibTeX, RIS, CSL-JSON and COinS."""
