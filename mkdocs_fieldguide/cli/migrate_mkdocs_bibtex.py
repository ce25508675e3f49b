"""`fieldguide migrate --from mkdocs-bibtex`: change the settings of a site that cites with mkdocs-bibtex."""

from __future__ import annotations

from pathlib import Path

from mkdocs_fieldguide.builder.site_config.find import FILE_NAMES
from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.read_text import read_text
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.migrate.mkdocs_bibtex import ConversionError, convert_settings


def migrate_mkdocs_bibtex(site: Path) -> int:
    """Replace the plugin in mkdocs.yml; return 2 if that fails.

    Args:
        site: the folder of mkdocs.yml.
    """
    path = next((site / name for name in FILE_NAMES if (site / name).is_file()), None)
    if path is None:
        echo(f"fieldguide migrate: {site} has no mkdocs.yml.", error=True)
        return CANNOT_RUN
    findings = Findings()
    text = read_text(path, str(path), findings)
    try:
        if text is None:
            raise ConversionError(next((finding.message for finding in findings), f"Cannot read {path}."))
        converted = convert_settings(text)
    except ConversionError as error:
        echo(f"fieldguide migrate: {error}", error=True)
        return CANNOT_RUN
    write_text(path, converted.text)
    echo(f"{path} is changed; pages are not. Next: fieldguide check && mkdocs serve")
    for note in converted.notes:
        echo(f"- {note}")
    return 0
