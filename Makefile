# make demo    sets up what it needs and assesses a case
# make test    sets up what it needs and runs the whole check

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PINS   := .ci/constraints.txt
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
DIST   := build/dist
CLEAN  := build/clean

.PHONY: demo test lint types imports unit benchmarks wheel format clean

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
	$(BIN)/pytest --ignore=tests/benchmarks --ignore=tests/packaging --cov --cov-report=term

benchmarks: $(VENV)/.test
	$(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-columns=min,median,rounds

wheel: $(VENV)/.test
	rm -rf $(DIST) $(CLEAN)
	$(BIN)/hatchling build -d $(DIST)
	$(PYTHON) -m venv $(CLEAN)
	$(CLEAN)/bin/python -m pip --quiet --disable-pip-version-check install --no-index --find-links $(VENV)/wheelhouse $(DIST)/*.whl
	$(BIN)/pytest tests/packaging

format: $(VENV)/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

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
