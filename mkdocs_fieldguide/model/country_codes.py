"""Country codes that guides use instead of those of ISO 3166-1."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COUNTRY_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        # The codes of the European Union (Interinstitutional Style Guide, annex A5).
        "EL": "GR",
        "UK": "GB",
        # Codes that ISO 3166-3 lists as former, where one country has replaced another.
        "BU": "MM",
        "DD": "DE",
        "FX": "FR",
        "TP": "TL",
        "ZR": "CD",
    }
)
"""Codes of ISO 3166-1 by other codes of the same country."""


def resolve_country(text: str) -> str:
    """Return the code of ISO 3166-1 for another code of the same country; any other text unchanged."""
    return COUNTRY_ALIASES.get(text.strip().upper(), text)
