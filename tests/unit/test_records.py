"""Records are as good as dataclasses: compared, hashed, shown and copied by their values."""

from dataclasses import field, fields, replace

import pytest

from mkdocs_fieldguide.records import record


@record
class Tool:
    name: str
    year: int = 2020
    note: str = field(default="", compare=False, repr=False)


@record
class Twin:
    name: str
    year: int = 2020
    note: str = ""


@record
class Nothing:
    pass


@record
class Shelf:
    """Fields of every kind: needed, with a default, made anew for each object, and set afterwards."""

    place: str
    height: float = 1.8
    tools: list[str] = field(default_factory=list)
    count: int = field(init=False, compare=False)

    def __post_init__(self):
        self.count = len(self.tools)


def test_equal_values_are_equal_records():
    assert Tool("spade") == Tool("spade", 2020)
    assert Tool("spade") != Tool("rake")
    assert Tool("spade", note="a") == Tool("spade", note="b")
    assert {Tool("spade"), Tool("spade", note="b")} == {Tool("spade")}


def test_records_of_two_classes_are_never_equal():
    assert Tool("spade") != Twin("spade")
    assert Tool("spade") != ("spade", 2020)


def test_a_record_without_fields_is_like_any_other_of_its_class():
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"


def test_the_tools_of_dataclasses_work():
    assert replace(Tool("spade"), year=1999) == Tool("spade", 1999)
    assert [each.name for each in fields(Tool)] == ["name", "year", "note"]
    assert repr(Tool("spade", note="a")) == "Tool(name='spade', year=2020)"


def test_a_record_has_its_fields_and_no_others():
    with pytest.raises(AttributeError):
        Tool("spade").nmae = "rake"


def test_a_record_of_what_cannot_be_hashed_cannot_be_hashed():
    with pytest.raises(TypeError):
        hash(Tool(["spade"]))


def test_fields_are_set_as_they_are_declared():
    first, second = Shelf("left"), Shelf(place="right", tools=["rake"], height=2.0)
    first.tools.append("spade")
    assert (first, second) == (Shelf("left", 1.8, ["spade"]), Shelf("right", 2.0, ["rake"]))
    assert (Shelf("left").tools, second.count) == ([], 1)


def test_what_is_missing_or_too_much_is_told_by_name():
    for _ in range(2):  # the first object of a class, and the others
        with pytest.raises(TypeError, match=r"Spare\.__init__\(\) missing 1 required .*'name'"):
            Spare()
        with pytest.raises(TypeError, match="colour"):
            Spare("spade", colour="red")


@record
class Spare:
    name: str
