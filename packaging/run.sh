#!/bin/sh
# Installs what is missing, builds, and opens the window with the default experiment running.
# Without a display it runs the same experiment headless and leaves figure and data in out/first-light/.
# Arguments are passed on to the program; `packaging/run.sh --help` lists them.
set -eu
cd "$(dirname "$0")/.."
. packaging/dependencies.sh
. packaging/build.sh

hysteron_install_dependencies
hysteron_build --target hysteron hysteron-cli

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec build/release/bin/hysteron "$@"
fi
echo "No display: running the default experiment headless."
exec build/release/bin/hysteron --headless --out out/first-light "$@"
