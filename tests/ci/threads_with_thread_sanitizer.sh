#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The tests of what has threads (label threads) with ThreadSanitizer.
set -eu
. tests/ci/stage.sh
stage_build core-tsan
ctest --preset core-tsan
