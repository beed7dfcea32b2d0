# make graph   install Hanse into .venv, build the graph of data/, say what to try
# make test    run the tests
# make check   all that CI runs: style, types, layers, the wheel, the tests
# make benchmarks   what Hanse costs beside its peers, as docs/speed.md has it: hours; RUN="--quick" takes minutes
# make fuzz    an hour of odd inputs for readers and extraction, by coverage; MINUTES=5 for less

PYTHON ?=
BIN := .venv/bin
INSTALLED := .venv/.installed
EQUIPPED := .venv/.equipped
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

.PHONY: graph test check faults fuzz style types layers wheel tests chromium virtuoso axe schemathesis format docs reliability benchmarks clean
.DEFAULT_GOAL := graph

graph: $(INSTALLED)
	@echo "Building the graph of data/benchmark/documents and data/partnerships in hanse-graph/ …"
	@$(BIN)/hanse build data/benchmark/documents data/partnerships -o hanse-graph

test: $(EQUIPPED) chromium virtuoso axe schemathesis tests

check: style types layers wheel test

# Three at once, on two processors too: much of their time they wait, for pages, servers and other processes.
tests: $(EQUIPPED)
	@$(BIN)/python -m pytest -q -n 3 --dist loadfile $(TESTS)

MINUTES ?= 60
fuzz: $(EQUIPPED)
	@$(BIN)/python tests/fuzzing/fuzz.py --minutes $(MINUTES)

style: $(EQUIPPED)
	@echo "Checking style …"
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .

types: $(EQUIPPED)
	@echo "Checking types …"
	@$(BIN)/mypy --no-error-summary

layers: $(EQUIPPED)
	@echo "Checking layers …"
	@$(BIN)/lint-imports --no-logo

# Kills 200 builds at random moments, for half an hour or so; KILLS=20 for fewer.
faults: $(EQUIPPED)
	@$(BIN)/python tests/kills.py $(KILLS)

wheel: $(EQUIPPED)
	@$(BIN)/python tests/wheel.py

chromium:
	@sh tests/debian.sh Chromium chromium "browser tests" chromium chromium-browser google-chrome

virtuoso:
	@sh tests/debian.sh Virtuoso virtuoso-opensource-7-bin "tests of remote stores" virtuoso-t

axe:
	@sh tests/axe.sh

schemathesis: $(EQUIPPED)
	@sh tests/schemathesis.sh

format: $(EQUIPPED)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

# Confidences rest on it: run it when extraction or the annotated documents have changed.
reliability: $(EQUIPPED)
	@echo "Reading the annotated documents …"
	@$(BIN)/python data/reliability.py
	@$(BIN)/python docs/generate.py

benchmarks: $(EQUIPPED)
	@$(PIP) install --group benchmarks
	@$(BIN)/python tests/benchmarks/run.py $(RUN)

docs: $(EQUIPPED)
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/notebooks/run.py

clean:
	rm -rf .venv .fuzzing build dist hanse-graph .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find graph tests docs data -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: installed once, and again when pyproject.toml changes.
$(INSTALLED): pyproject.toml
	@python=$$(PYTHON="$(PYTHON)" sh tests/python.sh) || exit 1; \
	if ! test -x $(BIN)/python; then \
	  echo "Making .venv with $$($$python --version) …"; \
	  "$$python" -m venv .venv || exit 1; \
	fi
	@echo "Installing Hanse and what it needs into .venv (a minute or two) …"
	@$(PIP) install --editable .
	@touch $@

$(EQUIPPED): $(INSTALLED)
	@echo "Installing what tests and checks need …"
	@$(PIP) install --upgrade "pip>=25.1"
	@$(PIP) install --group dev
	@touch $@
