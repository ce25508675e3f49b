from support.browser import browser, visit, watch

__all__ = ["browser", "visit", "watch"]
