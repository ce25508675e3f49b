"""Migration of sites made with Jekyll and the ELIXIR Toolkit Theme (ETT) to MkDocs and this plugin.

Only `pipeline` reads and writes files. The other modules convert settings and navigation, with a note on
everything that has no counterpart.
"""
