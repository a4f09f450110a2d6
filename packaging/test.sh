#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs what is missing, builds, and runs all tests but the long ones, without a display.
# Arguments are passed on to ctest, e.g. `packaging/test.sh -R theory`.
set -eu
cd -- "$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)"
. packaging/dependencies.sh
. packaging/build.sh

hysteron_install_dependencies
hysteron_build

export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
exec ctest --preset release --parallel "$(getconf _NPROCESSORS_ONLN)" "$@"
