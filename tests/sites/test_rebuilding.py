"""After any change, a site built again is the same, byte for byte, as one built from nothing."""

import logging
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from mkdocs.__main__ import cli
from support.changing_guide import BREAKS, CHANGES, DIGGING, MANY_PLUGINS, TOOLS, Guide
from support.rebuilding import EPOCH, Rebuilder, clean_builder, differences

from mkdocs_fieldguide.builder.page_assembler import PageAssembler
from mkdocs_fieldguide.builder.page_markdown import PageMarkdown
from mkdocs_fieldguide.builder.publishing import Publisher

OFTEN = {
    "a word",
    "a heading",
    "a tag added",
    "title",
    "permalink",
    "a tool's description",
    "a reference removed",
    "a page added in a section",
    "a page that others link to removed",
    "a template with the whole navigation",
    "the navigation",
    "URLs",
}
"""The changes of each test run; a long run makes all of them in all ways to build."""

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
HOWS = [("serve", False), ("serve", True), ("build", True)]


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    with clean_builder(tmp_path_factory.mktemp("clean-cache")) as builder:
        yield builder


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def compare(rebuilder, clean, what):
    """Build again, and fail if a file of the site differs from that of a clean build."""
    expected = clean.start(rebuilder.root, serving=rebuilder.command == "serve")
    rebuilder.build()
    assert differences(rebuilder.files(), expected.result()) == [], what


@pytest.mark.parametrize(("command", "dirty"), HOWS if IS_LONG else HOWS[:1])
def test_each_change_gives_the_site_of_a_clean_build(tmp_path, clean, command, dirty):
    guide = Guide(tmp_path)
    rebuilder = Rebuilder(tmp_path, command, dirty)
    compare(rebuilder, clean, "first build")
    original = guide.snapshot()
    for what, change in CHANGES.items():
        if not IS_LONG and what not in OFTEN:
            continue
        change(guide)
        compare(rebuilder, clean, what)
        # The next change is built together with the way back from this one, as after a change of branches.
        guide.restore(original, age=1000)
    compare(rebuilder, clean, "the way back")
    for what, change in BREAKS.items() if IS_LONG else ():
        change(guide)
        if command == "serve":
            rebuilder.build()
        else:
            compare(rebuilder, clean, what)
        guide.restore(original)
        compare(rebuilder, clean, f"{what}, repaired")


@pytest.mark.parametrize(("command", "dirty"), [("serve", False), ("build", True)])
def test_only_pages_that_a_change_affects_are_made_again(tmp_path, caplog, monkeypatch, command, dirty):
    def pages_given_to(owner, name):
        """Return the set of the pages with which a method is called."""
        pages, method = set(), getattr(owner, name)

        def recorded(self, page):
            pages.add(page.file.src_uri.removesuffix(".md"))
            return method(self, page)

        monkeypatch.setattr(owner, name, recorded)
        return pages

    assembled = pages_given_to(PageAssembler, "assemble")
    read = pages_given_to(PageMarkdown, "readable_source")
    headed = pages_given_to(Publisher, "head_of")
    guide = Guide(tmp_path)
    guide.replace(DIGGING, "tags: [earth]\n", "")
    rebuilder = Rebuilder(tmp_path, command, dirty)

    def changed():
        caplog.clear()
        assembled.clear()
        headed.clear()
        read.clear()
        with caplog.at_level(logging.DEBUG, "mkdocs.commands.build"):
            rebuilder.build()
        begin = "Building page "
        built = [one.message.removeprefix(begin) for one in caplog.records if one.message.startswith(begin)]
        return {path.removesuffix(".md").removesuffix("/index") for path in built}

    rebuilder.build()
    assert changed() == set()
    assert ("tools/rake" in read) == (command == "build")
    guide.replace(DIGGING, "Dig with", "Work with")
    # The pages of tools quote the sentence.
    assert changed() == {"digging", "tools/rake", "tools/spade"}
    # But not another sentence, nor a page of people.
    guide.replace(DIGGING, "Why is known", "Why is well known")
    assert changed() == {"digging"}
    assert not assembled & {"tools/rake", "tools/spade", "plain", "contributors"}
    guide.replace(TOOLS, "Levels the", "Makes even the")
    assert changed() == {"digging", "soil", "tools", "tools/rake", "work/watering", "blog/posts/first"}
    assert command != "serve" or not headed & {"tools/spade", "plain", "contributors"}
    guide.write("docs/rest/air.md", "# Air\n")
    # The first page of a section, to which the navigation of all pages leads.
    assert len(changed()) > 10
    guide.write("docs/rest/water.md", "# Water\n")
    # Elsewhere, the theme does not show it, except as the previous page of the next one.
    assert changed() == {"rest/air", "rest/sleep", "rest/water", "work"}
    if command == "serve":
        assert "rest/water" in assembled
        assert not assembled & {"digging", "soil", "tools", "tools/rake", "rest/air", "contributors"}


