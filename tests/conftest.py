from hypothesis import settings
from support.fixtures import served, site

__all__ = ["served", "site"]

# A machine that does other things as well is slow now and then; that is no fault of what is tested.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
