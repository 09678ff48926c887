# Two commands: `make run` serves the dashboard, `make test` proves it. Both set everything up, once.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
BROWSER_TESTS ?= tests/browser
BENCH ?=
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test unit browser check format bench lock clean chromium
.DEFAULT_GOAL := help

help:
	@echo "make run     serve the dashboard at http://$(HOST):$(PORT) (HOST=, PORT=)"
	@echo "make test    style, types, unit tests and browser tests"
	@echo "make check   style and types only;  make format  mends the style"
	@echo "make unit    unit tests only;  make browser  browser tests only"
	@echo "make bench   measure it, beside a naive page (BENCH=--quick for a short run)"
	@echo "make lock    compile the requirements anew"
	@echo "make clean   remove the virtual environment and caches"
	@echo "PYTHON=python3.12 picks the Python of a new environment (3.11 to 3.13)"

run: $(VENV)/run.stamp
	@$(BIN)/python -m sahel serve --host $(HOST) --port $(PORT)

test: check chromium
	$(BIN)/python -m pytest -m "not browser" tests
	$(BIN)/python -m pytest $(BROWSER_TESTS)

unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not browser" tests

browser: $(VENV)/dev.stamp chromium
	$(BIN)/python -m pytest $(BROWSER_TESTS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy sahel

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp chromium
	$(BIN)/python -m bench $(BENCH)

lock: $(VENV)/dev.stamp
	$(BIN)/pip install --quiet uv
	for name in requirements requirements-dev; do UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile \
	  --quiet --universal --python-version 3.11 --upgrade $$name.in -o $$name.txt || exit 1; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

chromium: $(VENV)/dev.stamp
	@$(BIN)/python -m bench.chromium

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
	  echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
