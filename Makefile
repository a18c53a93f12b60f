# The developer's front door. Needs Python 3.11 or newer (with venv), git and make; everything else goes into .venv.

.DEFAULT_GOAL := help
.PHONY: help demo test coverage format bench schemas screenshots clean
.DELETE_ON_ERROR:

# The first interpreter that is new enough; override with `make test PYTHON=...`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

VENV := .venv
CLIENTS := .clients
BIN := $(VENV)/bin

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.installed ## Run the whole main job on a sample team in a scratch workspace
	$(BIN)/docgen demo

test: $(VENV)/.installed-dev $(CLIENTS)/.fetched ## Check style, types and the import contract, and run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto

coverage: $(VENV)/.installed-dev $(CLIENTS)/.fetched ## Run every test and see which lines and branches none of them reaches
	$(BIN)/pytest --cov --numprocesses auto

format: $(VENV)/.installed-dev ## Put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev $(CLIENTS)/.fetched ## Run the benchmarks
	$(BIN)/python -m benchmarks

schemas: $(VENV)/.installed-dev ## Write docs/schemas, docs/rules.md and docs/commands.md from the code
	$(BIN)/python docs/schemas/generate.py
	$(BIN)/python docs/commands.py > docs/commands.md

screenshots: $(VENV)/.installed-dev $(CLIENTS)/.fetched ## Picture the pages of docgen live for the READMEs; with ALL=FOLDER every page, size and theme
	$(BIN)/python -m tests.browser.screenshots $(if $(ALL),--all $(ALL))

clean: ## Remove what make made
	rm -rf $(VENV) $(CLIENTS) build dist docgen-demo .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find docgen tests benchmarks docs -type d -name __pycache__ -prune -exec rm -rf {} +

# Stamps: set-up happens once, and again only when pyproject.toml changes.
$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.created
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# Programs of others that tests and benchmarks drive, apart from our own packages. What could not be fetched is tried again.
FETCH := tests/programs
$(CLIENTS)/.fetched: $(FETCH)/fetch.py $(FETCH)/where.py $(FETCH)/requirements.txt $(FETCH)/package.json | $(VENV)/.installed-dev
	@echo "fetching the programs of others that tests and benchmarks drive"
	@$(BIN)/python -m tests.programs.fetch $(CLIENTS)
