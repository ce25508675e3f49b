"""Write the wheel for sites with MaterialX: the same files, but it requires mkdocs-materialx.

usage: python tools/materialx_wheel.py dist/mkdocs_fieldguide-VERSION-py3-none-any.whl

The new wheel, `mkdocs_fieldguide_materialx-VERSION-py3-none-any.whl`, is written next to the other one.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

NAME = "mkdocs-fieldguide-materialx"
_REQUIRED = "mkdocs-materialx>=10.2"


def write_materialx_wheel(wheel: Path) -> Path:
    """Write the wheel for sites with MaterialX next to a wheel; return its path.

    Raises:
        ValueError: if the wheel does not require mkdocs-material, or has another name.
    """
    distribution, rest = wheel.name.split("-", 1)
    folder = f"{NAME.replace('-', '_')}-"
    target = wheel.with_name(folder + rest)
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        records: list[str] = []
        for entry in old.infolist():
            content = old.read(entry)
            path = re.sub(rf"^{distribution}-(?=[^/]*\.dist-info/)", folder, entry.filename)
            if path.endswith(".dist-info/METADATA"):
                content = _metadata(content.decode("utf-8")).encode("utf-8")
            if path.endswith(".dist-info/RECORD"):
                records.append(f"{path},,")
                content = "".join(f"{record}\n" for record in records).encode("utf-8")
            else:
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                records.append(f"{path},sha256={digest},{len(content)}")
            entry.filename = path
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target


def _metadata(text: str) -> str:
    """Return metadata with the other name and requirement."""
    head, blank, description = text.partition("\n\n")
    for pattern, replacement in (
        (r"^Name: mkdocs-fieldguide$", f"Name: {NAME}"),
        (r"^Requires-Dist: mkdocs-material\b.*$", f"Requires-Dist: {_REQUIRED}"),
    ):
        head, count = re.subn(pattern, replacement, head, flags=re.MULTILINE)
        if count != 1:
            raise ValueError(f"The metadata has {count} lines like {pattern}.")
    return head + blank + description


if __name__ == "__main__":
    print(write_materialx_wheel(Path(sys.argv[1])))
