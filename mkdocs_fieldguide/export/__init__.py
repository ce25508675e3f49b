"""The guide's data for machines, as files that the site publishes."""
