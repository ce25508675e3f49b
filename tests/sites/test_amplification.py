"""A short page cannot fill the disk: the output of tags, names and variables is limited.

The limits are lowered, so that the tests are fast.
"""

import json

import pytest

TOOLS = [{"id": f"t{n}", "name": f"Tool {n}", "description": "Levels the soil."} for n in range(50)]
LONG = [{"id": "long", "name": "N" * 1_000, "description": "Levels the soil."}]
BOX = "{% include callout.html content=a %}"


def nested(levels):
    """Return captures that each use the previous one ten times."""
    names = "abcdefgh"
    text = "{% capture a %}" + "x " * 50 + "{% endcapture %}\n"
    for level in range(1, levels):
        uses = "\n".join(["{% include callout.html content=" + names[level - 1] + " %}"] * 10)
        text += f"{{% capture {names[level]} %}}{uses}{{% endcapture %}}\n"
    return text + "{% include callout.html content=" + names[levels - 1] + " %}\n"


TOO_MUCH = {
    "tables": "{% tool_table %}\n\n" * 100,
    "captured text": "{% capture a %}" + "x " * 2_000 + "{% endcapture %}" + f"{BOX}\n\n" * 500,
    "captures in captures": nested(5),
    "assigned text": "{% assign a = '" + "x " * 2_000 + "' %}" + f"{BOX}\n\n" * 500,
    "long names": "{% tool long %} " * 500,
    "long names in attributes": '<i title="{% tool long %}">x</i> ' * 500,
    "long values": "---\ntitle: " + "T" * 1_000 + "\n---\n" + "{{ page.title }} " * 500,
    "contents": "".join(f"## Heading {n}\n\n" for n in range(100)) + "{% toc %}\n\n" * 100,
}


@pytest.fixture(scope="module", autouse=True)
def low_limits():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mkdocs_fieldguide.markup.liquid_variables.MOST_CHARACTERS", 50_000)
        patch.setattr("mkdocs_fieldguide.markup.placeholders.MOST_PLAIN", 50_000)
        patch.setattr("mkdocs_fieldguide.rendering.page.nested_markdown.MAX_NESTED", 200)
        patch.setattr("mkdocs_fieldguide.rendering.page.slot_renderer.MAX_CHARACTERS", 200_000)
        yield


@pytest.fixture(scope="module")
def built(site, low_limits):
    """A site with a page for each of them."""
    pages = {f"docs/{what.replace(' ', '-')}.md": f"{text}\n\nThe end.\n" for what, text in TOO_MUCH.items()}
    files = {
        "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS + LONG),
        "docs/other.md": "# Other\n\nUse {% tool t1 %}.\n",
    }
    return site({**files, **pages}, strict=False)


@pytest.mark.parametrize("what", TOO_MUCH)
def test_page_with_too_much_generated_content_is_truncated_and_reported(built, what):
    path = what.replace(" ", "-")
    assert [line for line in built.warnings if "FG008" in line and line.startswith(f"docs/{path}.md:")]
    text = built.text(f"{path}/")
    assert len(text) < 1_000_000
    assert "The end." in text
    assert "fgmark" not in text


def test_other_pages_are_whole(built):
    assert built.page("other/").select_one("button.fg-tool").get_text() == "Tool 1"
    assert not [line for line in built.warnings if "FG008" in line and line.startswith("docs/other.md")]


def test_omitted_tags_are_counted_once(site):
    files = {
        "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS),
        "docs/page.md": "# A\n\n" + TOO_MUCH["tables"],
    }
    built = site(files, strict=False)
    assert len([line for line in built.warnings if "FG008" in line]) == 1


def test_one_long_list_is_shown_in_full(site, monkeypatch):
    monkeypatch.setattr("mkdocs_fieldguide.rendering.page.slot_renderer.MAX_CHARACTERS", 10_000)
    files = {
        "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS),
        "docs/page.md": "# A\n\n"
        + "".join(f"{{% tool t{n} %}} " for n in range(50))
        + "\n\n{% tool_table %}\n",
    }
    built = site(files)
    assert built.passed
    assert len(built.page("page/").select("table[data-fg-table=tools] tbody tr")) == len(TOOLS)
