import os
import tempfile

from hypothesis import settings
from support.fixtures import served, site

__all__ = ["served", "site"]

# Nothing of tests is kept with the user's own files, or for the next run.
_KEPT = tempfile.TemporaryDirectory(prefix="fieldguide-kept-")
os.environ["FIELDGUIDE_CACHE_DIR"] = _KEPT.name

# No deadline, since a busy machine is slow now and then. `make test` tries a short sample that is the same
# each time; the long profile draws other examples at every run.
settings.register_profile("short", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
