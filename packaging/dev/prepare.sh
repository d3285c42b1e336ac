#!/bin/sh
# Find a Python that is new enough, and let it prepare .venv: prepare.sh run|dev
set -eu
cd "$(dirname "$0")/../.."

for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" packaging/dev/prepare.py "$@"
    fi
done
found=$(python3 --version 2>/dev/null || echo "none at all")
echo "scriptwriter needs Python 3.11 or newer; here is: $found. Install one, or name it: make run PYTHON=/path/to/python3" >&2
exit 1
