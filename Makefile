# Each of `make demo` and `make test` does all its own set-up: virtual environment, dependencies, everything.
PYTHON ?= python3
VENV ?= .venv
LAB ?= lab4_minibatch
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two files of tests at a time: much of what they do is waiting.
BOTH := --numprocesses 2 --dist loadfile

.PHONY: demo test test-long bench lint clean

demo: $(READY)
	$(BIN)/labgrader demo $(LAB)

test: $(READY) lint
	$(BIN)/pytest -m "not long" $(BOTH)

test-long: $(READY) lint
	$(BIN)/pytest $(BOTH)

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

clean:
	rm -rf build
