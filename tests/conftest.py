import gc
import os
import tempfile

import pytest
from hypothesis import settings
from support.fixtures import served, site

__all__ = ["served", "site"]

# Each run starts with an empty cache, and leaves the user's own cache alone.
_CACHE = tempfile.TemporaryDirectory(prefix="fieldguide-cache-")
os.environ["FIELDGUIDE_CACHE_DIR"] = _CACHE.name

# No deadline, because a busy machine can be slow. `make test` tries the same short sample each time;
# the long profile draws new examples in each run.
settings.register_profile("short", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def pytest_collection_finish():
    """Let the collector of garbage pass over modules and tests, which stay until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def subprocesses_without_coverage(monkeypatch):
    """Do not measure subprocesses, which write what they have measured to the disk that a test fills."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
