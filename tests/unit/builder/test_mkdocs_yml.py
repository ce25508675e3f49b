"""The folders of a guide are found without parsing its settings, or reported as unknown."""

import pytest

from mkdocs_fieldguide.builder.site_config.find import named_folders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("site_name: x\n", []),
        ("docs_dir: content\n", ["content"]),
        ("docs_dir: ../shared/docs # there\n", ["../shared/docs"]),
        ("'docs_dir': '../my docs'\nplugins:\n  - fieldguide:\n      data_dir: /d\n", ["../my docs", "/d"]),
        ("{docs_dir: a, plugins: [{fieldguide: {data_dir: b}}]}\n", ["a", "b"]),
        ("docs_dir: !ENV [DOCS, docs]\n", None),
        ("docs_dir: *folder\n", None),
        ('docs_dir: "a\\x62"\n', None),
        ("INHERIT: base.yml\n", None),
        (b"\xff\xfe", None),
    ],
)
def test_named_folders(tmp_path, text, found):
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert named_folders(path) == (None if found is None else [tmp_path / name for name in found])


def test_missing_settings(tmp_path):
    assert named_folders(tmp_path / "mkdocs.yml") is None
