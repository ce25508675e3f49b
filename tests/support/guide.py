"""A small guide with one of everything."""

from __future__ import annotations

DATA = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          description: Turns the soil over.
          url: https://example.org/spade
          type: hand tool
          registry:
            biotools: spade
        - id: rake
          name: Garden Rake
          description: Levels the soil.
          url: https://example.org/rake
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Gardener:
          git: ada
          orcid: 0000-0002-1825-0097
          affiliation: Garden Society
        """,
    "docs/_data/affiliations.yml": """
        - name: Garden Society
          url: https://example.org/society
          type: institute
        """,
    "docs/_data/references.bib": """
        @article{digging_2020,
          author = {Digger, Dora and Delver, Dan},
          title = {On digging},
          journal = {Journal of Soil},
          year = {2020},
          doi = {10.1234/digging}
        }
        """,
}
"""A registry of two tools, a person, an organisation and a bibliography of one entry."""

PAGE = """
    ---
    title: Digging
    page_id: digging
    type: your_tasks
    contributors: [Ada Gardener]
    affiliations: [Garden Society]
    ---

    ## With {% tool "spade" %}

    Dig with {% tool "spade" %}, then use {% tool "rake" %}. Why is known {% cite digging_2020 %}.
    """
"""A content page that mentions both tools, cites the entry and credits the person and the organisation."""

GUIDE = {**DATA, "docs/digging.md": PAGE, "docs/index.md": "# Home\n\n[Digging](digging)\n"}
"""The data, a home page and the content page."""
