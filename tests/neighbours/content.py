"""The small guide that the tests build with each neighbour."""

DATA = {
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          url: https://example.org/spade
          description: Turns the *soil* over & over.
        - id: rake
          name: Garden Rake
          url: https://example.org/rake
          description: Levels the soil.
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
          affiliation: Garden Society
          orcid: 0000-0002-1825-0097
        """,
    "docs/_data/affiliations.yml": """
        - name: Garden Society
          url: https://example.org/society
          type: made_up
        """,
    "docs/_data/references.bib": """
        @book{digging, author={Digger, Dora and Delver, Dan}, title={On digging}, year={2020}}
        @book{levelling, author={Rakes, Robin}, title={On levelling}, year={2022}}
        """,
}

PAGES = {
    "docs/index.md": """
        ---
        title: Home
        page_id: home
        ---

        # Home

        Dig with {% tool "spade" %}, as known {% cite digging %}. See [Second](second).
        """,
    "docs/second.md": """
        ---
        title: Second page
        page_id: second
        type: how_to
        description: About the second thing.
        contributors: [Ada Example]
        tags: [soil]
        ---

        ## Using {% tool "rake" %}

        Text with {% tool "spade" %}, again {% cite levelling digging %}. [The sub page](sub_page).

        {% include callout.html type="tip" content="Use {% tool 'rake' %} *well*." %}

        | Tool | What |
        |---|---|
        | {% tool "spade" %} | dig {% cite digging %} |

        ``` markdown
        {% tool "sample" %}
        ```

        ![A picture of {% tool "spade" %}](pic.svg)

        A footnote.[^1]

        [^1]: With {% tool "rake" %} {% cite levelling %}.
        """,
    "docs/sub/index.md": "---\ntitle: Section\n---\n\nAbout the section.\n",
    "docs/sub/page.md": """
        ---
        title: Sub page
        page_id: sub_page
        ---

        Back to [Second](second) and with {% tool "spade" %}.

        ![The picture](../pic.svg)
        """,
    "docs/pic.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>',
}
