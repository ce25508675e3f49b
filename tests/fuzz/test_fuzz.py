"""The corpus and a short run of fuzzing make no reader raise or hang."""

import logging
import math

import pytest

from tests.fuzz.fuzz import HERE, fuzz, run_reader
from tests.fuzz.readers import READERS

MOST = 100
CORPUS = [(path.parent.name, path.name) for path in sorted((HERE / "corpus").glob("*/*"))]


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(("reader", "name"), CORPUS)
def test_every_corpus_file_is_read(reader, name):
    text = (HERE / "corpus" / reader / name).read_bytes().decode("utf-8", "surrogateescape")
    assert run_reader(READERS[reader], text) == ""


@pytest.mark.parametrize("reader", READERS)
def test_short_fuzzing_run_has_no_failures(reader):
    """The same texts each time; `make fuzz` draws new ones for half an hour."""
    assert fuzz(reader, seconds=math.inf, seed=1, most=MOST) == (MOST, [])
