#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Links the programs as a whole (LTO): a type or function that two sources define differently is an error. Built without
# precompiled headers, so that a source of the window which forgets an include does not compile.
set -eu
. tests/ci/stage.sh
stage_build odr
