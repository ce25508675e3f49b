"""References as CSL-JSON, the format of citation processors and of pandoc.

Source: https://docs.citationstyles.org/en/stable/specification.html, and the schema
https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_fieldguide.model.references import Reference

_HALVES = re.compile("[\ud800-\udfff]")


def to_csl_json(references: Iterable[Reference]) -> str:
    """Return references as a CSL-JSON list, each with its key as `id`."""
    items = [{**_sound(reference.csl), "id": _text(reference.key)} for reference in references]
    return json.dumps(items, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _sound(value: Any) -> Any:
    """Return a value without what JSON in UTF-8 cannot hold: halves of characters, infinity."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {_text(str(key)): _sound(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_sound(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (int, float)) or value is None else _text(str(value))


def _text(text: str) -> str:
    return _HALVES.sub("\ufffd", text)
