"""Generate issue forms and workflows for GitHub."""
