from support.browser import browser, tabs, visit, watch

__all__ = ["browser", "tabs", "visit", "watch"]
