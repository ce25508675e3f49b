"""A guide with many problems yields exactly the expected findings, in a check and in a build."""

import re
from collections import Counter

import pytest
from support import faulty_guide
from support.checking import check_files
from support.guide import DATA, PAGE

from mkdocs_fieldguide.files.cache_dir import get_cache_folder

_LOGGED = re.compile(r"(?P<file>[^:]+)(?::(?P<line>\d+))?(?::\d+)?: .* \[(?P<code>FG\d{3})\]", re.DOTALL)


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    return check_files(tmp_path_factory.mktemp("faulty"), faulty_guide.plain_files())


def test_faulty_guide_has_at_least_sixty_faults():
    assert len(faulty_guide.expected()) >= 60


def test_check_reports_exactly_the_expected_findings(checked):
    found = Counter((f["file"], f["line"], f["code"]) for f in checked.findings)
    wanted = Counter(faulty_guide.expected())
    assert found - wanted == Counter(), "found and not expected"
    assert wanted - found == Counter(), "expected and not found"


def test_cached_check_reports_the_same_findings(checked):
    assert (get_cache_folder(checked.root) / "check.json").is_file()
    assert check_files(checked.root, {}).findings == checked.findings


def test_build_reports_exactly_the_expected_findings(site):
    built = site(faulty_guide.plain_files(), strict=False)
    logged = [
        _LOGGED.fullmatch(line.text) for line in built.log if line.logger == "mkdocs.plugins.fieldguide"
    ]
    found = Counter((m["file"], int(m["line"] or 0), m["code"]) for m in logged if m)
    wanted = Counter(faulty_guide.expected())
    assert found - wanted == Counter(), "found and not expected"
    assert wanted - found == Counter(), "expected and not found"


def test_clean_guide_has_no_findings(tmp_path):
    clean = {**DATA, "docs/digging.md": PAGE, "docs/index.md": "# Home\n\n[Digging](digging)\n"}
    checked = check_files(tmp_path, clean)
    assert checked.findings == []
    assert checked.status == 0
