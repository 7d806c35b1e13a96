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

.PHONY: demo hub announce hub-bench proxy test test-unit test-long prove bench lint clean

demo: $(READY)
	$(BIN)/labgrader demo $(LAB)

# KEEP=1 goes on with the course of the last time.
hub: announce $(READY) proxy
	$(BIN)/python hub/start.py --port $(PORT) $(if $(KEEP),--keep)

# What is installed first, where it is not there yet.
announce:
	@test -e $(READY) || echo "First installs nbgrader, JupyterHub and torch for the CPU into $(VENV): 1.7 GB, 2 minutes on 2 cores here."
	@test -e hub/node_modules/.package-lock.json || echo "First installs the hub's proxy into hub/node_modules: 12 MB, seconds."

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
