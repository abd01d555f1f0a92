# Everything works from a fresh clone: each target first makes what it needs (.venv, packages, for tests Chromium).
# A second run costs nothing until pyproject.toml changes.

SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?= python3
ARGS ?=
SET ?= covid19
PIP_ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
CREATED := $(VENV)/.created
INSTALLED := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
BASELINES := $(VENV)/.installed-baselines
CODE := index rag ui eval tests

# pip, cut down to what takes time (downloads of 10 MB and more, builds, the last step), and every error.
# Its warning about a configured index folder that lacks a package says nothing: left out.
define pip_install
set -o pipefail; \
PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install --no-input --prefer-binary --progress-bar off $(PIP_ARGS) $(1) \
  2> >(grep -v 'is ignored: it is neither a file nor a directory' >&2) \
  | awk '/Downloading .*[(][0-9]+[0-9][.][0-9]+ MB[)]/ {print substr($$0, 1, 100)} \
         /^Building wheels/ {print "  " $$0} \
         /^Installing collected/ {print "  Unpacking everything"} \
         {fflush()}'
endef

.PHONY: help
help:  ## this list
	@echo "make TARGET [ARGS=...] [PYTHON=python3.12] [PIP_ARGS=...]"; echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- use it

# Ctrl-C is how a chat ends, so it is no error.
.PHONY: chat
chat: $(INSTALLED)  ## install, then open the chat on the sample archive (ARGS="--port 8000" goes to `trichdan chat`)
	@trap : INT; $(VENV)/bin/trichdan chat $(ARGS); code=$$?; [ $$code -eq 130 ] || exit $$code

.PHONY: eval
eval: $(INSTALLED)  ## measure the answers on a question set (SET=covid19)
	@$(VENV)/bin/trichdan eval run $(SET) $(ARGS)

.PHONY: beside
beside: $(BASELINES)  ## LangChain, Haystack and txtai beside ours, on the same questions, documents and encoder (SET="covid19 xquad-vi")
	@$(PY) -m eval.beside $(SET) $(ARGS)

.PHONY: finding
finding: $(BASELINES)  ## how well clauses are found: ours, each part off, LangChain, BM25, dense, hybrids (SET="covid19 xquad-vi")
	@$(PY) -m eval.finding $(if $(filter command line environment,$(origin SET)),$(SET)) $(ARGS)

.PHONY: learn
learn: $(INSTALLED)  ## learn anew what orders clauses, which sentence answers, what decides, how sure an answer is (10 min)
	@$(PY) -m eval.ranking --write
	@$(PY) -m eval.picking --write
	@$(PY) -m eval.deciding --write
	@$(PY) -m eval.confidence --write

.PHONY: verification
verification: $(INSTALLED)  ## how many corrupted answers pass verification, how many true ones are refused
	@$(PY) -m eval.verification

# The result kept is a file in the repository: a change that makes answers significantly worse does not pass.
KEPT := eval/results
CHECKED := $(VENV)/eval-check.json

.PHONY: eval-check
eval-check: $(INSTALLED)  ## ask the tuning half of covid19; fail when significantly worse than the result kept
	@$(VENV)/bin/trichdan eval run covid19 --split tune --jobs 2 --output $(CHECKED) >/dev/null
	@$(VENV)/bin/trichdan eval check $(CHECKED) --baseline $(KEPT)/covid19-tune.json.gz

.PHONY: eval-keep
eval-keep: $(INSTALLED)  ## measure the sets and every variant anew and keep the results; docs/leaderboard.md
	@mkdir -p $(KEPT)
	@$(VENV)/bin/trichdan eval run covid19 --split tune --output $(KEPT)/covid19-tune.json.gz
	@$(VENV)/bin/trichdan eval run covid19 nguoi-co-cong --split held --variant default --variant no-bm25 \
	  --variant no-dense --variant no-context --output $(KEPT)/held.json.gz
	@$(VENV)/bin/trichdan eval run covid19-reworded nguoi-co-cong-reworded dia-phuong hoa-giang vinh-khe dong-xuyen kho-moi kho-moi-2 \
	  --split held --output $(KEPT)/held.json.gz
	@$(VENV)/bin/trichdan eval leaderboard $(KEPT) --output docs/leaderboard.md

