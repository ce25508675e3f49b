"""The link checker, `fieldguide check --links`: collect external URLs, request them, classify the results."""
