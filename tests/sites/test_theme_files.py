"""The site contains the same theme files as without the plugin."""

PAGES = {"docs/index.md": "# Home\n"}
OWN = {
    **PAGES,
    "overrides/seen/plain.txt": "seen",
    "overrides/seen/.hidden.txt": "not seen",
    "overrides/.hidden/plain.txt": "not seen",
    "overrides/seen/.deeper/below/plain.txt": "not seen",
    "overrides/.icons/own/spade.svg": '<svg viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    "overrides/partials/copyright.html": '{% include ".icons/own/spade.svg" %}',
}
CUSTOM = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}


def published(built):
    return {name for name in built.files() if "fieldguide" not in name}


def test_material_publishes_the_same_files_with_and_without_the_plugin(site):
    bare = site(OWN, {**CUSTOM, "plugins": ["search"]})
    ours = site(OWN, CUSTOM)
    assert published(ours) == published(bare)
    assert "seen/plain.txt" in published(ours)


def test_hidden_templates_can_be_loaded_by_name(site):
    built = site(OWN, CUSTOM)
    assert "M0 0h1v1z" in built.text("")


def test_other_themes_publish_the_same_files(site):
    for name in ("mkdocs", "readthedocs"):
        theme = {"theme": {"name": name}}
        bare = site(PAGES, {**theme, "plugins": ["search"]}, strict=False)
        ours = site(PAGES, theme, strict=False)
        assert published(ours) == published(bare)
