"""Any YAML results in plain data or a finding."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_fieldguide.content.yaml import events as yaml_events
from mkdocs_fieldguide.content.yaml.reader import read_yaml
from mkdocs_fieldguide.findings.finding import Findings


def read(text, **options):
    findings = Findings()
    loaded = read_yaml(text, "data.yml", findings, **options)
    return loaded, list(findings)


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "_Loader", yaml.SafeLoader)
    return request.param


PIECES = [
    *(
        "a",
        "b: ",
        "- ",
        "? ",
        ": ",
        "\n",
        "  ",
        "\t",
        "&x ",
        "*x ",
        "<<: ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
    ),
    *(
        "|",
        ">",
        "#",
        "---\n",
        "...\n",
        "!!str ",
        "!x ",
        "%",
        "@",
        "~",
        "\x00",
        "\ud800",
        "\ufeff",
        "é",
        "🎉",
        "\\",
    ),
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), YAML_LIKE))
def test_no_text_raises(text):
    loaded, findings = read(text)
    if loaded is None:
        assert findings
    lines = text.count("\n") + text.count("\r") + 2
    assert all(0 < finding.location.line <= lines for finding in findings)
    if loaded is not None:
        holds_only_plain_data(loaded.value)


PLAIN = st.recursive(
    st.text("aé:#-'\" \n0~[", min_size=1, max_size=8).filter(lambda text: text == text.strip() != ""),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc:é#-", min_size=1), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAIN, st.booleans())
def test_pyyaml_output_is_read_back_with_locations(value, flow):
    text = yaml.safe_dump({"whole": value}, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    loaded, findings = read(text)
    assert findings == []
    assert loaded.value == {"whole": value}
    lines = text.split("\n")
    for path, location in loaded.source.keys.items():
        here = lines[location.line - 1][location.column - 1 :]
        assert yaml.safe_load(here.split(": ")[0].rstrip(":").removeprefix("? ")) == path[-1]


def holds_only_plain_data(value):
    if isinstance(value, dict):
        for key, item in value.items():
            assert isinstance(key, str)
            holds_only_plain_data(item)
    elif isinstance(value, list):
        for item in value:
            assert item is not None
            holds_only_plain_data(item)
    else:
        assert value is None or isinstance(value, str)
