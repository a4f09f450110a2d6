#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Makes resources/fonts/HysteronSans-*.otf from the Inter of Debian 12 (packages fonts-inter 4.0~beta7 and
# python3-fonttools 4.38). Only needed to change the set of characters: the results are in the repository.
set -eu
cd "$(dirname "$0")"
inter="${INTER_DIR:-/usr/share/fonts/opentype/inter}"
for style in Regular Medium SemiBold Bold; do
    /usr/bin/python3 make_fonts.py "$inter/Inter-$style.otf" "$style" "HysteronSans-$style.otf"
done
