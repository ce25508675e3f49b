"""Reading data files and front matter into the model, with the place of every value (floor 1)."""
