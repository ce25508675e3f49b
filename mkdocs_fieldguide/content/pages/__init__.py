"""Front matter: what an author says about a page."""
