# Each target sets up what it needs on a fresh machine with git, Python >= 3.11 and make.

PYTHON ?= python3
VENV ?= .venv
# Also what a report made by `factcheck init` installs.
REQUIREMENTS = generator/factcheck_report/scaffold/requirements.txt
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# Material prints an advertisement for its successor otherwise.
export NO_MKDOCS_2_WARNING = 1
# Some images set it. Each command would then compile all modules again, as would each test.
unexport PYTHONDONTWRITEBYTECODE

# Three processes on two cores: a test often waits for a browser, a server or the disk.
PYTEST = $(BIN)/pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) * 3 / 2)) --dist worksteal --durations=25

.PHONY: site print bundle serve check test test-long fuzz audit release lint screenshots browser programs import companions \
  lock clean

site: $(VENV)/site.installed ## Build the report into site/
	$(BIN)/factcheck build

print: site ## Print the whole report into report.pdf, with Chromium or Chrome
	@page=site/print/index.html; \
	[ -f $$page ] || { echo "There is no page to print: the report has more than 500 claims."; exit 1; }; \
	for name in chromium chromium-browser google-chrome; do \
	  browser=$$(command -v $$name) && break; \
	done; \
	[ "$$browser" ] || { echo "No Chromium or Chrome here. Open $$page in a browser and print it."; exit 1; }; \
	[ "$$(id -u)" = 0 ] && root=--no-sandbox; \
	"$$browser" --headless $$root --no-pdf-header-footer --print-to-pdf=report.pdf "file://$$PWD/$$page"

bundle: site ## Pack the report into report-bundle.zip, which anybody can check years later
	$(BIN)/factcheck bundle

serve: $(VENV)/site.installed ## Preview the report at http://127.0.0.1:8000/
	$(BIN)/mkdocs serve

check: $(VENV)/site.installed ## Look every quote up in its source
	$(BIN)/factcheck check

test: $(VENV)/dev.installed $(VENV)/fuzz.installed browser programs ## Run all tests and checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	tests/in_memory.sh $(PYTEST)

test-long: $(VENV)/dev.installed $(VENV)/fuzz.installed browser programs companions ## Run the tests that take long: hundreds of saves and random texts
	$(PYTEST) -m long

RUNS ?= 100000
fuzz: $(VENV)/dev.installed $(VENV)/fuzz.installed ## Fuzz the product; RUNS=5000 TARGETS="quotes page" says how much
	$(BIN)/python -m tests.fuzz --runs $(RUNS) $(TARGETS)

# Asks a public database, so it needs the net.
audit: $(VENV)/release/installed ## Look for known vulnerabilities of the locked packages
	@for file in $(REQUIREMENTS) requirements-*.txt tests/companions-requirements.txt \
	  tests/fuzz/requirements.txt; do \
	  echo "$$file"; $(VENV)/release/bin/pip-audit --disable-pip --requirement $$file || failed=1; \
	done; [ ! "$$failed" ]

release: $(VENV)/release/installed ## Make and check the files of a release, in dist/
	.ci/release

lint: $(VENV)/dev.installed ## Fix what can be fixed by itself, and name the rest
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/mypy

screenshots: $(VENV)/dev.installed browser ## Renew the pictures of README.md
	$(BIN)/python -m tests.screenshots

# The browser tests open the pages in Debian's chromium, in its form without windows.
browser:
	@command -v chromium-headless-shell >/dev/null || { \
	  echo "Installing chromium-headless-shell, in which the pages are tested"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends \
	    chromium-headless-shell; }

# Debian's programs that give the tests another clock, other locales, and servers to publish with.
programs:
	@command -v faketime >/dev/null && command -v localedef >/dev/null && [ -d /usr/share/i18n/locales ] && \
	  [ -x /usr/sbin/nginx ] && [ -x /usr/sbin/apache2 ] || { \
	  echo "Installing faketime, locales, nginx and Apache, which tests use"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends \
	    faketime locales nginx-light apache2-bin; }

# With the pip that comes with Python 3.11, the next ones would take twice as long.
$(VENV)/site.installed: requirements-pip.txt $(REQUIREMENTS) pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements-pip.txt
	$(PIP) install --require-hashes -r $(REQUIREMENTS)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

import: $(VENV)/site.installed ## Install what `factcheck add` needs to read PDF, Word and web pages
	$(PIP) install --require-hashes -r requirements-import.txt

$(VENV)/dev.installed: requirements-dev.txt $(VENV)/site.installed
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/fuzz.installed: tests/fuzz/requirements.txt $(VENV)/dev.installed
	$(PIP) install --require-hashes -r tests/fuzz/requirements.txt
	@touch $@

companions: $(VENV)/companions/installed ## Install the plugins that the long tests try beside a report

$(VENV)/companions/installed: tests/companions-requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)/companions
	$(VENV)/companions/bin/pip install --quiet --require-hashes -r tests/companions-requirements.txt
	$(VENV)/companions/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/release/installed: requirements-release.txt $(REQUIREMENTS)
	$(PYTHON) -m venv $(VENV)/release
	$(VENV)/release/bin/pip install --quiet --require-hashes -r requirements-release.txt
	$(VENV)/release/bin/pip install --quiet --require-hashes -r $(REQUIREMENTS)
	@touch $@

# Locked with hashes and without addresses, so that any index that serves the same files will do.
COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -c requirements-limits.in
lock: $(VENV)/dev.installed ## Renew the locked requirements
	$(PIP) install pip-tools
	echo pip | $(COMPILE) --upgrade --no-annotate -o requirements-pip.txt -
	$(COMPILE) --upgrade pyproject.toml --build-deps-for editable -o $(REQUIREMENTS)
	$(COMPILE) --upgrade pyproject.toml --extra import -c $(REQUIREMENTS) -o requirements-import.txt
	$(COMPILE) --upgrade requirements-import.txt $(REQUIREMENTS) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) --upgrade $(REQUIREMENTS) tests/companions-requirements.in -o tests/companions-requirements.txt
	$(COMPILE) --upgrade tests/fuzz/requirements.in -o tests/fuzz/requirements.txt
	$(COMPILE) --upgrade requirements-release.in -c $(REQUIREMENTS) -o requirements-release.txt

clean: ## Remove what the targets above made
	rm -rf $(VENV) site .site-*
