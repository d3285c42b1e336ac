#!/bin/sh
# Everything: style, types, floors, then the tests. When all is well, the last line is pytest's summary.
cd "$(dirname "$0")/../.." || exit 1

lint=0
sh packaging/dev/lint.sh || lint=$?
.venv/bin/python -m pytest -q "$@" || exit $?
if [ "$lint" -ne 0 ]; then
    echo "The tests pass, but the code is not clean: see the lines before them." >&2
fi
exit "$lint"
