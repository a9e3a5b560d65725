# Every recipe of the house. `just` alone runs the tests and the checks.

export PATH := justfile_directory() / ".venv/bin:" + env_var("PATH")

default: test check

# Show the recipes.
list:
    @just --list

# Run the tests that are not marked slow.
test *arguments:
    pytest {{ arguments }}

# Run the tests that are marked slow (servers, browsers, kills).
slow *arguments:
    pytest -m slow {{ arguments }}

# Say which lines and branches the tests reach.
cover:
    coverage erase
    coverage run -m pytest
    coverage combine
    coverage report

# Run every check that CI runs beside the tests; all of them, then fail if any did.
check:
    #!/usr/bin/env bash
    set -u
    failed=()
    step() { printf '\n== %s\n' "$*"; "$@" || failed+=("$1 ${2:-}"); }
    step ruff format --check .
    step ruff check .
    step lint-imports
    step mypy
    step interrogate src -q
    step codespell src tests docs tools README.md GLOSSARY.md CONTRIBUTING.md DEVELOPERS.md SECURITY.md
    if [ "${#failed[@]}" -gt 0 ]; then printf '\nfailed: %s\n' "${failed[*]}"; exit 1; fi
    printf '\nall checks passed\n'

# Measure the ratios of the performance page, and write them there.
ratios:
    python bench/ratios.py

# Mend what can be mended by machine.
fix:
    ruff check --fix .
    ruff format .

# Add the messages that the code says and the Arabic catalogue lacks; translate them by hand afterwards.
messages:
    python tools/messages.py

extras := "--extra desk --extra reports --extra pages --extra fast --extra postgres --extra geo"

# Compile the hash-pinned requirement files (docs/decisions/0002).
lock:
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate {{ extras }} pyproject.toml -o requirements/run.lock
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate {{ extras }} --group tools pyproject.toml -o requirements/dev.lock
    python tools/sbom.py
    pytest tests/house/test_house.py tests/house/test_sbom.py

# Write the list of everything that is installed to run (SBOM).
sbom:
    python tools/sbom.py

# Build the handbook as a site into site/: every page beside the code, in the folders in which they stand.
site:
    rm -rf build/handbook site
    mkdir -p build/handbook
    cp -r *.md docs examples deploy requirements Containerfile build/handbook/
    # What goes on in a list is indented by three, as everywhere; the builder asks for four.
    find build/handbook -name '*.md' -exec sed -i 's/^   \([^ ]\)/    \1/' {} +
    zensical build --strict

# Show what the changelog of the next release would say.
changelog:
    towncrier build --draft --version next

# Write the changelog of a release; its fragments are gone afterwards.
release version date:
    towncrier build --yes --version {{ version }} --date {{ date }}
