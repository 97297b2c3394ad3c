# For GNU make 3.81 and later (macOS ships 3.81) and any POSIX shell. Needs Python 3.11+ with its venv module, no more.

PYTHON ?=
ARGS ?=
# Processes for the tests: one more than cores, as some wait, and at most four, as each starts its own database servers.
JOBS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
UV ?= uv
IMAGE ?= orion-exporter
# Goes to the audit of the locks: --strict fails where advisories cannot be had, --ignore-vuln=ID accepts one.
AUDIT ?=

VENV := .venv
BIN := $(VENV)/bin
RUN_VENV := .venv-run
# The tests that run Prometheus, Alertmanager and their tools.
NEWEST_TESTS := tests/alerting tests/grafana tests/e2e tests/packaging/test_newest.py
# A link that leads nowhere fails the build.
DOCS := $(BIN)/zensical build --clean --strict
LOCK := $(UV) pip compile --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" --quiet $(ARGS)

# The first of $PYTHON and the usual names that starts, is new enough and can make environments; else what to do about it.
# A name may exist and not start (pyenv's shims), so each is run. `$$python` is the answer.
define find_python
python=; old=; bare=; \
for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
	"$$name" -c '' >/dev/null 2>&1 || continue; \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$$name; continue; }; \
	"$$name" -c 'import venv, ensurepip' 2>/dev/null || { bare=$$name; continue; }; \
	python=$$name; break; \
done; \
if [ -z "$$python" ] && [ -n "$$bare" ]; then \
	echo "make: $$bare cannot create environments: its venv module is missing (Debian: apt install python3-venv)." >&2; exit 1; \
elif [ -z "$$python" ]; then \
	echo "make: Python 3.11 or newer is needed$${old:+; $$old is $$($$old --version 2>&1)}." >&2; \
	echo "make: install one (Debian: apt install python3-venv; macOS: brew install python), or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
fi
endef

define create_venv
@$(find_python); echo "Creating $(@D) with $$($$python --version); this takes up to a minute." >&2; "$$python" -m venv --clear $(@D)
endef

# Silent, and what is said goes to standard error, so that `make demo ARGS=--once` prints an exposition and nothing else.
PIP_INSTALL = $(@D)/bin/python -m pip --disable-pip-version-check install --quiet

.PHONY: help
help:  ## List the targets
	@echo "make TARGET [ARGS='...']"; echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(RUN_VENV)/.installed  ## Run the exporter on an embedded shop: http://localhost:9797 (ARGS go to orion-exporter demo)
	@exec $(RUN_VENV)/bin/orion-exporter demo $(ARGS)

.PHONY: test
test: $(VENV)/.installed  ## Run the tests (ARGS go to pytest; JOBS=0 for one process)
	$(BIN)/python -m pytest -n $(JOBS) --maxprocesses 4 $(ARGS)

.PHONY: check
check: $(VENV)/.installed  ## Check format, style, types, the direction of imports, docs, secrets and the locked packages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(DOCS)
	$(BIN)/python -m tests.packaging.secret_scan
	$(BIN)/python -m tests.packaging.audit $(AUDIT)

.PHONY: format
format: $(VENV)/.installed  ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: docs
docs: $(VENV)/.installed  ## Build the docs into build/docs, strictly
	$(DOCS)

.PHONY: dashboards
dashboards: $(VENV)/.installed  ## Write the dashboards, the rules and the tables in the documents
	$(BIN)/python -m grafana

.PHONY: golden
golden: $(VENV)/.installed dashboards  ## Write everything that is generated, the golden expositions too
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest $(ARGS) $$(grep -rli golden tests --include='test_*.py')

.PHONY: stack
stack: $(VENV)/.installed  ## Run the demo with Prometheus and Alertmanager from PATH, without Docker; Ctrl-C ends them
	@exec $(BIN)/python -m grafana.stack $(ARGS)

.PHONY: pictures
pictures: $(VENV)/.installed  ## Draw the dashboards into docs/images; needs prometheus, npm and chromium (ARGS="--help")
	@exec $(BIN)/python -m grafana.pictures $(ARGS)

.PHONY: newest
newest: $(VENV)/.installed  ## Build new versions of Prometheus and Alertmanager, and run their tests; needs Go (half an hour, once)
	@$(MAKE) --no-print-directory -C deploy/newest
	PATH="$(CURDIR)/.cache/newest/bin:$$PATH" $(BIN)/python -m pytest -n $(JOBS) --maxprocesses 4 $(NEWEST_TESTS) $(ARGS)

.PHONY: soak
soak: $(VENV)/.installed  ## Run the long tests, and the cases that `test` leaves out
	$(BIN)/python -m pytest -m soak $(ARGS)

.PHONY: bench
bench: $(VENV)/.installed  ## Measure beside other exporters and write docs/BENCHMARKS.md (ARGS=--quick to try it)
	$(BIN)/python -m tests.bench $(ARGS)

.PHONY: lock
lock:  ## Resolve the dependencies anew; needs uv (ARGS=--upgrade for newer versions)
	@command -v $(UV) >/dev/null || { echo "make: uv is needed: https://docs.astral.sh/uv" >&2; exit 1; }
	$(LOCK) --extra mysql --output-file requirements.lock pyproject.toml
	$(LOCK) --constraint requirements.lock --group build --output-file requirements-build.lock
	$(LOCK) --constraint requirements.lock --constraint requirements-build.lock --group sbom --output-file requirements-sbom.lock
	$(LOCK) --constraint requirements.lock --constraint requirements-build.lock --constraint requirements-sbom.lock --extra duckdb --extra mysql --group dev --output-file requirements-dev.lock pyproject.toml

.PHONY: image
image:  ## Build the container image; needs Docker
	docker build --tag $(IMAGE) $(ARGS) .

.PHONY: hooks
hooks: $(VENV)/.installed  ## Run the checks before each commit
	$(BIN)/pre-commit install

.PHONY: venv
venv: $(VENV)/.installed  ## Create the environment for development

.PHONY: clean
clean:  ## Remove the environments and everything that was generated
	rm -rf $(VENV) $(RUN_VENV) build dist grafana/pictures/build grafana/pictures/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .cache
	find exporter providers tests grafana -name __pycache__ -type d -prune -exec rm -rf {} +

# Two stamps each: a changed lock makes the environment anew, a changed pyproject.toml only installs the project again.
$(VENV)/.locked: requirements-dev.lock
	$(create_venv)
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(RUN_VENV)/.locked: requirements.lock requirements-build.lock
	$(create_venv)
	@$(PIP_INSTALL) --require-hashes -r requirements.lock -r requirements-build.lock
	@touch $@

%/.installed: %/.locked pyproject.toml
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.DELETE_ON_ERROR:
