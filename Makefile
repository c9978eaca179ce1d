# Two commands do all the set-up: `make demo` and `make test`. Both can be run again at any time.
#
#   make demo                  install into .venv, extract the sample articles, show what is in them
#   make test                  install what the tests need, run them
#   make check                 style, types, documentation, quality floors
#   make lowest                run the tests with the lowest versions of what it stands on
#   make audit                 look for known vulnerabilities in what is installed
#   make gate                  the quality floors on every corpus at hand
#   make train CORPORA=DIR     train the models again (three hours)
#   make clean                 remove what the above made
#
# PYTHON=/path/to/python chooses the interpreter (3.11, 3.12 or 3.13).

.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:
.PHONY: demo test lowest audit check gate train docs clean

VENV := .venv
BIN := $(VENV)/bin
DATABASE := quotes.db
CORPORA ?= ../shared/corpora
LOWEST ?= -m 'not model and not browser'
SEEDS ?= ../shared/seeds

# A dependency of textacy, floret, has no wheel for 3.13 and is compiled there, which needs a C++
# compiler: 3.12 and 3.11 come first.
PYTHONS := python3.12 python3.11 python3 python3.13 python
SUITS := import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --prefer-binary

demo: $(VENV)/.package
	@echo "Extracting data/articles into $(DATABASE) …"
	@$(BIN)/quotes extract data/articles --db $(DATABASE) --format table
	@echo
	@echo "Who is quoted (quotes speakers $(DATABASE)):"
	@$(BIN)/quotes speakers $(DATABASE) --format table --limit 12
	@echo "Who spoke of the ferry (quotes search $(DATABASE) ferry):"
	@$(BIN)/quotes search $(DATABASE) ferry --format table --limit 3
	@echo
	@echo "What several outlets carried (quotes compare $(DATABASE)):"
	@$(BIN)/quotes compare $(DATABASE) --format table --limit 2
	@echo
	@echo "Browse it:  $(BIN)/quotes serve $(DATABASE)"

test: $(VENV)/.test
	@$(BIN)/python -m pytest

check: $(VENV)/.check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m cogapp --check -I . README.md docs/*.md
	@$(MAKE) --no-print-directory gate

gate: $(VENV)/.package
	@$(BIN)/python -m training.gate $(if $(wildcard $(SEEDS)),--seeds $(SEEDS)) \
		$(if $(wildcard $(CORPORA)),--corpora $(CORPORA))

# In an environment of its own, with uv, which can choose the lowest versions. Neither the model nor
# browsers, which are slow: make lowest LOWEST= runs everything.
lowest: $(VENV)/.venv
	@$(PIP) 'uv>=0.4'
	@$(BIN)/uv venv -q --clear --python $(BIN)/python build/lowest
	@$(BIN)/uv pip install -q --python build/lowest/bin/python --resolution lowest-direct \
		--editable '.[cluster,test]' 'hatchling>=1.27'
	@build/lowest/bin/python -m pytest $(LOWEST)

# Asks PyPI; needs the network.
audit: $(VENV)/.package
	@$(PIP) pip-audit
	@$(BIN)/pip-audit --local --skip-editable

train: $(VENV)/.package
	@$(PIP) --editable '.[train]'
	$(BIN)/python -m training.pipeline --corpora $(CORPORA) --out quotes/model --work build/training

docs: $(VENV)/.check
	@$(BIN)/python -m cogapp -r -I . README.md docs/*.md

clean:
	rm -rf $(VENV) build dist $(DATABASE) $(DATABASE)-wal $(DATABASE)-shm

# Names can mislead (a launcher without its interpreter, an old python3): each is tried.
$(VENV)/.venv:
	@for python in $(PYTHON) $(if $(PYTHON),,$(PYTHONS)); do \
		if "$$python" -c '$(SUITS)' >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11, 3.12 or 3.13 is needed, with venv (Debian: apt install python3-venv);" >&2; \
		echo "name one with: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$found …"; \
	"$$found" -m venv $(VENV)
	@# The pip that comes with older Pythons misreads names of extras ("html_clean" of lxml).
	@$(PIP) --upgrade pip
	@touch $@

$(VENV)/.package: $(VENV)/.venv pyproject.toml
	@echo "Installing the package and what it needs; the first time takes a minute or two …"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.package
	@echo "Installing what the tests need …"
	@$(PIP) --editable '.[test]' 'hatchling>=1.27'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	@echo "Installing what the checks need …"
	@$(PIP) --editable '.[check]'
	@touch $@
