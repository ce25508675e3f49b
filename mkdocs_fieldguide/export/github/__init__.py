"""Issue forms and workflows for GitHub."""
