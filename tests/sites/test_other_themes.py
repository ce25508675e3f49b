"""Pages are complete in themes other than Material, even in those without `base.html`."""

import pytest
from support.guide import GUIDE

HOOK = """
    from pathlib import Path

    def on_config(config):
        # A theme that consists of one template, like shadcn.
        config.theme.dirs[:] = [str(Path(__file__).parent / "theme"), *config.theme.dirs[-1:]]
    """
MAIN = """
    <!DOCTYPE html>
    <html lang="en">
    <head><title>{{ page.title if page else "Not found" }}</title></head>
    <body><main>{% block page %}{% if page %}{{ page.content }}{% endif %}{% endblock %}</main>
    <footer>{% block footer %}The theme's own{% endblock %}</footer></body>
    </html>
    """
FILES = {**GUIDE, "docs/tools.md": "---\ntitle: All & more\n---\n\n{% include resource-table-all.html %}\n"}
WITHOUT_BASE = {
    **FILES,
    "hook.py": HOOK,
    "theme/main.html": MAIN,
    "docs/_data/footer.yml": "copyright: Our footer\n",
}


@pytest.fixture(scope="module", params=["mkdocs", "readthedocs", "without base.html"])
def built(request, site):
    if request.param == "without base.html":
        return site(WITHOUT_BASE, {"theme": {"name": "mkdocs"}, "hooks": ["hook.py"]}, strict=False)
    return site(FILES, {"theme": {"name": request.param}}, strict=False)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "Home"),
        ("digging/", "Digging"),
        ("tools/", "All & more"),
        ("tools/spade/", "The Spade"),
        ("contributors/ada-gardener/", "Ada Gardener"),
        ("references/", "References"),
    ],
)
def test_each_page_has_its_title_once(built, address, title):
    assert [heading.get_text() for heading in built.page(address).find_all("h1")] == [title]


def test_pages_have_their_content(built):
    page = built.page("digging/")
    assert page.select_one('button.fg-tool[data-tool="spade"]')
    assert "On digging" in page.get_text()
    assert "Turns the soil over." in built.page("tools/").get_text()


def test_a_theme_without_base_template_has_the_footer_of_the_guide(site):
    built = site(WITHOUT_BASE, {"theme": {"name": "mkdocs"}, "hooks": ["hook.py"]}, strict=False)
    assert [line for line in built.warnings if "FG050" not in line] == []
    footer = built.page("digging/").find("footer").get_text()
    assert "The theme's own" in footer
    assert "Our footer" in footer
