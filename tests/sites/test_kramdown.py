"""A page written for kramdown, in a site with the extension enabled."""

from support.guide import DATA

SETTINGS = {"markdown_extensions": ["mkdocs_fieldguide.kramdown", {"toc": {"permalink": False}}]}
PAGE = """\
---
title: Digging
---

* TOC
{:toc}

## How

- Take {% tool "spade" %},
  - or another.

{: .tip }
> Ask {% cite digging_2020 %}.

{% include callout.html type="warning" content="Mind:
- the hole
  - and its edge\\\\
    is soft" %}
"""


def test_tags_work_with_kramdown(site):
    built = site({**DATA, "docs/a.md": PAGE}, SETTINGS)
    assert built.warnings == []
    page = built.page("a/")
    assert [link.get_text() for link in page.select("article .fg-toc a")] == [
        "How",
        "References",
        "Tools and resources on this page",
    ]
    assert page.select_one("article li > ul > li").get_text(strip=True) == "or another."
    assert page.select_one("article li .fg-tool").get_text() == "The Spade"
    assert page.select_one(".admonition.tip .fg-cite")
    assert page.select_one(".admonition.warning li > ul > li br").next_sibling.strip() == "is soft"


def test_without_the_extension_output_is_that_of_python_markdown(site):
    built = site({"docs/a.md": "# A\n\nOne\\\\\ntwo\n"})
    assert not built.page("a/").select("article br")
