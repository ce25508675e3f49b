"""A site made with Jekyll and the ELIXIR Toolkit Theme (ETT), as one for MkDocs and this plugin.

Floor 2: what the old site says comes in, what the new one says goes out, with a note for each thing that has
no counterpart. Nothing here reads or writes files.
"""
