"""Pages of jekyll-scholar's sites mean the same here."""

import pytest

BIB = """
@book{ruby, title = {The Red Stone}, author = {Example, Ada and Beispiel, Ben}, year = {2008}, month = mar}
@book{talk, title = {Small Talk}, author = {Ejemplo, Eva}, year = {1996}}
@article{soon, title = {Work to Come}, author = {Esempio, Elio}, journal = {Journal}, status = {forthcoming}}
"""
SETTINGS = """---
title: Settings
bibquery: year >= 2000 && year <= 2010
scholar:
  query: "@book"
  sort_by: year
  order: descending
  motto: Read more
---

# Settings

## Default
{% bibliography %}

## By type
{% bibliography --query @* --group_by type %}

## Page query
{% bibliography --query @*[{{page.bibquery}}] %}

{% assign from = 1990 %}{% assign name = 'talk' %}

## Variables
{% bibliography --query @*[year > {{ from }} && year < 2000] %}

{% cite name %}

## Template
{% bibliography --template short %}
"""
CITED = """
# Cited

{% cite talk %} Cited: {% bibliography_count --cited %}.

## First
{% bibliography --cited --clear --prefix one %}

{% cite ruby talk -l 2-3 --label chapter -l 4 --prefix two %}

{% reference soon %} {% details_link ruby --text All about it %}

## Second
{% bibliography --cited --prefix two %}
"""
SHORT = "<b>{{ index }} {{ entry.type }} [{{ key }}]</b> {{ entry.author_0_last }}, "
SHORT += "{{ entry.author_array[1].last if entry.author_array | length > 1 }}"
SHORT += " {{ page.scholar.motto }} {{ entry.title | slugify }} {{ entry.nothing }}"


@pytest.fixture(scope="module")
def built(site):
    return site(
        {
            "docs/settings.md": SETTINGS,
            "docs/cited.md": CITED,
            "docs/_data/references.bib": BIB,
            "overrides/fieldguide/partials/entries/short.html": SHORT,
        },
        {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}},
    )


def keys_below(built, page, heading):
    """Return the keys of the entries between a heading and the next one of its level, and group headings."""
    found = []
    for element in built.page(page).find(id=heading).find_next_siblings():
        if element.name == "h2":
            break
        found += [
            item.get("data-cite") or item.get_text().strip() for item in element.select("li[data-cite], h3")
        ]
    return found


def test_front_matter_has_the_defaults_of_lists(built):
    assert keys_below(built, "settings/", "default") == ["ruby", "talk"]
    assert keys_below(built, "settings/", "by-type")[-2:] == ["ruby", "talk"]


def test_tags_contain_values_of_the_page_and_of_variables(built):
    assert keys_below(built, "settings/", "page-query") == ["ruby"]
    assert keys_below(built, "settings/", "variables") == ["talk"]
    assert built.page("settings/").select_one("a.fg-cite")["data-cite"] == "talk"


def test_entries_are_shown_by_a_partial_of_the_site(built):
    entries = built.page("settings/").find(id="template").find_next("ol").select(".fg-bibliography__entry")
    texts = [" ".join(entry.get_text().split()) for entry in entries]
    assert texts[0] == "1 book [ruby] Example, Beispiel Read more the-red-stone"
    assert texts[1] == "2 book [talk] Ejemplo, Read more small-talk"


def test_lists_with_clear_separate_citations(built):
    assert keys_below(built, "cited/", "first") == ["talk"]
    assert sorted(keys_below(built, "cited/", "second")) == ["ruby", "talk"]


def test_count_locators_and_status(built):
    text = " ".join(built.page("cited/").select_one("article").get_text().split())
    assert "Cited: 1." in text
    assert "2008, Chapters 2–3" in text
    assert "1996, p. 4" in text
    assert "(two" not in text
    assert "(forthcoming)" in text
    assert built.page("cited/").select_one("a.fg-cite-details").get_text() == "All about it"
