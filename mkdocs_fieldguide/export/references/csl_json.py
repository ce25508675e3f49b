"""Export references to CSL-JSON, the format of citation processors and pandoc.

Sources: https://docs.citationstyles.org/en/stable/specification.html and the schema
https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_fieldguide.model.references import Reference

_SURROGATES = re.compile("[\ud800-\udfff]")


def to_csl_json(references: Iterable[Reference]) -> str:
    """Return references as a CSL-JSON list, with the citation keys as `id`."""
    items = [
        {**_make_serialisable(reference.csl), "id": _replace_surrogates(reference.key)}
        for reference in references
    ]
    return json.dumps(items, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _make_serialisable(value: Any) -> Any:
    """Return a value without what JSON in UTF-8 cannot represent: lone surrogates, NaN and infinity."""
    if isinstance(value, str):
        return _replace_surrogates(value)
    if isinstance(value, Mapping):
        return {_replace_surrogates(str(key)): _make_serialisable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_make_serialisable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (int, float)) or value is None else _replace_surrogates(str(value))


def _replace_surrogates(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)
