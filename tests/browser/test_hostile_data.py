"""Anyone can propose a change to the data: a browser must not run anything that it contains."""

import json

import pytest
from support.browser import wait_until_ready
from support.hostile_links import hostile_guide

RUN = "window.ran = 1"
SCRIPT = f"<script>{RUN}</script>"
HOSTILE = [
    SCRIPT,
    f"</script>{SCRIPT}",
    f"</title>{SCRIPT}",
    f"&lt;/title&gt;&lt;script&gt;{RUN}&lt;/script&gt;",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload='{RUN}'>",
    f"x onmouseover={RUN}",
    f"`{SCRIPT}`",
    f"[click](javascript:{RUN})",
    f"![x](x){{onerror={RUN}}}",
    f"*a* | **b** | {SCRIPT}",
    f"--> {SCRIPT} <!--",
    "{{ config }} {% tool 'x' %} {# c #}",
    "line one\nline two\r\n\nparagraph",
    "𝔘𝔫𝔦 🧬 \u202eright-to-left \u0000 \u200b",
    'fgmark0001x <fg-mark data-n="1">x</fg-mark>',
    "A" * 10_000,  # Chromium lays out words ten times as long for a minute
    f"{SCRIPT}" * 2000,
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"java\tscript:{RUN}",
    f" JAVASCRIPT:{RUN}",
    f"data:text/html,{SCRIPT}",
    f"vbscript:{RUN}",
    f'https://example.org/"onclick="{RUN}',
    "//example.org/",
    f"https://example.org/{SCRIPT}",
]

RUNS = ("javascript:", "data:", "vbscript:", "java\tscript:")


def text(number):
    return HOSTILE[number % len(HOSTILE)].replace("\u0000", "")


def tools():
    count = len(HOSTILE) + len(ADDRESSES)
    return [
        {
            "id": text(number) if number % 3 == 0 else f"tool-{number}",
            "name": text(number),
            "description": text(number + 1),
            "url": ADDRESSES[number % len(ADDRESSES)],
            "type": text(number + 2)[:300],
            "how_to_access": text(number + 3),
            "instance_of": text(number + 4)[:100],
            "registry": {"biotools": text(number + 5)[:300], "tess": text(number + 6)[:300]},
        }
        for number in range(count)
    ]


def people():
    return {
        text(number)[:500]: {
            "git": text(number + 1)[:200],
            "email": text(number + 2)[:200],
            "orcid": text(number + 3)[:200],
            "role": text(number + 4)[:200],
            "affiliation": text(number + 5)[:500],
            "image_url": ADDRESSES[number % len(ADDRESSES)],
            "url": ADDRESSES[(number + 1) % len(ADDRESSES)],
        }
        for number in range(len(HOSTILE))
    }


def organisations():
    return [
        {
            "name": text(number)[:2000],
            "image_url": ADDRESSES[number % len(ADDRESSES)],
            "pid": ADDRESSES[(number + 2) % len(ADDRESSES)],
            "type": text(number + 1)[:300],
            "url": ADDRESSES[(number + 3) % len(ADDRESSES)],
        }
        for number in range(len(HOSTILE))
    ]


def bibliography():
    entries = []
    for number in range(len(HOSTILE)):
        value = text(number)[:3000].replace("{", "(").replace("}", ")")
        entries.append(
            f"@article{{key{number},\n  author = {{{value} and Example, Ada}},\n  title = {{{value}}},\n"
            f"  journal = {{{value}}},\n  year = {{20{number:02}}},\n"
            f"  url = {{{ADDRESSES[number % len(ADDRESSES)]}}},\n  doi = {{{value[:100]}}},\n}}\n"
        )
    return "\n".join(entries)


@pytest.fixture(scope="module")
def guide(served):
    registry = tools()
    clean = [tool["id"] for tool in registry if tool["id"].startswith("tool-")]
    mentions = "\n".join(f'- {{% tool "{identifier}" %}}' for identifier in clean)
    cites = " ".join(f"key{number}" for number in range(len(HOSTILE)))
    front = {
        "title": f"</title>{SCRIPT}",
        "type": SCRIPT,
        "summary": f"{SCRIPT} *and* [x](javascript:{RUN})",
        "description": SCRIPT,
        "contributors": [text(number)[:500] for number in range(len(HOSTILE))],
        "affiliations": [text(number)[:2000] for number in range(len(HOSTILE))],
    }
    body = f"{mentions}\n\nCited {{% cite {cites} %}}.\n\n" + "{% include section-navigation-tiles.html %}\n"
    files = {
        "docs/page.md": f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{body}",
        "docs/other.md": "---\ntype: a\ndescription: '<script>window.ran = 1</script>'\n---\n\n"
        "{{ tool_table() }}\n\n{% include section-navigation-tiles.html affiliations=true %}\n",
        "docs/_data/tool_and_resource_list.yml": json.dumps(registry, ensure_ascii=False),
        "docs/_data/CONTRIBUTORS.yml": json.dumps(people(), ensure_ascii=False),
        "docs/_data/affiliations.yml": json.dumps(organisations(), ensure_ascii=False),
        "docs/_data/references.bib": bibliography(),
    }
    return served(files, {"plugins": ["search", "macros", "fieldguide"]}, strict=False)