.PHONY: generating
generating: $(DEV)  ## a small language model on this machine: right answers, sentences struck out, times the program answered instead
	@tests/llama.sh $(PY)
	@$(PY) -m eval.generating $(if $(filter command line environment,$(origin SET)),$(SET)) $(ARGS)

.PHONY: bench
bench: $(INSTALLED)  ## seconds and memory against their limits; LangChain RAG beside it after `make baselines`
	@$(PY) -m eval.speed.bench $(ARGS)

.PHONY: bench-scale
bench-scale: $(INSTALLED)  ## milliseconds of a search, part by part, on the sample and in 300,000 clauses (ARGS=--baseline: LangChain too)
	@$(PY) -m eval.speed.scale $(ARGS)

.PHONY: reading
reading: $(DEV)  ## how well documents are read: fields, clauses, relations, every format and back, speed
	@tests/programs.sh
	@$(PY) -m eval.reading $(ARGS)

.PHONY: install
install: $(INSTALLED)  ## the virtual environment in .venv with the `trichdan` command
	@echo "Ready: $(VENV)/bin/trichdan --help"

# ---- work on it

.PHONY: test
test: lint  ## install everything for development, Chromium and Tesseract too; lint; run all tests (ARGS="-k parse" goes to pytest)
	@tests/programs.sh
	@tests/llama.sh $(PY)
	@chromium=$$(tests/chromium.sh $(PY)) && TRICHDAN_CHROMIUM="$$chromium" $(PY) -m pytest $(ARGS)
	@$(MAKE) --no-print-directory eval-check

.PHONY: coverage
coverage: $(DEV)  ## the tests, with the lines and branches they miss
	@chromium=$$(tests/chromium.sh $(PY)) && TRICHDAN_CHROMIUM="$$chromium" $(PY) -m pytest --cov $(ARGS)

.PHONY: lint
lint: $(DEV)  ## ruff check, ruff format --check, mypy --strict
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy

.PHONY: format
format: $(DEV)  ## let ruff fix and format the code
	@$(VENV)/bin/ruff check --fix
	@$(VENV)/bin/ruff format

.PHONY: hooks
hooks: $(DEV)  ## run the linters before every git commit
	@$(VENV)/bin/pre-commit install

.PHONY: screenshot
screenshot: $(DEV)  ## take docs/chat.png and docs/report.png anew
	@chromium=$$(tests/chromium.sh $(PY)) && TRICHDAN_CHROMIUM="$$chromium" $(PY) tests/screenshot.py docs

.PHONY: sample-vectors
sample-vectors: $(INSTALLED)  ## encode what is new in the sample archive, for the package to hold
	@$(PY) -m eval.sample_vectors $(ARGS)

.PHONY: baselines
baselines: $(BASELINES)  ## install the other RAG programs that eval/ compares with

.PHONY: wheel
wheel: $(DEV)  ## dist/trichdan-*.whl
	@rm -rf build # setuptools would pack what an earlier build left there
	@$(PY) -m build --wheel

.PHONY: clean
clean:  ## remove caches and build products (not .venv)
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage .coverage.*
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean  ## remove .venv too
	@rm -rf $(VENV)

# ---- set-up

# The stamp holds the folder's own path: a clone that was moved, or whose Python is gone, gets a new .venv.
ifneq ($(shell [ -x $(PY) ] && cat $(CREATED) 2>/dev/null),$(CURDIR))
.PHONY: $(CREATED)
endif

$(CREATED):
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "No '$(PYTHON)' here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$("$(PYTHON)" -V 2>&1), but 3.11 or newer is needed. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" -V)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@echo "$(CURDIR)" > $@

$(INSTALLED): pyproject.toml $(CREATED)
	@echo "Installing trichdan and what it needs (some minutes the first time)"
	@$(call pip_install,-e .)
	@touch $@

$(DEV): pyproject.toml $(CREATED)
	@echo "Installing trichdan, what it needs, and the tools for development (some minutes the first time)"
	@$(call pip_install,-e '.[dev]')
	@touch $(INSTALLED) $@

$(BASELINES): pyproject.toml $(CREATED)
	@echo "Installing trichdan and the programs it is compared with"
	@$(call pip_install,-e '.[baselines]')
	@touch $(INSTALLED) $@
