"""Export references to BibTeX, RIS, CSL-JSON and COinS."""
