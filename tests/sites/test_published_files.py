"""Files next to mkdocs.yml that are published as they are."""

FILES = {
    "docs/index.md": "# Home\n",
    "CITATION.cff": "cff-version: 1.2.0\n",
    "notes/how.md": "# No *page*\n",
    "index.html": "<p>Not the home page</p>\n",
}


def test_named_files_are_published_and_faults_reported(site):
    names = ["CITATION.cff", "notes/how.md", "index.html", "gone.txt"]
    built = site(FILES, {"plugins": [{"fieldguide": {"published_files": names}}]}, strict=False)
    assert built.text("CITATION.cff") == FILES["CITATION.cff"]
    assert built.text("notes/how.md") == FILES["notes/how.md"]
    assert not (built.site / "notes/how/index.html").exists()
    assert built.page().h1.get_text(strip=True).startswith("Home")
    assert len(built.warnings) == 2
    missing, taken = sorted(built.warnings, key=lambda text: "[FG001]" not in text)
    assert "gone.txt" in missing
    assert "index.html" in taken
