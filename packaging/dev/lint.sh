#!/bin/sh
# Style, types and floors. All of them run, whatever the first one says.
cd "$(dirname "$0")/../.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
export PATH

failed=""
ruff check --quiet . || failed="$failed; ruff check"
ruff format --check --quiet . || failed="$failed; ruff format --check (mend it with: make format)"
pyright || failed="$failed; pyright"
lint-imports --no-logo >.venv/lint-imports.txt 2>&1 || {
    cat .venv/lint-imports.txt
    failed="$failed; lint-imports"
}
if [ -n "$failed" ]; then
    echo "Not clean: ${failed#; }" >&2
    exit 1
fi
