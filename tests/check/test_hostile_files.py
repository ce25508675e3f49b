"""Untrusted files: a check of them terminates, raises nothing and reads no file outside the guide."""

import pytest
from support.checking import check_files
from support.guide import DATA

TOOLS = "docs/_data/tool_and_resource_list.yml"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "alias bomb in data": (TOOLS, BOMB),
    "alias bomb in front matter": ("docs/a.md", f"---\n{BOMB}---\n"),
    "alias bomb in settings": ("mkdocs.yml", f"site_name: x\n{BOMB}"),
    "one line of ten megabytes": ("docs/_data/a.bib", "x" * 10_000_000),
    "data in one long line": (TOOLS, "- {id: a, name: " + "x" * 300_000 + "}"),
    "NUL in data": (TOOLS, b"- id: a\x00b\n  name: A\n"),
    "NUL in a page": ("docs/a.md", b"---\ntitle: A\x00\n---\n{% tool 'a\x00' %} \x00\n"),
    "bytes that are no text in data": (TOOLS, b"- id: \xff\xfe\n"),
    "bytes that are no text in a page": ("docs/a.md", b"# \xff\xfe\n"),
    "bytes that are no text in a bibliography": ("docs/_data/a.bib", b"@article{a, title={\xff}}"),
    "keys like a prototype's": (
        TOOLS,
        "- __proto__: {x: 1}\n  constructor: y\n  id: __proto__\n  name: hasOwnProperty\n",
    ),
    "people like a prototype's": (
        "docs/_data/CONTRIBUTORS.yml",
        "__proto__:\n  git: a\n__class__:\n  git: b\n",
    ),
    "a picture from elsewhere": (
        "docs/a.md",
        '{% include image.html file="../../../../etc/passwd" alt="x" %}\n',
    ),
    "a link to elsewhere": ("docs/a.md", "[x](../../../../etc/passwd) ![y](/etc/passwd)\n"),
    "an include from elsewhere": ("docs/a.md", "{% include ../../../../etc/passwd.html %}\n"),
    "a permalink to elsewhere": ("docs/a.md", "---\npermalink: /../../../x\n---\n"),
    "a pattern that takes long": ("docs/a.md", "{% tool " + '"a" --' * 20_000 + "\n" + "[" * 500 + "\n"),
    "a selection that takes long": ("docs/a.md", f"{{% bibliography --query @*[title=~{'(a+)+' * 20}] %}}\n"),
    "keys that take long": ("docs/_data/a.bib", "@article{" + "a" * 50_000 + "," * 20_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_check_terminates_on_hostile_files(tmp_path, name):
    file, content = HOSTILE[name]
    result = check_files(tmp_path, {**DATA, file: content})
    assert result.status in (0, 1)
    assert "Traceback" not in result.errors
    assert "root:" not in result.output


def test_targets_of_escaping_symlinks_are_not_shown(tmp_path):
    secret = tmp_path / "secret.yml"
    secret.write_text("password: hunter2\n")
    root = tmp_path / "site"
    (root / "docs" / "_data").mkdir(parents=True)
    (root / TOOLS).symlink_to(secret)
    (root / "docs" / "loop").symlink_to("..")
    result = check_files(root, {"docs/index.md": "# Home\n"})
    assert "hunter2" not in result.output


@pytest.mark.parametrize("inherits", ["INHERIT: base.yml", "INHERIT: !ENV [NOT_SET, base.yml]"])
@pytest.mark.parametrize(
    "base", ["x: " + "[" * 100_000, "- " * 100_000, BOMB], ids=["flow", "list", "aliases"]
)
def test_settings_that_are_inherited_are_read_within_limits(tmp_path, inherits, base):
    files = {"mkdocs.yml": f"site_name: X\n{inherits}\n", "base.yml": base, "docs/index.md": "# Home\n"}
    result = check_files(tmp_path, files)
    assert result.status != 0
    assert result.codes == ["FG008"]
