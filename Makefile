# make site   build content/ into build/site          make serve   the same, rebuilt on change, in the browser
# make test   everything that is tested               make lock    renew the pinned packages
# make pictures   the pictures of the guides, from real pages

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve check test lock pictures clean help
help:
	@sed -n 's/^# //p' Makefile

site: $(VENV)/ready
	$(BIN)/portal build

serve: $(VENV)/ready
	$(BIN)/portal serve

check: $(VENV)/ready
	$(BIN)/portal check

test: $(VENV)/ready-for-tests
	tests/run $(BIN)

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=python3.12 …)"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/ready: $(VENV)/made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready tests/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

# Universal: the same files serve Linux, macOS and Windows. setuptools stands among them so that nothing unpinned builds.
lock: $(VENV)/made
	$(BIN)/python -m pip install --quiet uv
	echo setuptools | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml - -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.lock pyproject.toml -o tests/requirements.lock

pictures: $(VENV)/ready-for-tests
	$(BIN)/python bench/guide_pictures.py

clean:
	rm -rf build $(VENV) .mypy_cache .pytest_cache .ruff_cache
