import os
import tempfile

from hypothesis import settings
from support.fixtures import served, site

__all__ = ["served", "site"]

# Nothing of tests is kept with the user's own files, or for the next run.
_KEPT = tempfile.TemporaryDirectory(prefix="fieldguide-kept-")
os.environ["FIELDGUIDE_CACHE_DIR"] = _KEPT.name

# A machine that does other things as well is slow now and then; that is no fault of what is tested. The same
# code gives the same result each time; HYPOTHESIS_PROFILE=random looks for what nobody has found yet.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
