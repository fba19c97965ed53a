# Everything that a person or CI runs. What the commands do is in the package; what they promise is in tests/test_make.py.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# Tests start the command hundreds of times: what Python compiled is kept, also where the environment says otherwise.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install serve test test-long conformance check build clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):[^#]*## /make \1	/p' Makefile

install: $(STAMP) ## make .venv with everything, development tools included

# A build that ends with 1 has put a document in quarantine and published the rest.
serve: $(STAMP) ## build what changed and serve it on http://127.0.0.1:8000/
	$(BIN)/zhengtu build --if-changed || [ $$? -eq 1 ]
	$(BIN)/zhengtu serve

# Files in their order, which ends with many quick ones, so that no worker is left alone with a long one.
test: $(STAMP) ## run all tests; ARGS="-k funding" picks some
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

test-long: $(STAMP) ## run the tests that take minutes: faults at every step, heavy load, new random examples
	$(BIN)/pytest -m long $(ARGS)
	ZHENGTU_EXAMPLES=new $(BIN)/pytest -m "hypothesis and not long" $(ARGS)

conformance: $(STAMP) ## run the W3C and protocol tests in the folder W3C_TESTS through our own query path
	$(BIN)/python -m tests.conformance "$(W3C_TESTS)"

check: $(STAMP) ## lint, format, types, architecture
	$(BIN)/ruff check && $(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

build: $(STAMP) ## build a release from data/ and publish it
	$(BIN)/zhengtu build

clean: ## remove everything that the other commands made
	rm -rf .venv releases dist .*_cache .hypothesis

$(STAMP): pyproject.toml constraints.txt $(wildcard ui/package-lock.json)
	@$(call need,import sys; sys.exit(sys.version_info < (3$(comma) 11)),needs Python 3.11 or newer; $(PYTHON) is not,python3)
	@$(call need,import ensurepip$(comma) venv,needs the venv module; $(PYTHON) has none,python3-venv)
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev$(node)]' && $(assets) && touch $@

# Node is the machine's, or comes as a Python package; pages do without what it brings.
node = $(if $(shell command -v npm),,$(comma)assets)
assets = { $(BIN)/zhengtu assets build || echo "Pages will do without editor and charts." >&2; }

# $(call need,test,what is missing,Debian package) stops with a message that says what to install.
comma := ,
need = $(PYTHON) -c '$(1)' >/dev/null 2>&1 || { echo "Zhengtu $(2). Install it (Debian: apt-get install $(3)), \
	or name another interpreter: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
