"""The entities of a guide: tools, people, organisations, pages and references; no I/O.

Everything here is immutable data and uses only the standard library and pydantic. `content` loads it from
files; `registry` joins it into one graph.

The keys are those of the ELIXIR Toolkit Theme's data files, so that the data of such a site is read
unchanged.
"""
