"""Sites with other plugins build as without this one: pages, links, search, log; and no token is published.

`make neighbours` installs all neighbours and tests each; `make test` tests those that are quick and whose
packages it has anyway.
"""

import os
from importlib.util import find_spec

import pytest

from tests.neighbours.guide import build, faults
from tests.neighbours.neighbour import Neighbour
from tests.neighbours.table import NEIGHBOURS, THEMES

WHOLE = bool(os.environ.get("FIELDGUIDE_NEIGHBOURS"))


def cases():
    found = []
    for neighbour in (*NEIGHBOURS, *THEMES):
        if WHOLE or (neighbour.quick and all(map(find_spec, neighbour.packages))):
            for order in neighbour.orders:
                reason = neighbour.faults.get(order)
                marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
                found.append(pytest.param(neighbour, order, marks=marks, id=f"{neighbour.name}, {order}"))
    return found


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Builds of the same sites without the plugin, by the neighbour's name."""
    built = {}

    def get(neighbour: Neighbour):
        if neighbour.name not in built:
            built[neighbour.name] = build(tmp_path_factory.mktemp("bare"), neighbour, None)
        return built[neighbour.name]

    return get


@pytest.mark.parametrize(("neighbour", "order"), cases())
def test_a_site_with_a_neighbour_is_complete(neighbour, order, bare, tmp_path):
    ours = build(tmp_path, neighbour, order)
    assert faults(neighbour, bare(neighbour), ours) == []
