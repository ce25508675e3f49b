"""Building blocks of regular expressions that match HTML tags.

No regular expression in this package uses possessive quantifiers (`*+`) or atomic groups (`(?>…)`). Python
supports them from 3.11 on, but matches them incorrectly before 3.11.5, which includes Debian 12's 3.11.2
(https://github.com/python/cpython/issues/100061, https://github.com/python/cpython/issues/106052). These
patterns take linear time without them, because each character can be matched in only one way.
"""

NAME = r"[A-Za-z][\w:-]*(?![\w:-])"
"""Name of an element. The lookahead prevents quadratic backtracking to shorter names."""

ATTRIBUTES = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*"""
"""The text between an element's name and `>`. A quoted value may contain `<` and `>`."""
