"""The events of a YAML text, and the limit of nesting."""

import pytest
import yaml

from mkdocs_fieldguide.content.yaml import events as yaml_events
from mkdocs_fieldguide.content.yaml.events import MAX_DEPTH, TooLargeError, parse_events
from mkdocs_fieldguide.model.location import Location

TOO_DEEP = "Values are nested more than 64 levels deep here."
OPEN = "[" * MAX_DEPTH


def kinds(text):
    return [type(event) for event in parse_events(text, "data.yml")]


def depth_error_location(text, **options):
    with pytest.raises(TooLargeError) as caught:
        list(parse_events(text, "data.yml", **options))
    assert caught.value.message == str(caught.value) == TOO_DEEP
    return caught.value.location


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "_Loader", yaml.SafeLoader)


@pytest.fixture
def fails_at(monkeypatch):
    """Make the parser fail at an index before its first event, as libyaml does from 0.2.6 on."""

    def set_index(index):
        def parse(text, Loader):  # noqa: N803
            raise yaml.scanner.ScannerError("", None, "too much", yaml.Mark("", index, 0, index, None, None))
            yield

        monkeypatch.setattr(yaml, "parse", parse)

    return set_index


def test_limit_of_nesting():
    assert MAX_DEPTH == 64


def test_compiled_parser_is_used_where_it_is_installed():
    assert yaml_events._Loader is (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)


def test_text_is_parsed_with_the_loader_of_the_module(monkeypatch):
    texts = []

    class Loader(yaml.SafeLoader):
        def __init__(self, text):
            texts.append(text)
            super().__init__(text)

    monkeypatch.setattr(yaml_events, "_Loader", Loader)
    assert kinds("a")[2] is yaml.ScalarEvent
    assert texts == ["a"]


@pytest.mark.usefixtures("parser")
def test_all_events_are_passed_on():
    assert kinds("a: [*b]") == [
        yaml.StreamStartEvent,
        yaml.DocumentStartEvent,
        yaml.MappingStartEvent,
        yaml.ScalarEvent,
        yaml.SequenceStartEvent,
        yaml.AliasEvent,
        yaml.SequenceEndEvent,
        yaml.MappingEndEvent,
        yaml.DocumentEndEvent,
        yaml.StreamEndEvent,
    ]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (OPEN + "[", Location("data.yml", 1, 65)),
        ("\n" + OPEN + "[", Location("data.yml", 2, 65)),
        ("\n\n" + OPEN + "\n\n [", Location("data.yml", 5, 2)),
        ("{a: " * 64 + "{", Location("data.yml", 1, 4 * 64 + 1)),
        ("- " * 63 + "- - x", Location("data.yml", 1, 2 * 64 + 1)),
        # Closed brackets do not count.
        (OPEN + "], [[", Location("data.yml", 1, 64 + 5)),
        (OPEN + "]], [[[", Location("data.yml", 1, 64 + 7)),
    ],
)
def test_nesting_beyond_the_limit_is_refused_where_it_begins(text, place):
    assert depth_error_location(text) == place


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        OPEN + "]" * 64,
        "- " * 64 + "x",
        "[" + "[]," * 200 + "]",
        OPEN + "]" + ", []" * 200 + "]" * 63,
    ],
)
def test_nesting_up_to_the_limit_is_read(text):
    assert kinds(text)[-1] is yaml.StreamEndEvent


def test_lines_count_from_where_the_text_begins():
    assert depth_error_location(OPEN + "\n[", first_line=10) == Location("data.yml", 11, 1)


@pytest.mark.usefixtures("parser")
def test_brackets_before_an_error_count_without_events():
    assert depth_error_location(OPEN + "[@") == Location("data.yml", 1, 65)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", [OPEN + "@", OPEN + "@[", "{" * 64 + "@", OPEN + "], [@", OPEN + "]}@[["])
def test_error_within_the_limit_is_a_syntax_error(text):
    with pytest.raises(yaml.MarkedYAMLError):
        kinds(text)


@pytest.mark.parametrize("opening", ["[", "{"])
@pytest.mark.parametrize("closing", ["]", "}"])
def test_brackets_count_in_both_directions(fails_at, opening, closing):
    text = opening * 64 + closing + opening * 2
    fails_at(len(text) - 2)
    with pytest.raises(yaml.scanner.ScannerError):
        kinds(text)
    fails_at(len(text) - 1)
    assert depth_error_location(text) == Location("data.yml", 1, 67)


def test_bracket_at_the_error_counts_and_later_ones_do_not(fails_at):
    fails_at(63)
    with pytest.raises(yaml.scanner.ScannerError, match="too much"):
        kinds(OPEN + "[")
    fails_at(64)
    assert depth_error_location(OPEN + "[") == Location("data.yml", 1, 65)


def test_brackets_in_texts_before_the_last_event_do_not_count():
    with pytest.raises(yaml.MarkedYAMLError):
        kinds("a: '" + OPEN + "['\nb: 'not closed\n")


@pytest.mark.usefixtures("parser")
def test_error_without_a_mark_is_passed_on():
    with pytest.raises(yaml.reader.ReaderError):
        kinds("[\0" + OPEN)
