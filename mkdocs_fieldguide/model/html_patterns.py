"""Parts of regular expressions that find tags in HTML.

No regular expression of this package has possessive quantifiers (`*+`) or atomic groups (`(?>…)`). Python has
them from 3.11 on, but matches them wrongly before 3.11.5, among them Debian 12's 3.11.2
(https://github.com/python/cpython/issues/100061, https://github.com/python/cpython/issues/106052). What is
written here takes linear time without them: each character can be matched in one way only.
"""

NAME = r"[A-Za-z][\w:-]*(?![\w:-])"
"""Name of an element. The lookahead keeps a search from trying shorter names in quadratic time."""

ATTRIBUTES = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*"""
"""The text between an element's name and `>`. A quoted value may contain `<` and `>`."""
