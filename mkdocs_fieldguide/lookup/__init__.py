"""Lookup of publications by DOI, PMID or ISBN for `fieldguide cite`; a build makes no requests."""
