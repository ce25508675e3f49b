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
