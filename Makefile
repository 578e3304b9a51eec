# Everything one does with a clone of Postil.  Needs Python 3.11 or newer, and nothing else.

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
TESTS ?= tests
# Readers that `make bench` can measure beside, each in an environment of its own; each pins another Textual.
PEERS ?= frogmouth baca
BENCH ?=
# Versions that the classifiers name besides the one at hand; `make test-versions` tries them.
VERSIONS ?= 3.12 3.13

BIN = $(VENV)/bin
LOCK = requirements-dev.lock
PIP = $(BIN)/python -m pip install --quiet --constraint $(LOCK)
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
# What pip says of a missing network is about conflicts; the log has it for those who want it.
PIP_FAILED = { echo "postil: pip could not fetch or build what is needed: check the network, then try again" \
	"(pip's own words: $(VENV)/pip.log)" >&2; exit 1; }

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1
# By way of the environment, and unexpanded: a file's name may hold spaces, quotes and dollar signs.
export POSTIL_MAKE_ARTICLE := $(value ARTICLE)
unexport ARTICLE

.PHONY: help read test test-versions check format coverage bench peers docs words lock clean

help: ## lists what there is to make
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 22

read: $(VENV)/.ready-to-read ## opens the sample, or ARTICLE=file; without a terminal, prints it
	@if [ -t 1 ]; then verb=read; else verb=show; fi; \
	$(BIN)/postil "$$verb" "$${POSTIL_MAKE_ARTICLE:-sample}"

test: $(VENV)/.ready-to-work ## runs the tests, or those below TESTS=folder
	@$(BIN)/python -m pytest -q -rs -n $(WORKERS) "$(TESTS)"

test-versions: ## runs the tests on the other versions of Python that are installed
	@for version in $(VERSIONS); do \
	  found=; \
	  for python in "python$$version" "$$HOME/.pyenv/versions/$$version".*/bin/python; do \
	    if "$$python" -c 'import venv, ensurepip' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then echo "Python $$version is not installed here: not tried."; continue; fi; \
	  echo "Python $$version:"; \
	  $(MAKE) --no-print-directory test PYTHON="$$found" VENV=".venv-$$version" || exit 1; \
	done

check: $(VENV)/.ready-to-work ## format, lint, types, import contracts and tests: all that a commit must pass
	@$(BIN)/ruff format --quiet --check . || { echo "postil: not in the project's format: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

format: $(VENV)/.ready-to-work ## formats the code and mends what the linter can mend
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

coverage: $(VENV)/.ready-to-work ## runs the tests and holds their branch coverage against what is asked
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m pytest -q -n $(WORKERS) --cov --cov-report= tests
	@$(BIN)/coverage report --include='articles/*,annotations/*' --fail-under=95
	@$(BIN)/coverage report --include='reader/*' --fail-under=85

bench: $(VENV)/.ready-to-work ## measures how fast reading is, beside other readers that are there; BENCH=options
	@$(BIN)/python -m benchmarks $(BENCH)

peers: $(PEERS:%=.bench/%/bin/python) ## installs other readers, for `make bench` to measure beside
	@for peer in $(PEERS); do .bench/$$peer/bin/python -m pip install --quiet $$peer || exit 1; done

.bench/%/bin/python:
	@"$(PYTHON)" -m venv .bench/$*

docs: $(VENV)/.ready-to-work ## makes the tables, the manual page and the picture of the documents anew
	@for made in tables manpage pictures; do $(BIN)/python -m "tools.make_$$made" || exit 1; done

words: $(VENV)/.ready-to-work ## brings the translations up to date; says how many are missing
	@$(BIN)/python -m tools.make_words

lock: ## writes down the newest versions that pyproject.toml allows
	@"$(PYTHON)" -m venv --clear .venv-lock
	@.venv-lock/bin/python -c 'import tomllib; project = tomllib.load(open("pyproject.toml", "rb")); \
	print(*project["project"]["dependencies"], *project["dependency-groups"]["dev"], sep="\n")' > .venv-lock/wanted
	@.venv-lock/bin/python -m pip install --quiet --requirement .venv-lock/wanted
	@.venv-lock/bin/python -m pip freeze | LC_ALL=C sort -f > .venv-lock/lock
	@mv .venv-lock/lock $(LOCK)
	@rm -rf .venv-lock

clean: ## removes all that was made here
	@rm -rf .venv .venv-* .bench build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find articles annotations reader tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# The package is installed as a link to this folder, so that it is made anew only when these two change.
$(VENV)/.ready-to-read: pyproject.toml $(LOCK)
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { echo "postil: $(PYTHON) is missing:" \
	  "install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { echo "postil: $$("$(PYTHON)" --version 2>&1) is too old:" \
	  "install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@if ! $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
	  "$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "postil: $(PYTHON) lacks venv or ensurepip:" \
	    "install them (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }; \
	  echo "Setting up $(VENV), once ..." >&2; \
	  "$(PYTHON)" -m venv --clear $(VENV) || { echo "postil: $(VENV) could not be made:" \
	    "is there room on the disk, and may you write here?" >&2; exit 1; }; \
	fi
	@$(PIP) hatchling >$(VENV)/pip.log 2>&1 || $(PIP_FAILED)
	@$(PIP) --no-build-isolation --editable . >$(VENV)/pip.log 2>&1 || $(PIP_FAILED)
	@touch $@

$(VENV)/.ready-to-work: $(VENV)/.ready-to-read
	@echo "Setting up the tools for tests and checks, once ..." >&2
	@$(PIP) --requirement $(LOCK) >$(VENV)/pip.log 2>&1 || $(PIP_FAILED)
	@touch $@
