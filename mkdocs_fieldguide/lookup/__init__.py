"""Finding a publication's data by its DOI, PMID or ISBN, for the command `fieldguide cite`.

Floor 2: imports only the standard library and floors 0 and 1. Only the command uses this; a build asks
nobody anything.
"""
