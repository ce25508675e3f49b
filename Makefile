# Requires Python 3.11 or newer and make; everything else is installed into .venv.
# Compatible with GNU make 3.81, the version on macOS.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# Evaluated only when the environment is created.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
LOWEST := .venv-lowest
NEIGHBOURS := .venv-neighbours
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# Number of test worker processes: one more than processors, since browser tests often wait.
JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# Tests to run, for example `make test TESTS=tests/unit`.
TESTS ?= tests
# Address of `make serve`.
ADDRESS ?= 127.0.0.1:8000

# Suppress Material's notice about MkDocs 2 at startup.
export NO_MKDOCS_2_WARNING := 1

# Without compiled files, every process that the tests start compiles all modules anew.
unexport PYTHONDONTWRITEBYTECODE

# A worker that has finished takes tests from the others. Tests of one file mostly stay together and share its sites.
PYTEST := python -m pytest -n $(JOBS) --dist worksteal

.PHONY: help site serve test neighbours coverage corpus properties rebuilds fuzz growth mutants lint format bench lowest screenshots reference translations browser clean

help:
	@echo "make site         build the documentation into site/"
	@echo "make serve        serve it at http://$(ADDRESS)/ with live reload"
	@echo "make test         run all tests, including browser tests"
	@echo "make neighbours   test sites with other plugins and themes (five minutes)"
	@echo "make coverage     run all tests and measure which lines and branches they reach"
	@echo "make corpus       test unusual and random values in every field (an hour)"
	@echo "make properties   run the property tests with many random examples"
	@echo "make rebuilds     compare rebuilt sites with clean builds after random changes (two hours)"
	@echo "make fuzz         feed random texts to everything that reads a file (half an hour)"
	@echo "make growth       search for inputs that take quadratic time to parse (an hour)"
	@echo "make mutants      run mutation tests on the security-relevant code (half an hour)"
	@echo "make lint         check style, types and imports"
	@echo "make format       format the code"
	@echo "make bench        run the build benchmarks"
	@echo "make lowest       run the tests with the oldest supported dependencies"
	@echo "make screenshots  take the screenshots for the docs"
	@echo "make reference    update the generated parts of the docs"
	@echo "make translations update the catalogues after a change of the texts"
	@echo "make clean        remove build output and environments"

site: $(VENV)/site.stamp
	@$(BIN)/python -m mkdocs build --strict
	@echo "The documentation is in site/. To view it, run"
	@echo "    $(BIN)/python -m http.server --directory site --bind 127.0.0.1 8000"
	@echo "or run 'make serve' and open http://$(ADDRESS)/"

serve: $(VENV)/site.stamp
	$(BIN)/python -m mkdocs serve --dev-addr $(ADDRESS)

test: $(VENV)/dev.stamp browser
	@$(BIN)/$(PYTEST) $(TESTS)

coverage: $(VENV)/dev.stamp browser
	@$(BIN)/$(PYTEST) --cov --cov-report=term --cov-report=html $(TESTS)
	@echo "Line by line: htmlcov/index.html"

neighbours: $(NEIGHBOURS)/neighbours.stamp
	@FIELDGUIDE_NEIGHBOURS=1 $(NEIGHBOURS)/bin/$(PYTEST) tests/neighbours

corpus: $(VENV)/dev.stamp
	@FIELDGUIDE_CORPUS=long $(BIN)/$(PYTEST) tests/sites/test_nasty_values.py

properties: $(VENV)/dev.stamp
	@HYPOTHESIS_PROFILE=long $(BIN)/$(PYTEST) -m hypothesis tests/unit

rebuilds: $(VENV)/dev.stamp
	@HYPOTHESIS_PROFILE=long $(BIN)/$(PYTEST) tests/sites/test_rebuilding.py

# Seconds for all readers together.
FUZZ_SECONDS ?= 1800
fuzz: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.fuzz.fuzz --seconds $(FUZZ_SECONDS)

# Seconds per parser.
GROWTH_SECONDS ?= 100
growth: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.fuzz.growth --seconds $(GROWTH_SECONDS)

# A surviving mutant is an error. Equivalent mutants are marked with `# pragma: no mutate` and a reason. The run starts
# from scratch, because mutmut does not retry survivors if only the tests have changed.
mutants: $(VENV)/mutants.stamp
	@rm -rf mutants
	@$(BIN)/mutmut run
	@$(BIN)/python tools/surviving_mutants.py

browser: $(VENV)/dev.stamp
	@$(BIN)/python tools/ensure_browser.py

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python tools/check_javascript.py && echo "JavaScript: no type errors"

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/dev.stamp
	@$(BIN)/python tests/bench/build_time.py
	@$(BIN)/python tests/bench/linearity.py
	@$(BIN)/python tests/bench/cold_builds.py
	@$(BIN)/python tests/bench/rebuild.py --serve 20
	@$(BIN)/python tests/bench/templates.py

lowest: $(LOWEST)/lowest.stamp browser
	@$(LOWEST)/bin/$(PYTEST) $(TESTS)

screenshots: site $(VENV)/dev.stamp browser
	@$(BIN)/python -m tools.screenshots

reference: $(VENV)/site.stamp
	@$(BIN)/python -m tools.reference

translations: $(VENV)/site.stamp
	@$(BIN)/python -m tools.translations

clean:
	rm -rf $(VENV) $(LOWEST) $(NEIGHBOURS) mutants site dist htmlcov .coverage .cache .mypy_cache .ruff_cache .pytest_cache tools/typescript/node_modules
	find mkdocs_fieldguide tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is reinstalled if pyproject.toml is newer than its stamp. pip supports dependency groups since 25.1.
$(VENV)/python.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is required, but was not found. Set its path: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Creating $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -qq --upgrade "pip>=25.1"
	@touch $@

$(VENV)/site.stamp: pyproject.toml $(VENV)/python.stamp
	@echo "Installing the dependencies of the docs ..."
	@$(PIP) install -qq --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/python.stamp
	@echo "Installing the development dependencies ..."
	@$(PIP) install -qq --editable . --group dev
	@touch $@ $(VENV)/site.stamp

$(VENV)/mutants.stamp: $(VENV)/dev.stamp
	@$(PIP) install -qq --group mutants
	@touch $@

# An environment of its own, as some neighbours depend on much, and on certain versions.
$(NEIGHBOURS)/neighbours.stamp: pyproject.toml
	@echo "Installing other plugins and themes ..."
	@test -x $(NEIGHBOURS)/bin/python || $(PYTHON) -m venv $(NEIGHBOURS)
	@$(NEIGHBOURS)/bin/python -m pip install -qq --disable-pip-version-check --upgrade "pip>=25.1"
	@$(NEIGHBOURS)/bin/python -m pip install -qq --disable-pip-version-check --editable . --group neighbours
	@touch $@

# Only uv can resolve to the oldest versions that pyproject.toml allows.
$(LOWEST)/lowest.stamp: pyproject.toml
	@echo "Installing the oldest supported dependencies ..."
	@test -x $(LOWEST)/bin/python || $(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(LOWEST)/bin/python -m uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct \
		--editable . --group test
	@touch $@