def test_a_strict_build_with_dirty_fails_for_warnings_only(tmp_path):
    guide = Guide(tmp_path)
    command = ["build", "--dirty", "--strict", "--config-file", str(tmp_path / "mkdocs.yml")]
    assert CliRunner().invoke(cli, command).exit_code == 0
    guide.add("docs/plain.md", '\nUse {% tool "rack" %}.\n')
    assert CliRunner().invoke(cli, command).exit_code == 1


@pytest.mark.skipif(not IS_LONG, reason="220 builds take minutes and run weekly: make rebuilds")
def test_memory_does_not_grow_with_the_number_of_builds(tmp_path):
    guide = Guide(tmp_path)
    rebuilder = Rebuilder(tmp_path)
    begin = 0.0
    for number in range(220):
        guide.replace("docs/plain.md", "Nothing", f"Nothing {number}")
        if number % 3 == 0:
            guide.replace(TOOLS, "Turns", f"Turns {number}")
        rebuilder.build()
        if number == 20:
            begin = memory()
    assert memory() - begin < 20


def memory():
    """Return the memory of this process, in MB."""
    status = Path("/proc/self/statm")
    if not status.exists():
        pytest.skip("the memory of a process is unknown")
    return int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Editing(RuleBasedStateMachine):
    """Random sequences of changes, some of them undone, with a build after some of them."""

    clean = None
    folder = Path()
    count = 0

    @initialize(how=st.sampled_from(HOWS), own=st.sampled_from([{}, {}, MANY_PLUGINS]))
    def begin(self, how, own):
        type(self).count += 1
        root = self.folder / str(self.count)
        self.guide = Guide(root, **own)
        self.rebuilder = Rebuilder(root, *how)
        self.snapshots = [self.guide.snapshot()]
        self.done = []
        compare(self.rebuilder, self.clean, "first build")

    @rule(what=st.sampled_from(sorted({**CHANGES, **BREAKS})))
    def change(self, what):
        self.snapshots.append(self.guide.snapshot())
        try:
            {**CHANGES, **BREAKS}[what](self.guide)
        except (AssertionError, OSError):
            return  # an earlier change has removed what this one changes
        self.done.append(what)
        self.build()

    @rule(number=st.integers(0, 5), age=st.sampled_from([0, 1000]))
    def go_back(self, number, age):
        self.guide.restore(self.snapshots[number % len(self.snapshots)], age)
        self.done.append(f"back to {number % len(self.snapshots)}")
        self.build()

    def build(self):
        if self.guide.is_broken and self.rebuilder.command == "serve":
            self.rebuilder.build()
        else:
            compare(self.rebuilder, self.clean, self.done)

    def teardown(self):
        shutil.rmtree(self.rebuilder.root, ignore_errors=True)


@pytest.mark.parametrize("part", range(5 if IS_LONG else 1))
def test_random_sequences_of_changes_give_the_sites_of_clean_builds(tmp_path, clean, part):
    Editing.clean, Editing.folder = clean, tmp_path
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=100 if IS_LONG else 1,
            stateful_step_count=12 if IS_LONG else 4,
            suppress_health_check=list(HealthCheck),
        ),
    )
