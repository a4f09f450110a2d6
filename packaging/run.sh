#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs what is missing, builds, and opens the window with the default experiment running.
# Without a display it runs the same experiment headless and leaves figure and data in out/first-light/.
# Arguments are passed on to the program; `packaging/run.sh --help` lists them.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
(
    cd "$root"
    . packaging/dependencies.sh
    . packaging/build.sh
    hysteron_install_dependencies
    hysteron_build hysteron hysteron-cli
)

if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    echo "No display: running the default experiment headless."
    # The caller's own arguments come last and win.
    set -- --headless --out "$root/out/first-light" "$@"
fi
exec "$root/build/release/bin/hysteron" "$@"
