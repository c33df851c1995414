# make demo    sets up what it needs and assesses a case
# make test    sets up what it needs and runs the whole check
# make executors  runs the tests that need a program which is not a Python package

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
PINS    := .ci/constraints.txt
ROOT    := $(shell test $$(id -u) = 0 || echo sudo)
PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check
OFFLINE := --quiet --disable-pip-version-check --no-index --find-links $(VENV)/wheelhouse

.PHONY: demo test executors lint types imports unit benchmarks wheel format editions clean

demo: $(VENV)/.demo
	$(BIN)/aiprocure assess examples/cases/kobe-voicebot.toml

test: lint types imports unit benchmarks wheel

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.test
	$(BIN)/mypy
	$(BIN)/basedpyright

imports: $(VENV)/.test
	$(BIN)/lint-imports

unit: $(VENV)/.test
	$(BIN)/pytest --ignore=tests/benchmarks --ignore=tests/packaging --ignore=tests/executors --cov --cov-report=term

benchmarks: $(VENV)/.test
	$(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-columns=min,median,rounds

wheel: $(VENV)/.test
	rm -rf build
	$(BIN)/hatchling build -d build/dist
	$(PYTHON) -m venv build/core
	$(PYTHON) -m venv build/cli
	build/core/bin/python -m pip install $(OFFLINE) build/dist/*.whl
	build/cli/bin/python -m pip install $(OFFLINE) "$$(echo build/dist/*.whl)[cli]"
	$(BIN)/pytest tests/packaging

# Tests that need a program which is not a Python package: installed here by its package name, as root or by sudo.
executors: $(VENV)/.test
	command -v soffice || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends libreoffice-calc; }
	$(BIN)/pytest tests/executors

format: $(VENV)/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

editions: $(VENV)/.test
	$(BIN)/python .ci/write_editions.py

clean:
	rm -rf $(VENV) build

$(VENV)/.pip: $(PINS)
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install -c $(PINS) pip hatchling editables
	touch $@

$(VENV)/.demo: $(VENV)/.pip pyproject.toml
	$(PIP) install -c $(PINS) --no-build-isolation -e '.[all]'
	touch $@

$(VENV)/.test: $(VENV)/.demo
	$(PIP) install -c $(PINS) --group dev
	$(PIP) download -c $(PINS) -d $(VENV)/wheelhouse attrs cattrs click rich
	touch $@
