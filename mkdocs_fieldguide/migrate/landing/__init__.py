"""Conversion of home pages, which are templates in HTML, to landing pages in Markdown.

Only `html_tree` and the modules below it know Beautiful Soup, a library of the extra `migrate`.
"""
