"""Icons: Octicons, and the markup of icon fonts, rendered with the theme's icons."""

import pytest


def used(page):
    return [use["xlink:href"].removeprefix("#fg-icon-") for use in page.select("article svg.fg-icon use")]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("{% octicon rocket %}", "octicons-rocket-16"),
        ('{% octicon rocket height:32 class:"right left" aria-label:"Go on" %}', "octicons-rocket-16"),
        ('{% octicon "material/tools" %}', "material-tools"),
        ('<i class="fa-solid fa-house"></i>', "fontawesome-solid-house"),
        ('<i class="fas fa-lg fa-house fa-fw"></i>', "fontawesome-solid-house"),
        ("<i aria-hidden='true' class='fa-brands fa-github'></i>", "fontawesome-brands-github"),
        ('<i class="fa-regular fa-envelope" title="Mail"></i>', "fontawesome-regular-envelope"),
        ('<i class="icon-book-open"></i>', "material-book-open-outline"),
        ('<i class="icon-external-link"></i>', "material-open-in-new"),
    ],
)
def test_icon_is_drawn_by_the_theme(site, written, drawn):
    built = site(
        {"docs/index.md": f"# Home\n\nIn a {written} sentence.\n\n<p>{written}</p>\n\n    {written}\n"}
    )
    assert built.passed
    page = built.page()
    assert used(page) == [drawn, drawn]
    assert page.select_one(f"svg.fg-sprite symbol#fg-icon-{drawn} path")
    assert page.select_one("article pre").get_text().strip() == written


@pytest.mark.parametrize(
    "written", ['{% octicon rocket aria-label:"Go on" %}', '{% octicon rocket label="Go on" %}']
)
def test_labelled_icon_is_a_picture(site, written):
    page = site({"docs/index.md": f"# Home\n\n{written}\n"}).page()
    assert page.select_one('article [role=img][aria-label="Go on"] svg')


@pytest.mark.parametrize(
    "written", ["<i>in italics</i>", '<i class="mine"></i>', '<i class="icon-bar big"></i>']
)
def test_elements_without_an_icon_font_are_unchanged(site, written):
    built = site({"docs/index.md": f"# Home\n\nA {written} thing.\n"})
    assert built.passed
    assert written in built.text("")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("{% octicon rokcet %}", "Did you mean “rocket”?"),
        ('<i class="fa-solid fa-huose"></i>', "Did you mean “fontawesome/solid/house”?"),
    ],
)
def test_unknown_icon_is_reported(site, written, hint):
    built = site({"docs/index.md": f"# Home\n\n- An {written} icon.\n"})
    [warning] = built.warnings
    assert "docs/index.md:3:6: The theme has no icon" in warning
    assert hint in warning
    assert "[FG038]" in warning
    assert built.page().select_one(".fg-problem")
