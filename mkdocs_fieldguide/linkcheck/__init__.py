"""`fieldguide check --links`: collect, schedule, request and classify external links."""
