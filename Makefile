# Each of `make demo` and `make test` does all its own set-up: virtual environment, dependencies, everything.
PYTHON ?= python3
VENV ?= .venv
LAB ?= lab4_minibatch
PORT ?= 8000
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One worker more than there are cores, because some tests wait; tests/conftest.py says what each is given.
WORKERS ?= $(shell expr 1 + $$(nproc 2>/dev/null || sysctl -n hw.ncpu))
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS)

.PHONY: demo hub hub-bench proxy test test-unit test-long prove bench lint clean

demo: $(READY)
	$(BIN)/labgrader demo $(LAB)

hub: $(READY) proxy
	$(BIN)/python hub/start.py --port $(PORT)

hub-bench: $(READY)
	$(BIN)/python benchmarks/hub.py

# Three tiers: CONTRIBUTING.md says what stands in which.
test: $(READY) proxy lint
	$(PYTEST) tests/unit tests/integration

test-unit: $(READY)
	$(PYTEST) tests/unit

test-long: $(READY) proxy lint
	$(PYTEST) --all tests/unit tests/integration tests/nightly

# How often the graders are wrong, of both kinds: a table for each lab, also in .labgrader/proof/.
prove: $(READY)
	$(BIN)/labgrader prove

bench: $(READY)
	$(BIN)/python benchmarks/bench.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# torch by itself and pinned: any other version is several gigabytes.
$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

# JupyterHub's proxy. Where there is no npm, `make hub` says so, and the tests of the hub are skipped with a sentence.
proxy: hub/node_modules/.package-lock.json
hub/node_modules/.package-lock.json: hub/package.json
	if command -v npm > /dev/null; then npm install --prefix hub --silent --no-audit --no-fund --no-package-lock; fi

clean:
	rm -rf build
