"""A guide with many problems, marked with their codes: `⟦FG020⟧` is where FG020 is expected."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

_MARKER = re.compile(r" ?⟦([^⟧]*)⟧")

MKDOCS = """
site_name: Faulty guide
theme: {name: material, font: false}
plugins: [search, fieldguide]
markdown_extensions: [attr_list, footnotes, md_in_html, pymdownx.superfences]
nav:
  - index.md
  - Sharing: sharing.md
  - Gone: moved_away.md ⟦FG026⟧
"""

TOOLS = """
- id: spade
  name: The Spade
  description: Turns the soil over.
  url: https://example.org/spade
  regsitry: ⟦FG005⟧
    biotools: spade
- id: rake
  name: Garden Rake
  description: Levels the soil.
  url: javascript:alert(1) ⟦FG012⟧
- id: spade ⟦FG010⟧
  name: Another spade
  description: Not used.
- id: hoe
  name: Hoe
  url: https://example.org/hoe
  description: ⟦FG065⟧
  related_pages:
    your_tasks: [data_transfer] ⟦FG022⟧
- id: watering can ⟦FG011⟧
  name: Watering Can
  description: Waters.
  registry:
    europmc: not-a-number ⟦FG013⟧
    bioTools: can ⟦FG005⟧
- id: fork ⟦FG065⟧
  name: "Fork " ⟦FG007⟧
  descripton: Loosens. ⟦FG005⟧
  instance_of: spad ⟦FG020⟧
- name: Nameless thing ⟦FG006⟧
  url: https://example.org/none
- id: barrow ⟦FG006⟧
  description: Carries.
- id: sieve
  name: Sieve
  name: Second sieve ⟦FG003⟧
  description: Sieves.
- id: Hoe ⟦FG064⟧
  name: Other Hoe
  description: The same id in another case.
- id: pruner
  name: Garden-rake ⟦FG064⟧
  description: Named like the rake.
- id: lonely ⟦FG060⟧
  name: Lonely
  description: Nobody names it.
- just text ⟦FG004⟧
- id: digger
  name: Digger
  description: [one, two] ⟦FG004 FG065⟧
- id: trowel ⟦FG060⟧
  name: Trow\u0435l ⟦FG066⟧
  how_to_access: \u201cBring one\u201d ⟦FG067⟧
  description: Like {% tool "spade" %}. ⟦FG037⟧
"""

SIDEBAR = """
title: Main ⟦FG035⟧
"""

PEOPLE = """
Ada Example:
  git: ada
  orchid: 0000-0002-1825-0097 ⟦FG005⟧
Grace Example:
  git: grace
  orcid: 0000-0002-1825-0098 ⟦FG013⟧
Bert Example:
  Email: bert@example.org ⟦FG005⟧
  git: "not a login!" ⟦FG013⟧
  image_url: "//elsewhere.example.org/face.png" ⟦FG012⟧
  url: https://example.org/bert
Nobody Known: ⟦FG014⟧
Ada Example: ⟦FG010⟧
  git: other
Matilda Sampleton:
  git: matilda
"""

ORGANISATIONS = """
- name: Garden Society
  url: https://example.org/society
- name: Bad Institute
  pid: https://ror.org/012345678 ⟦FG013⟧
- name: Garden Society ⟦FG010⟧
- url: https://example.org/nameless ⟦FG006⟧
- name: bad institute ⟦FG064⟧
"""

EVENTS = """
- name: Digging day
  startDate: 2026-02-30 ⟦FG015⟧
- name: Raking week
  startDate: 2026-05-10
  endDate: 2026-05-03 ⟦FG015⟧
- name: Evening
  startDate: 2026-05-10
  startTime: "19:00"
  endTime: "18:00" ⟦FG015⟧
"""

NEWS = """
- name: Something
  date: some day ⟦FG015⟧
"""

REFERENCES = """
@article{digging_2020,
  author = {Digger, Dora},
  title = {On digging},
  year = {2020}
}
@article{digging_2020, ⟦FG041⟧
  author = {Digger, Dora},
  title = {On digging again},
  year = {2021}
}
@article{untitled_2020, ⟦FG042⟧
  author = {Digger, Dora},
  journal = {Journal of Soil},
  year = {2020}
}
@article{forgotten_2020, ⟦FG061⟧
  author = {Delver, Dan},
  title = {What nobody cites},
  year = {2020}
}
@article ⟦FG040⟧
"""

SHARING = """
---
title: Sharing
page_id: sharing ⟦FG051⟧
tpye: your_tasks ⟦FG005⟧
contributors:
  - Ada Exampel ⟦FG023⟧
  - Somebody Else ⟦FG024⟧
  - Sombody Else ⟦FG024 FG064⟧
affiliations: [Garden Sociaty, XX] ⟦FG025 FG025⟧
related_pages:
  your_tasks: [trasnfer] ⟦FG022⟧
