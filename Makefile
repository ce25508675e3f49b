# Needs Python 3.11 or newer and make; everything else is installed into .venv.
# Written for GNU make 3.81 too, which is what macOS has.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# Looked for only when the environment is made.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
LOWEST := .venv-lowest
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# Worker processes of the tests: a number, or auto.
JOBS ?= auto
# What to test; `make test TESTS=tests/unit` tests less.
TESTS ?= tests
# Where `make serve` shows the guide.
ADDRESS ?= 127.0.0.1:8000

# Material prints a notice about MkDocs 2 at every start.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve test corpus properties growth mutants lint format bench lowest screenshots reference browser clean

help:
	@echo "make site         build our own guide into site/"
	@echo "make serve        show it at http://$(ADDRESS)/ and follow every change"
	@echo "make test         run all tests, the browser's too"
	@echo "make corpus       try every odd value in every field, and others at random (an hour)"
	@echo "make properties   run the property tests with many random examples"
	@echo "make growth       look for texts that take a reader quadratic time (an hour)"
	@echo "make mutants      change the security-relevant code in every small way and see that a test fails (half an hour)"
	@echo "make lint         check style and types of Python and JavaScript"
	@echo "make format       put the code into the project's format"
	@echo "make bench        measure how long builds take"
	@echo "make lowest       run the tests with the oldest dependencies we allow"
	@echo "make screenshots  take the screenshots of the docs"
	@echo "make reference    write the parts of the docs that are made from code"
	@echo "make clean        remove what was built and installed"

site: $(VENV)/site.stamp
	@$(BIN)/python -m mkdocs build --strict
	@echo "The guide is in site/: open site/index.html through a web server, as by"
	@echo "    $(BIN)/python -m http.server --directory site --bind 127.0.0.1 8000"
	@echo "or run 'make serve' and see http://$(ADDRESS)/"

serve: $(VENV)/site.stamp
	$(BIN)/python -m mkdocs serve --dev-addr $(ADDRESS)

test: $(VENV)/dev.stamp browser
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(TESTS)

corpus: $(VENV)/dev.stamp
	@FIELDGUIDE_CORPUS=long $(BIN)/python -m pytest -n $(JOBS) tests/sites/test_nasty_values.py

properties: $(VENV)/dev.stamp
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n $(JOBS) -m hypothesis tests/unit

# Seconds for each reader.
GROWTH_SECONDS ?= 100
growth: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.fuzz.growth --seconds $(GROWTH_SECONDS)

# A mutant that no test kills is an error. One that changes nothing anybody can see is marked in the code:
# `# pragma: no mutate`, with the reason beside it. Starts afresh: mutmut does not try a survivor again when only
# the tests have changed.
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
	@$(BIN)/python tools/check_javascript.py && echo "JavaScript: types are right"

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/dev.stamp
	@$(BIN)/python tests/bench/build_time.py
	@$(BIN)/python tests/bench/linearity.py
	@$(BIN)/python tests/bench/guide.py
	@$(BIN)/python tests/bench/templates.py

lowest: $(LOWEST)/lowest.stamp browser
	@$(LOWEST)/bin/python -m pytest -n $(JOBS) --dist loadfile $(TESTS)

screenshots: site $(VENV)/dev.stamp browser
	@$(BIN)/python -m tools.screenshots

reference: $(VENV)/site.stamp
	@$(BIN)/python -m tools.reference

clean:
	rm -rf $(VENV) $(LOWEST) mutants site dist .cache .mypy_cache .ruff_cache .pytest_cache tools/typescript/node_modules
	find mkdocs_fieldguide tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is installed anew when pyproject.toml is newer than its stamp. pip reads dependency groups from 25.1 on.
$(VENV)/python.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -qq --upgrade "pip>=25.1"
	@touch $@

$(VENV)/site.stamp: pyproject.toml $(VENV)/python.stamp
	@echo "Installing what the guide needs ..."
	@$(PIP) install -qq --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/python.stamp
	@echo "Installing what the tests and checks need ..."
	@$(PIP) install -qq --editable . --group dev
	@touch $@ $(VENV)/site.stamp

$(VENV)/mutants.stamp: $(VENV)/dev.stamp
	@$(PIP) install -qq --group mutants
	@touch $@

# Only uv can choose the oldest versions that pyproject.toml allows.
$(LOWEST)/lowest.stamp: pyproject.toml
	@echo "Installing the oldest dependencies that are allowed ..."
	@test -x $(LOWEST)/bin/python || $(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(LOWEST)/bin/python -m uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct \
		--editable . --group test
	@touch $@
