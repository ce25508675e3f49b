"""Messages of unexpected errors: one line, of limited length, without control characters."""

from __future__ import annotations

import logging

import pytest

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import describe_error, error_boundary
from mkdocs_fieldguide.model.location import Location

PLACE = Location("a.md", 3, 5)
HINT = (
    "The rest of the guide is not affected. Please report this as a bug in mkdocs-fieldguide; "
    "run again with `--verbose` to see the traceback."
)


class UnprintableError(Exception):
    def __str__(self):
        raise RuntimeError("second error")


def report(error, what="the tool “beacon”"):
    findings = Findings()
    with error_boundary(findings, PLACE, what):
        raise error
    (finding,) = findings
    return finding


def test_error_becomes_a_finding():
    finding = report(ValueError("bad thing."))
    assert (finding.code, finding.location, finding.hint) == (Code.UNEXPECTED_ERROR, PLACE, HINT)
    assert finding.message == (
        "The tool “beacon” could not be processed because of an unexpected error: ValueError: bad thing."
    )


def test_description_of_one_letter_is_complete():
    assert report(ValueError(), "x").message == (
        "X could not be processed because of an unexpected error: ValueError."
    )


def test_code_without_an_error_adds_no_finding():
    findings = Findings()
    with error_boundary(findings, PLACE, "x"):
        pass
    assert not list(findings)


def test_errors_that_are_handled_elsewhere_pass():
    findings = Findings()
    with pytest.raises(KeyError), error_boundary(findings, PLACE, "x", (KeyError,)):
        raise KeyError
    with pytest.raises(MemoryError), error_boundary(findings, PLACE, "x"):
        raise MemoryError
    assert not list(findings)
    with error_boundary(findings, PLACE, "x", (KeyError,)):
        raise ValueError
    assert len(list(findings)) == 1


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("x"), "ValueError: x"),
        (ValueError(".x X.."), "ValueError: .x X"),
        (ValueError(), "ValueError"),
        (ValueError("..."), "ValueError"),
        (ValueError(" a \n\tb\r\nc "), "ValueError: a b\\u000d c"),
        (UnprintableError(), "UnprintableError"),
    ],
)
def test_error_is_described_in_one_line(error, text):
    assert describe_error(error) == text


@pytest.mark.parametrize(
    "character",
    [
        *"\x00\x08\x0b\x1b\x1f\x7f\x80\x9f\u200b\u200f\u2028\u202e\u2060\u2069\ufeff\ud800\udfff",
    ],
)
def test_control_characters_are_escaped(character):
    assert describe_error(ValueError(f"a{character}b")) == f"ValueError: a\\u{ord(character):04x}b"


@pytest.mark.parametrize("character", [*" ~\xa1\u2010\u2027\u2030\u205e\u206a\ufefe\ud7ff\ue000"])
def test_other_characters_are_unchanged(character):
    assert describe_error(ValueError(f"a{character}b")) == f"ValueError: a{character}b"


def test_tabs_are_spaces():
    assert describe_error(ValueError("a\tb")) == "ValueError: a b"


def test_long_message_is_truncated():
    assert describe_error(ValueError("a" * 200)) == "ValueError: " + "a" * 200
    assert describe_error(ValueError("a" * 201)) == "ValueError: " + "a" * 199 + "…"
    assert describe_error(ValueError(" " * 300 + "a" * 200)) == "ValueError: " + "a" * 100


def log(caplog, error, what):
    caplog.set_level(logging.DEBUG, logger="mkdocs.plugins.fieldguide")
    report(error, what)
    (message,) = caplog.messages
    return message


def test_traceback_is_logged_without_control_characters(caplog):
    message = log(caplog, ValueError("a\x1b[31m" + "b" * 600), "x\x1by")
    lines = message.split("\n")
    assert lines[0] == "a.md:3:5: x\\u001by: Traceback (most recent call last):"
    assert lines[-1] == ("ValueError: a\\u001b[31m" + "b" * 600)[:500]


def test_deep_recursion_logs_the_last_frames(caplog):
    def deeper(left):
        if not left:
            raise ValueError("end")
        # Two alternating functions: Python itself abbreviates repetitions of a single line.
        other(left)

    def other(left):
        deeper(left - 1)

    findings = Findings()
    caplog.set_level(logging.DEBUG, logger="mkdocs.plugins.fieldguide")
    with error_boundary(findings, PLACE, "x"):
        deeper(50)
    (message,) = caplog.messages
    assert message.count("  File ") == 30
    assert 'raise ValueError("end")' in message
