from support.fixtures import served, site

__all__ = ["served", "site"]
