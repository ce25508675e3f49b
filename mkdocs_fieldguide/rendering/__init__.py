"""From registry and marks to HTML, through the Jinja templates of the theme folder."""
