# Everything a newcomer needs: Python 3.11 or newer, make and git.
#   make demo    try the app on invented minutes
#   make test    all that must hold before a commit
#   make help    the rest

PYTHON    ?= python3
VENV      := .venv
BIN       := $(VENV)/bin
STAMP     := $(VENV)/.stamp
BUILD     := build
# As a module and from here, so that Babel finds the extraction method that babel.cfg names.
BABEL     := $(BIN)/python -m babel.messages.frontend --quiet
CATALOGUE := dvo_tui/locale/nl/LC_MESSAGES/dvo_tui
EXAMPLES  := $(filter-out examples/README.md,$(sort $(wildcard examples/*.txt examples/*.md)))
EVAL      ?=
# Gold and seeds hold real names, so they live outside the project; without them `eval` says so and stops.
GOLD      ?= ../shared
# pytest's 5 says that a folder holds no tests; anything else is a failure.
NONE_YET  := test $$? -eq 5
SAY       := @printf '» %s\n'

.DEFAULT_GOAL := help
.PHONY: help venv demo test lint bench eval faults peers catalogues docs snapshots clean

help:
	@printf '%s\n' \
	  'make demo        open the app on examples/ (its workspace is $(BUILD)/demo)' \
	  'make test        ruff, mypy, import contracts and pytest' \
	  'make lint        the same without pytest' \
	  'make bench       measure, into $(BUILD)/bench.json' \
	  'make eval        score the suggestions; EVAL=--list names every miss' \
	  'make faults      kills, full disks and broken files' \
	  'make peers       our exports, read by the programs they are for' \
	  'make catalogues  extract the messages, update and compile the Dutch interface' \
	  'make docs        write docs/keys.md, docs/annotatiegids.md, docs/review.svg and the JSON Schema' \
	  'make snapshots   draw anew how every screen looks, into tests/tui/snapshots' \
	  'make clean       remove $(VENV), $(BUILD) and caches'

venv: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { printf 'dvo-tui needs Python 3.11 or newer: make PYTHON=/path/to/python3.11\n' >&2; exit 1; }
	$(SAY) 'installing into $(VENV) (once)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q dvo_tui
	@touch $@

demo: $(STAMP)
	@mkdir -p $(BUILD)/demo
	@$(BIN)/dvo-tui review $(EXAMPLES) --workspace $(BUILD)/demo

test: lint
	$(SAY) 'pytest'
	@$(BIN)/pytest -q

lint: $(STAMP)
	$(SAY) 'ruff check'
	@$(BIN)/ruff check --quiet .
	$(SAY) 'ruff format --check'
	@$(BIN)/ruff format --check --quiet .
	$(SAY) 'mypy'
	@$(BIN)/mypy --no-error-summary
	$(SAY) 'import contracts'
	@$(BIN)/lint-imports --no-cache > $(VENV)/contracts.txt 2>&1 || { cat $(VENV)/contracts.txt; exit 1; }

# spaCy is what suggesting is measured beside, in an environment of its own; where it cannot be had, that measure is skipped.
$(BUILD)/spacy-venv/.stamp:
	$(SAY) 'installing spaCy into $(BUILD)/spacy-venv (once)'
	@mkdir -p $(BUILD)
	@$(PYTHON) -m venv $(BUILD)/spacy-venv
	@$(BUILD)/spacy-venv/bin/python -m pip install --quiet --disable-pip-version-check 'spacy>=3.8,<4' \
	  || { rm -rf $(BUILD)/spacy-venv; exit 1; }
	@touch $@

# A process for each file: what starts others would start them slower, and count their memory, after much of its own.
bench: $(STAMP)
	@$(MAKE) --no-print-directory $(BUILD)/spacy-venv/.stamp || printf '» no spaCy here: what is measured beside it is skipped\n'
	$(SAY) 'measuring into $(BUILD)/bench.json'
	@mkdir -p $(BUILD)
	@rm -f $(BUILD)/bench.json
	@failed=; for file in tests/benchmarks/test_*.py; do \
	  DVO_TUI_BENCH=$(BUILD)/bench.json $(BIN)/pytest -q -rs -n 0 -m benchmarks $$file || failed=yes; \
	done; test -z "$$failed"

eval: $(STAMP)
	@test -f $(GOLD)/tools/score.py || { printf 'no gold at $(GOLD): make eval GOLD=folder\n' >&2; exit 1; }
	$(SAY) 'the seeds'
	@$(BIN)/python -m tests.eval.evaluate --shared $(GOLD) $(EVAL)
	$(SAY) 'invented minutes that rules were made on (tests/minutes/seen)'
	@$(BIN)/python -m tests.eval.evaluate --shared $(GOLD) --documents tests/minutes/seen $(EVAL)
	$(SAY) 'invented minutes that no rule has seen (tests/minutes/unread)'
	@$(BIN)/python -m tests.eval.evaluate --shared $(GOLD) --documents tests/minutes/unread

faults: $(STAMP)
	$(SAY) 'fault tests'
	@$(BIN)/pytest -q -m faults tests/faults || $(NONE_YET)

# Each list of peers is an environment of its own, since they do not agree on what they need; one that cannot be had is
# skipped, and the table says so. DVO_TUI_ORI_SCHEMA names the openapi.yaml of the council standard, which is no package;
# Java and uimaj-core.jar are the machine's own (Debian: default-jdk-headless, libuima-core-java), or DVO_TUI_UIMA_JAR.
$(BUILD)/peers/%/.stamp: tests/peers/requirements/%.txt
	$(SAY) 'installing the peers of $< (once)'
	@mkdir -p $(BUILD)/peers
	@$(PYTHON) -m venv $(BUILD)/peers/$*
	@$(BUILD)/peers/$*/bin/python -m pip install --quiet --disable-pip-version-check --requirement $< \
	  || { rm -rf $(BUILD)/peers/$*; exit 1; }
	@touch $@

peers: $(STAMP)
	@$(MAKE) --no-print-directory --keep-going $(patsubst tests/peers/requirements/%.txt,$(BUILD)/peers/%/.stamp,\
	  $(wildcard tests/peers/requirements/*.txt)) || printf '» some peers are not here: they are skipped\n'
	$(SAY) 'peer tests; the table goes into docs/peers.md'
	@DVO_TUI_PEERS=$(BUILD)/peers DVO_TUI_PEERS_TABLE=docs/peers.md \
	  $(BIN)/pytest -q -rs -n 0 -m peers tests/peers || $(NONE_YET)

catalogues: $(STAMP)
	$(SAY) 'extracting, updating and compiling $(CATALOGUE).po'
	@mkdir -p $(BUILD)
	@$(BABEL) extract --mapping-file babel.cfg --no-location --omit-header --sort-output --output-file $(BUILD)/dvo_tui.pot .
	@$(BABEL) update --domain dvo_tui --locale nl --input-file $(BUILD)/dvo_tui.pot --output-file $(CATALOGUE).po \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120
	@$(BABEL) compile --domain dvo_tui --locale nl --input-file $(CATALOGUE).po --output-file $(CATALOGUE).mo

docs: $(STAMP)
	$(SAY) 'writing docs/keys.md, docs/review.svg and dvo_tui/exchange/dvo-minutes-1.schema.json'
	@$(BIN)/python -m dvo_tui.exchange.schema > dvo_tui/exchange/dvo-minutes-1.schema.json
	@DVO_TUI_CONFIG=/dev/null $(BIN)/dvo-tui keys --format table --lang en > docs/keys.md
	@$(BIN)/python docs/guide.py
	@$(BIN)/python docs/screenshot.py

snapshots: $(STAMP)
	$(SAY) 'drawing tests/tui/snapshots'
	@DVO_TUI_SNAPSHOTS=write $(BIN)/pytest -q tests/tui/test_snapshots.py

clean:
	$(SAY) 'removing $(VENV), $(BUILD) and caches'
	@rm -rf $(VENV) $(BUILD) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find dvo_tui tests -name __pycache__ -type d -prune -exec rm -rf {} +
