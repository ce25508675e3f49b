"""Liquid, the template language of Jekyll: what pages and includes compute from the data of their site.

Only this package imports the libraries of the extra `migrate`.
"""
