# Writ. Needs Python 3.11 and make at the start; uses uv where it is present, pip where it is not.
#   make demo     the reference election, its forecast, and the site on http://localhost:8000   (PORT=…, WRIT_HOME=…)
#   make test     every test on SQLite and PostgreSQL, browser journeys included
#   make help     the rest

PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(if $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes),$(name))))
PORT   ?= 8000
ARGS   ?=
BIN    := .venv/bin
STAMPS := .venv/stamps
UV     := $(shell command -v uv 2>/dev/null)
install = $(if $(UV),$(UV) pip install --quiet --python $(1)/bin/python $(2),$(1)/bin/python -m pip install -qq $(2))
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-long check check-format check-lint check-types check-contracts check-tests format bench docs locale vendor lock clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(STAMPS)/core  ## load the reference election, print its forecast, serve the site
	@$(BIN)/writ demo --port $(PORT)

test: $(STAMPS)/test  ## every test on both databases, browser journeys included (ARGS="tests/law -k deadline")
	@$(BIN)/python tests/run $(ARGS)

test-long: $(STAMPS)/long  ## all of it at length: every language and theme, 500 kills, fuzzing, mutation
	@$(BIN)/python tests/run --long $(ARGS)
	@$(BIN)/python tools/mutation.py

check: $(STAMPS)/check  ## format, lint, types, contracts, house tests, pure tests; seconds
	@$(MAKE) --no-print-directory -k -j2 --output-sync=target check-types check-tests check-format check-lint check-contracts
	@echo "check: all good"

check-format: $(STAMPS)/check
	@$(BIN)/ruff format --check --quiet .
check-lint: $(STAMPS)/check
	@$(BIN)/ruff check --quiet .
check-types: $(STAMPS)/check
	@PYTHONPATH=tests/house $(BIN)/mypy --no-error-summary
check-contracts: $(STAMPS)/check
	@PYTHONPATH=tests/house $(BIN)/lint-imports --no-logo > .venv/contracts.txt || { cat .venv/contracts.txt; exit 1; }
check-tests: $(STAMPS)/check
	@HYPOTHESIS_PROFILE=check $(BIN)/python -m pytest -q -n 2 --dist worksteal --database never -m "not browser and not programs" --ignore tests/exchange/msproject --ignore tests/exchange/sheets --ignore tests/exchange/test_junk.py tests/house tests/reckon tests/law tests/press tests/exchange

format: $(STAMPS)/check  ## put the code in order
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

bench: $(STAMPS)/bench  ## measure beside peers and limits, print the ratios
	@for file in benchmarks/*.py; do echo "== $$file"; .venv-bench/bin/python $$file $(ARGS) || exit 1; done

docs: $(STAMPS)/docs  ## build the documentation into docs/_build/html
	@$(BIN)/python docs/generate.py
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

locale: $(STAMPS)/core  ## extract strings, update the catalogues, write Serbian Latin from Cyrillic, compile
	@$(BIN)/python tools/catalogues.py

vendor: $(STAMPS)/vendor  ## fetch the vendored script and fonts again, with version, licence and hash (needs npm)
	@$(BIN)/python tools/vendor.py

lock:  ## compile requirements/*.txt anew (needs uv)
	@for extra in core fast plan postgres test check docs long vendor; do \
	  echo "requirements/$$extra.txt"; \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    $$([ $$extra = core ] || echo --extra $$extra) pyproject.toml --output-file requirements/$$extra.txt || exit 1; \
	done

clean:  ## remove everything that can be made again; var/ stays
	rm -rf .venv build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants

# ---------------------------------------------------------------------------------------------------------------------------------
# An extra is installed once per change of its lock or of pyproject.toml; the catalogues are compiled by the build.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Writ needs Python 3.11 or newer"; exit 1; }
	@echo "making .venv"
	@$(if $(UV),$(UV) venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" .venv,$(PYTHON) -m venv .venv)

$(STAMPS)/%: requirements/%.txt pyproject.toml hatch_build.py | $(BIN)/python
	@mkdir -p $(STAMPS)
	@echo "installing $*"
	@$(call install,.venv,--require-hashes -r $<)
	@$(call install,.venv,--no-deps -e .)
	@touch $@

# The peers of the benchmarks live apart from the product, so that nothing of theirs is ever needed by it.
$(STAMPS)/bench: benchmarks/requirements.txt requirements/fast.txt requirements/plan.txt requirements/postgres.txt pyproject.toml | $(STAMPS)/core
	@echo "installing the benchmarks' peers"
	@$(if $(UV),$(UV) venv --quiet --allow-existing --python $(BIN)/python .venv-bench,$(BIN)/python -m venv .venv-bench)
	@for extra in fast plan postgres; do $(call install,.venv-bench,--require-hashes -r requirements/$$extra.txt) || exit 1; done
	@$(call install,.venv-bench,-r benchmarks/requirements.txt)
	@$(call install,.venv-bench,--no-deps -e .)
	@touch $@
