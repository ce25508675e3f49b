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


PARSED = {}


def parsed(built, page):
    """Return a page, which is parsed once."""
    if (built.root, page) not in PARSED:
        PARSED[built.root, page] = built.page(page)
    return PARSED[built.root, page]


def keys_below(built, page, heading):
    """Return the keys of the entries between a heading and the next one of its level, and group headings."""
    found = []
    for element in parsed(built, page).find(id=heading).find_next_siblings():
        if element.name == "h2":
            break
        found += [
            item.get("data-cite") or item.get_text().strip()
            for item in element.select("li[data-cite], h3, h4")
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


MORE = {
    "one": """
@book{early, title = {Early}, author = {Zorn, Zoe}, year = 1996, month = sep, publisher = {House}}
@article{late, title = {Late \\textsuperscript{\\"up}}, author = {Adler, Al},
  year = 2008, month = feb, journal = {J}}
@misc{undated, title = {Undated}, author = {Muster, Mo}}
@article{even, title = {Even \\textsc{small} \\lowercase{WORDS}}, author = {Albert, Bo},
  year = 2008, month = jan, journal = {J}}
@phdthesis{doctor, title = {Doctor}, author = {Nagy, No}, year = 2001, school = {School}}
""",
    "two": """
@string{press = "Small " # "Press"}
@techreport{firm, title = {Firm}, author = {{Firm of Things}}, year = 2003, publisher = press,
  institution = {{Zoo}}, address = {{Paris}}, url = {https://example.org/firm}}
@book{edited, title = {Edited}, editor = {Cole, Co}, year = 1996, month = mar, publisher = {House}}
""",
}
LISTS = {
    "file": ("--file one", "late even undated doctor early"),
    "two files": ("-f two -f one", "late even edited firm undated doctor early"),
    "query": ("-f one --query @book[year <= 2000]", "early"),
    "short query": ("-f one -q !@article", "undated doctor early"),
    "word": (r"--query @*[author ~= \bAlbert\b]", "even"),
    "abbreviation": ("--query @*[publisher = Small Press]", "firm"),
    "whole query": ("--query {{page.wanted}}", "edited early"),
    "two variables": ("--query @*[year >= {{from}} && year <= {{ to }}]", "firm doctor"),
    "maximum": ("-f one --max 2", "late even"),
    "offset": ("-f one --offset 3", "doctor early"),
    "by year": ("-f one --sort_by year", "undated early doctor late even"),
    "backwards": ("-f one --sort_by year --order descending", "late even doctor early undated"),
    "by year and month": ("-f one --sort_by year, month", "undated early doctor even late"),
    "in two orders": (
        "-f one --sort_by year, month --order descending, ascending",
        "even late doctor early undated",
    ),
    "by name": ("--sort_by name", "late even edited firm undated doctor early"),
    "cited by year": ("--cited --sort_by year", "early late"),
    "cited backwards": ("--cited --sort_by year --order descending", "late early"),
    "in order of citations": ("--cited_in_order", "late early"),
    "groups": (
        "-f one --group_by year --group_order ascending",
        "Other undated 1996 early 2001 doctor 2008 late even",
    ),
    "groups backwards": (
        "-f one --group_by year --group_order descending",
        "2008 late even 2001 doctor 1996 early Other undated",
    ),
    "variable field": ("-f two --group_by {{field}}", "2003 firm 1996 edited"),
    "groups in groups": (
        "--query @*[year = 2008 || year = 1996] --group_by year, month --group_order descending, ascending",
        "2008 January even February late 1996 March edited September early",
    ),
    "groups by name": (
        "-f two --group_by name --sort_by year",
        "Cole, Co edited Firm of Things firm",
    ),
}
GROUPED = """---
scholar:
  group_by: type
  type_order: [article, book]
  type_names: {article: Long Papers}
  type_aliases: {techreport: book}
  month_names: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
---

# Grouped

## Types
{% bibliography -f one -f two %}

## None
{% bibliography -f two --group_by none %}

## Cited
{% bibliography --cited %}

## Months
{% bibliography --group_by month --query @book %}
"""
CITES = """# Cites

{% assign mine = 'firm' %}{% assign name = 'two' %}{% assign look = 'ieee' %}

Both {% cite early late %}; year {% cite early --suppress_author %};
at {% cite late early -l 2-3 --locator 23 & 42 %};
labels {% cite early late --label chapter --locator 2-3 -L figure -l 4,5 %};
own {% cite {{ mine }} --file {{name}} %};
none {% cite gone %}; count {% bibliography_count -f one --query @article[year <= 2010] %}.

Whole: {% reference {{mine}} --file two %}, {% cite_details firm %},
{% cite_details firm --text Click For More %}.

{% quote early %}
Small <3 words
{% endquote %}

{% nocite undated edited %}

## Small
{% bibliography -f one --query @article --style {{look}} %}

## Cited here
{% bibliography --cited %}

## Raw
{% bibliography -f two -q @book --template raw %}
"""


@pytest.fixture(scope="module")
def listed(site):
    lists = [f"## {name}\n\n{{% bibliography {options} %}}\n" for name, (options, _) in LISTS.items()]
    front = '---\nwanted: "@book[year >= 1990 && year <= 2000]"\n---\n\n# Lists\n\n{% cite late early %}\n\n'
    names = "{% assign from = 2000 %}{% assign to = 2005 %}{% assign field = 'year' %}\n\n"
    return site(
        {
            "docs/lists.md": front + names + "\n".join(lists),
            "docs/grouped.md": GROUPED,
            "docs/cites.md": CITES,
            **{f"docs/_data/{name}.bib": text for name, text in MORE.items()},
            "theme/fieldguide/partials/entries/raw.html": "<pre>{{ entry.bibtex }}</pre>",
            "theme/main.html": "<main>{{ page.content }}</main>",
        },
        {
            "theme": {"name": None, "custom_dir": "theme"},
            "plugins": [{"fieldguide": {"words": {"unknown_reference": "not found!"}}}],
        },
        strict=False,
    )


def test_options_select_sort_and_group(listed):
    shown = {name: " ".join(keys_below(listed, "lists/", name.replace(" ", "-"))) for name in LISTS}
    assert shown == {name: keys for name, (_, keys) in LISTS.items()}


def test_front_matter_orders_names_and_joins_groups(listed):
    assert keys_below(listed, "grouped/", "types") == [
        *("Long Papers", "late", "even"),
        *("Books", "edited", "firm", "early"),
        *("Other", "undated"),
        *("PhD theses", "doctor"),
    ]
    assert keys_below(listed, "grouped/", "none") == ["edited", "firm"]
    assert keys_below(listed, "grouped/", "cited") == []
    assert keys_below(listed, "grouped/", "months") == ["März", "edited", "September", "early"]


def test_citations_and_single_references(listed):
    page = parsed(listed, "cites/")
    text = " ".join(page.get_text().split())
    assert text.startswith(
        "Cites Both (Adler, 2008; Zorn, 1996); year (1996); "
        "at (Adler, 2008, pp. 2–3; Zorn, 1996, pp. 23 & 42); "
        "labels (Adler, 2008, Figures 4,5; Zorn, 1996, Chapters 2–3); own (Firm of Things, 2003); "
        "none [not found!]; count 2. Whole: Firm of Things. (2003). Firm. Small Press. "
        "https://example.org/firm, Details, Click For More. Small <3 words — (Zorn, 1996) "
    )
    assert page.select_one("blockquote p").get_text() == "Small <3 words"
    assert keys_below(listed, "cites/", "cited-here") == ["late", "edited", "firm", "undated", "early"]


def test_entries_have_their_format_and_source(listed):
    page = parsed(listed, "cites/")
    late, even = (page.find(id="small").find_next(attrs={"data-cite": key}) for key in ("late", "even"))
    assert "“Late <sup>üp</sup>,”" in str(late)
    assert 'Even <span class="fg-small-caps">small</span> words' in str(even)
    raw = page.find(id="raw").find_next("pre").get_text()
    assert raw.startswith("@book{edited, title = {Edited}, editor")
