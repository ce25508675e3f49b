"""`python -m mkdocs_fieldguide` is the command `fieldguide`."""

import sys

from mkdocs_fieldguide.cli import main

sys.exit(main())
