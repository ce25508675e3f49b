import os

# It installs packages by pip, which takes a minute.
collect_ignore = [] if os.environ.get("FIELDGUIDE_NEIGHBOURS") else ["test_engines.py"]
