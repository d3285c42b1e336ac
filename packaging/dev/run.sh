#!/bin/sh
# Start the program; where there is no screen, do its main job in the terminal. A file may be named.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$python" -m scriptwriter "$@"
fi

script=${1:-resources/samples/the-lamp-on-marrow-head.fountain}
echo "There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can open." >&2
echo "Continuing $script in the terminal instead. Its last lines, then what the model writes:" >&2
echo >&2
tail -n 12 "$script"
echo
exec "$python" -m scriptwriter write "$script" --stream
