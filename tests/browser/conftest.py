from pathlib import Path

import pytest
from support.browser import browser, tabs, visit, watch

__all__ = ["browser", "tabs", "visit", "watch"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Give a test in the browser a second and a third chance.

    A browser that waits for a busy machine paints half a page now and then. What is wrong fails three times;
    the summary counts what needed another run.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))
