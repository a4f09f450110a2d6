#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# clang-tidy 14 over the lines changed in the last commits: at most 24 sources, newest changes first, within ten minutes.
set -eu
commits=${HYSTERON_TIDY_COMMITS:-20}
most=24
seconds=600

# A shallow clone has fewer commits than that.
base=$(git rev-list --max-count="$((commits + 1))" HEAD | tail -n 1)
began=$(date +%s)
count=0
failed=0
for file in $(git log --name-only --format= "$base..HEAD" -- core ui app | grep '\.cpp$' | awk '!seen[$0]++'); do
    lines=$(git diff -U0 "$base" HEAD -- "$file" | awk '
        /^@@/ { split(substr($3, 2), at, ","); n = at[2] == "" ? 1 : at[2]
                if (n > 0) { printf "%s[%d,%d]", comma, at[1], at[1] + n - 1; comma = "," } }')
    [ -e "$file" ] && [ -n "$lines" ] || continue
    if [ "$count" -ge "$most" ] || [ "$(($(date +%s) - began))" -ge "$seconds" ]; then
        echo "left out from here on: $file"
        break
    fi
    count=$((count + 1))
    clang-tidy-14 -p build/release --quiet --warnings-as-errors='*' --extra-arg=-Wno-unknown-warning-option \
        --line-filter="[{\"name\":\"$file\",\"lines\":[$lines]}]" "$file" 2>&1 | grep -v 'warnings\? \(generated\|treated\)' && failed=$((failed + 1))
done
echo "$count sources checked in $(($(date +%s) - began)) s, $failed with findings"
[ "$failed" -eq 0 ]