datatable: perhaps ⟦FG004⟧
---

# Sharing

Dig with {% tool "spade" %}, {% tool "rake" %}, {% tool "watering can" %}, {% tool "fork" %},
{% tool "digger" %}, {% tool "barrow" %}, {% tool "sieve" %},
{% tool "hoe" %}, {% tool "Hoe" %}, {% tool "pruner" %}.

Not with {% tool "spd" %}. ⟦FG020⟧
As said {% cite digging_2020 untitled_2020 %} and {% cite digging_1999 %}. ⟦FG021⟧

{% toool "spade" %} ⟦FG030⟧

{% tool %} ⟦FG031⟧

{{ tool("rake") }} ⟦FG032⟧

{% raw %} never closed ⟦FG033⟧

{% include section-navigation-tiles.html type="no_such_type" %} ⟦FG034⟧

[moved](old_place) and [file](files/missing.pdf) ⟦FG026 FG026⟧

[ambiguous](overview) ⟦FG027⟧

[heading](transfer#no-such-heading) and [here](#nor-this) ⟦FG028 FG028⟧

![a picture](images/missing.png) ⟦FG029⟧

{% include image.html file="gone.png" alt="Gone" %} ⟦FG029⟧

![](images/there.png) ⟦FG063⟧

<img src="images/there.png"> ⟦FG063⟧

Turned \u202eround\u202c here. ⟦FG009 FG009⟧

[a tool]({% tool "rake" %}) ⟦FG037⟧

<a href="{% tool 'rake' %}">x</a> ⟦FG037⟧

| table | {% cite nobody_2020 %} | ⟦FG021⟧
|---|---|
| {% tool "spda" %} | x | ⟦FG020⟧

!!! note
    {% tool "rakke" %} ⟦FG020⟧

Text[^1].

[^1]: {% cite digging_2002 %} ⟦FG021⟧

None of these is a fault: `{% tool "nope" %}` <!-- {% tool "nope" %} -->

```
{% tool "nope" %} {% cite nope %} {% nope %}
```

{% tool "nope" %} <!-- fieldguide: ignore=FG020 -->
"""

TRANSFER = """
---
title: Transfer
page_id: transfer
contributors: [Ada Example, Grace Example, Bert Example, Matilda Sampelton] ⟦FG023⟧
# fieldguide: ignore=FG024
editors: [Only Here]
related_pages:
  a: [data_transfer] ⟦FG022⟧
---

# Transfer

See [a](a/overview.md), [b](b/overview.md) and [c](sharing).
"""

COLLIDING = """
---
title: Also sharing
page_id: sharing
permalink: /../up ⟦FG055⟧
---

Text.
"""

FILES: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "docs/_data/tool_and_resource_list.yml": TOOLS,
    "docs/_data/sidebars/main.yml": SIDEBAR,
    "docs/_data/CONTRIBUTORS.yml": PEOPLE,
    "docs/_data/affiliations.yml": ORGANISATIONS,
    "docs/_data/events.yml": EVENTS,
    "docs/_data/news.yml": NEWS,
    "docs/_data/references.bib": REFERENCES,
    "docs/index.md": "# Home\n\n[Transfer](transfer)\n[Again](transfer.md)\n[Also](colliding.md)\n"
    "[Broken](broken.md) [1](claims.md) [2](claimed.md) [3](moves.md) [4](moved_here.md)\n",
    "docs/sharing.md": SHARING,
    "docs/transfer.md": TRANSFER,
    "docs/colliding.md": COLLIDING,
    "docs/a/overview.md": "# A\n",
    "docs/b/overview.md": "# B\n",
    "docs/lost.md": "# Lost ⟦FG062⟧\n",
    "docs/claims.md": "---\npage_id: claimed ⟦FG051⟧\n---\n\n# Claims\n",
    "docs/claimed.md": "# Claimed\n",
    "docs/moves.md": "---\npermalink: /moved_here ⟦FG051⟧\n---\n\n# Moves\n",
    "docs/moved_here.md": "# Moved here\n",
    "docs/broken.md": "---\ntitle: [open ⟦FG002⟧\n---\n\n# Broken\n",
}
"""The files, with markers."""


def plain_files() -> dict[str, str | bytes]:
    """Return the files without markers."""
    files: dict[str, str | bytes] = {name: _MARKER.sub("", _text(text)) for name, text in FILES.items()}
    files["docs/images/there.png"] = b"\x89PNG"
    return files


def expected() -> list[tuple[str, int, str]]:
    """Return file, line and code of every expected finding."""
    return sorted(
        (name, number, code)
        for name, text in FILES.items()
        for number, line in enumerate(_text(text).split("\n"), 1)
        for codes in _MARKER.findall(line)
        for code in codes.split()
    )


def _text(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")
