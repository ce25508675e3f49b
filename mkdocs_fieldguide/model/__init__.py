"""The things a guide knows: tools, people, organisations, pages, references.

Floor 0: standard library and pydantic only. Everything here is frozen data; reading it from files is the
work of `load`, joining it into one graph that of `registry`.

The keys are those of the ELIXIR Toolkit Theme's data files, so that such a site's data is read as it is.
"""
