#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The core's tests with AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer. Built without precompiled headers,
# so that a source of the core which forgets an include does not compile.
set -eu
. tests/ci/stage.sh
stage_build core-asan
ctest --preset core-asan --parallel "$(getconf _NPROCESSORS_ONLN)"
