"""Front matter by path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hanging import must_end

from mkdocs_fieldguide.content.pages.defaults import Defaults, Rule


def rules(*pairs):
    setting = [{"scope": {"path": path}, "values": values} for path, values in pairs]
    defaults, problems = Defaults.from_setting(setting)
    assert problems == ()
    return defaults


def test_longer_path_wins_in_any_order():
    defaults = rules(
        ("tasks/data", {"type": "data"}), ("", {"type": "page", "toc": False}), ("tasks/", {"type": "task"})
    )
    assert defaults.for_path("index.md") == {"type": "page", "toc": "false"}
    assert defaults.for_path("tasks/x.md") == {"type": "task", "toc": "false"}
    assert defaults.for_path("tasks/data/x.md") == {"type": "data", "toc": "false"}


def test_later_of_two_equal_paths_wins():
    assert rules(("a/", {"type": "x"}), ("a/", {"type": "y"})).for_path("a/b.md") == {"type": "y"}


@pytest.mark.parametrize(
    "scope", ["a/b.md", "/a/b.md", "./a/b.md", "a", "a/", "a/*", "*/b.md", "**/b.md", "a/b*"]
)
def test_scopes_that_cover_a_page(scope):
    assert rules((scope, {"type": "x"})).for_path("a/b.md") == {"type": "x"}


@pytest.mark.parametrize("scope", ["b", "a/c", "a/b.md.x", "A/", "*", "*.txt", "a/b/*", "*/c.md"])
def test_scopes_that_do_not_cover_a_page(scope):
    covered = rules((scope, {"type": "x"})).for_path("a/b.md")
    # `*` matches the folder `a`, and therefore everything below it.
    assert covered == ({"type": "x"} if scope == "*" else {})


def test_mappings_are_joined_and_lists_replaced():
    defaults = rules(
        ("", {"related_pages": {"x": ["a"]}, "tags": ["a"]}),
        ("p/", {"related_pages": {"y": ["b"]}, "tags": ["b"]}),
    )
    assert defaults.for_path("p/q.md") == {"related_pages": {"x": ["a"], "y": ["b"]}, "tags": ["b"]}


def test_rules_for_posts_do_not_affect_pages():
    defaults, problems = Defaults.from_setting(
        [{"scope": {"path": "", "type": "posts"}, "values": {"type": "x"}}]
    )
    assert (defaults.for_path("a.md"), problems) == ({}, ())


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"scope": {}}, "list"),
        (["x"], "Item 1"),
        ([{"scope": {"path": ""}}], "`values`"),
        ([{"scope": "a", "values": {}}], "`scope`"),
        ([{"scope": {"path": 3}, "values": {}}], "`scope.path`"),
        ([{"scope": {}, "values": {}, "value": 1}], "“value”"),
        ([{"scope": {}, "values": {"datatable": "perhaps"}}], "“datatable”"),
        ([{"scope": {}, "values": {"contributers": ["Ada Example"]}}], "“contributors”"),
    ],
)
def test_each_mistake_has_a_readable_message(setting, words):
    _, [problem] = Defaults.from_setting(setting)
    assert words in problem


def test_missing_setting_has_no_defaults():
    assert Defaults.from_setting(None) == (Defaults(), ())


SETTINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["scope", "values", "path", "x", 1]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(SETTINGS, st.text(max_size=10))
def test_any_setting_results_in_a_mapping(setting, path):
    defaults, problems = Defaults.from_setting(setting)
    values = defaults.for_path(path)
    assert isinstance(values, dict)
    assert all(isinstance(key, str) for key in values)
    assert all(problem.strip() for problem in problems)


@given(
    st.permutations(["", "a", "a/b", "a/b/c.md", "b", "b/c"]),
    st.sampled_from(["index.md", "a/x.md", "a/b/c.md", "a/b/d.md", "b/c/d.md"]),
)
def test_order_of_rules_for_different_paths_does_not_matter(scopes, path):
    defaults = rules(*((scope, {"type": scope or "all", f"key_{scope}": "x"}) for scope in scopes))
    parts = path.split("/")
    covering = ["", *("/".join(parts[: at + 1]) for at in range(len(parts)))]
    covering = [scope for scope in covering if scope in scopes]
    assert defaults.for_path(path) == {
        "type": covering[-1] or "all",
        **{f"key_{scope}": "x" for scope in covering},
    }


def test_unusable_value_is_omitted():
    setting = [{"scope": {"path": ""}, "values": {"datatable": "perhaps", "type": "x", "my_own": [1]}}]
    defaults, _ = Defaults.from_setting(setting)
    assert defaults.for_path("a.md") == {"type": "x", "my_own": ["1"]}


@pytest.mark.parametrize("scope", ["**/" * 40 + "x", "**a" * 40 + "x", "*a" * 40 + "x", "**/*/" * 40 + "x"])
def test_any_number_of_asterisks_is_matched(scope):
    with must_end():
        assert not Rule(scope, {}).covers("a/" * 60 + "a" * 60)


@pytest.mark.parametrize(
    ("scope", "page", "covered"),
    [
        ("*", "a/b.md", True),
        ("*b", "ab/c.md", True),
        ("*b", "a/b/c.md", False),
        ("*/c", "a/b/c", False),
        ("*/*/c", "a/b/c", True),
        ("**b.md", "a/b.md", True),
        ("**/b", "b/c.md", True),
        ("**/b", "a/x/b/c.md", True),
        ("**/b", "a/xb/c.md", False),
        ("a*c*e", "abcde/f.md", True),
        ("a*c*e", "abcd/e/f.md", False),
        ("a.*", "ab/c.md", False),
    ],
)
def test_asterisk_patterns(scope, page, covered):
    assert Rule(scope, {}).covers(page) is covered