def addresses(guide):
    return sorted(name for name in guide.built.files() if name.endswith(".html"))


def test_it_builds_and_reports(guide):
    assert not guide.built.passed or guide.built.warnings
    assert (guide.built.site / "page" / "index.html").exists()
    assert (guide.built.site / "other" / "index.html").exists()


def test_long_words_are_unchanged(site):
    word = "A" * 100_000
    tools = f"- {{id: spade, name: Spade, description: {word}}}\n"
    built = site({"docs/_data/tool_and_resource_list.yml": tools}, strict=False)
    assert built.passed
    assert word in built.page("tools/spade/").get_text()


def test_no_output_file_contains_a_script_from_data_or_a_script_url(guide):
    for name in addresses(guide):
        page = guide.built.page(name)
        for script in page.select("script:not([src])"):
            assert script.get_text().strip() != RUN, name
        for element in page.select("article [href], article [src]"):
            address = (element.get("href") or element.get("src") or "").strip().lower()
            assert not address.startswith(RUNS), (name, address)
        for element in page.select("article *"):
            handlers = [attribute for attribute in element.attrs if attribute.startswith("on")]
            assert not handlers, (name, handlers)


def test_browser_runs_no_hostile_script(visit, watch, guide):
    seen = 0
    page = None
    for name in addresses(guide):
        if page is None:
            page = visit(guide.url + name)
        else:
            page.goto(guide.url + name, wait_until="domcontentloaded")
        assert page.evaluate("window.ran") is None, name
        for button in page.locator("article button.fg-tool").all()[:3]:
            button.click()
            page.keyboard.press("Escape")
        assert page.evaluate("window.ran") is None, name
        seen += 1
    assert seen > len(HOSTILE)
    assert watch.take("third-party") == []


PROTOCOLS = """() => [...document.querySelectorAll("a, area")].filter((link) => link.hasAttribute("href"))
  .map((link) => [link.protocol, link.getAttribute("href")])"""
CLICKS = """async () => {
  // Few of the links that lead elsewhere: the browser itself has said that they are no scripts.
  const all = [...document.querySelectorAll("article a, article p span, .fg-footer a, .fg-footer span")];
  const harmless = (link) => ["http:", "https:", "mailto:"].includes(link.protocol);
  const others = all.filter((link) => !harmless(link));
  const clicked = [...others.slice(0, 200), ...all.filter(harmless).slice(0, 20)];
  for (const link of clicked) {
    if (harmless(link)) link.addEventListener("click", (event) => event.preventDefault(), { once: true });
    link.click();
  }
  await new Promise((resolve) => setTimeout(resolve));
  return clicked.length;
}"""


@pytest.fixture(scope="module")
def guide_of_links(served):
    files, config = hostile_guide()
    return served(files, config, strict=False)


@pytest.mark.parametrize(
    "name",
    [
        "page/",
        "land/",
        "tools/tool-2/",
        "contributors/person-1/",
        "affiliations/organisation-1/",
        "pages/p6/",
    ],
)
def test_hostile_links_run_no_script(visit, watch, guide_of_links, name):
    page = visit(guide_of_links.url + name)
    links = page.evaluate(PROTOCOLS)
    assert {protocol for protocol, _ in links} <= {"http:", "https:", "mailto:"}
    assert page.evaluate(CLICKS) > 0
    assert page.evaluate("window.ran") is None
    assert watch.take("third-party") == []


def test_hostile_redirects_are_not_followed(visit, guide_of_links):
    page = visit(guide_of_links.url)
    for number in (1, 3, 5):
        page.goto(f"{guide_of_links.url}pages/p{number}/")
        wait_until_ready(page)
        assert page.url == f"{guide_of_links.url}pages/p{number}/"
        assert page.evaluate("window.ran") is None


def test_running_script_link_is_detected(visit, guide_of_links):
    page = visit(guide_of_links.url)
    page.evaluate("""document.querySelector("article").insertAdjacentHTML("beforeend",
        "<a href='java&Tab;script:window.ran=1'>x</a>")""")
    assert "javascript:" in {protocol for protocol, _ in page.evaluate(PROTOCOLS)}
    page.evaluate(CLICKS)
    page.wait_for_function("window.ran === 1")
