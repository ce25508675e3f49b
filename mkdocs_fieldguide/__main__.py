"""`python -m mkdocs_fieldguide` is the command `fieldguide`."""

import sys

# `-m` puts the working folder first, which may be that of a guide: its files must not be taken for modules,
# as a Markdown extension of the settings can name any (https://docs.python.org/3/using/cmdline.html#cmdoption-m).
if not sys.flags.safe_path:
    del sys.path[0]

from mkdocs_fieldguide.cli import main

sys.exit(main())
