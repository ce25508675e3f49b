"""Run the fixtures of the CSL test suite (https://github.com/citation-style-language/test-suite).

usage: python -m tests.bench.csl_suite FOLDER [-v] [--only TEXT] [--update]

FOLDER is a copy of the suite's repository. Prints, for each category, how many fixtures give the expected
output (strict: the same text and formatting; lenient: the same text, with quotation marks and spaces folded),
and the names of the others. `expected_failures.txt` lists the fixtures that are known to fail, each with a
reason; any other failure is an error, and so is an exception.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from pathlib import Path

from .comparison import is_same, is_similar
from .fixtures import Fixture, read_fixtures
from .running import EngineError, NotExpressibleError, run

EXPECTED_FAILURES = Path(__file__).with_name("expected_failures.txt")


def read_expected_failures() -> dict[str, str]:
    """Return the reasons of the expected failures by the name of the fixture."""
    lines = EXPECTED_FAILURES.read_text("utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line.strip() and not line.startswith("#"))
    return {name: reason for name, _, reason in pairs}


def examine(fixture: Fixture) -> tuple[str, str]:
    """Return the result (strict, lenient, failed, not expressible or exception) and the output or reason."""
    try:
        output = run(fixture)
    except NotExpressibleError as error:
        return "not expressible", str(error)
    except EngineError as error:
        return "exception", str(error)
    except Exception:
        return "exception", traceback.format_exc()
    if is_same(output, fixture.expected):
        return "strict", output
    return "lenient" if is_similar(output, fixture.expected) else "failed", output


def main() -> int:
    """Run the suite and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="show what differs")
    parser.add_argument("--only", default="", help="only fixtures whose name contains this text")
    options = parser.parse_args()
    fixtures = [one for one in read_fixtures(options.folder) if options.only in one.name]
    if not fixtures:
        parser.error(f"{options.folder} has no fixtures")
    results: dict[str, tuple[str, str]] = {}
    by_category: dict[str, Counter[str]] = {}
    for fixture in fixtures:
        result, output = results[fixture.name] = examine(fixture)
        by_category.setdefault(fixture.category, Counter())[result] += 1
        if options.verbose and result != "strict":
            print(f"== {fixture.name} ({result})\n  expected {fixture.expected}\n  actual   {output}")
    return report(results, by_category)


def report(results: dict[str, tuple[str, str]], by_category: dict[str, Counter[str]]) -> int:
    """Print the figures and the failures; return the exit status."""
    total: Counter[str] = Counter()
    print(f"{'category':16}{'strict':>7}{'lenient':>8}{'of':>5}")
    for category, counts in sorted(by_category.items()):
        total += counts
        lenient = counts["strict"] + counts["lenient"]
        print(f"{category:16}{counts['strict']:>7}{lenient:>8}{counts.total():>5}")
    lenient = total["strict"] + total["lenient"]
    print(f"{'all':16}{total['strict']:>7}{lenient:>8}{total.total():>5}")
    expected = read_expected_failures()
    for kind in ("lenient", "failed", "not expressible", "exception"):
        names = [name for name, (result, _) in results.items() if result == kind]
        for name in names:
            reason = results[name][1] if kind == "not expressible" else expected.get(name, "")
            print(f"{kind}: {name}" + (f" ({reason})" if reason else ""))
    failed = {name for name, (result, _) in results.items() if result != "strict"}
    worse = sorted(failed - expected.keys())
    exceptions = {name for name, (result, _) in results.items() if result == "exception"}
    worse += sorted(exceptions & expected.keys())
    better = sorted(name for name in expected if name in results and name not in failed)
    for name in worse:
        print(f"ERROR: {name} fails, and {EXPECTED_FAILURES.name} gives no reason")
    for name in better:
        print(f"ERROR: {name} does not fail; remove it from {EXPECTED_FAILURES.name}")
    return 1 if worse or better else 0


if __name__ == "__main__":
    sys.exit(main())
