#!/bin/sh
# clang-tidy 14 over the sources changed in the last commits: at most 24 of them, newest changes first, within ten minutes.
set -eu
commits=${HYSTERON_TIDY_COMMITS:-20}
most=24
seconds=600

# A shallow clone has fewer commits than that.
base=$(git rev-list --max-count="$((commits + 1))" HEAD | tail -n 1)
changed=$(git log --name-only --format= --diff-filter=d "$base..HEAD" -- core ui app | grep '\.cpp$' | awk '!seen[$0]++' || true)
began=$(date +%s)
count=0
failed=0
for file in $changed; do
    [ -e "$file" ] || continue
    if [ "$count" -ge "$most" ] || [ "$(($(date +%s) - began))" -ge "$seconds" ]; then
        echo "left out from here on: $file"
        break
    fi
    count=$((count + 1))
    # GCC's precompiled header and its flags mean nothing to clang.
    clang-tidy-14 -p build/release --quiet --warnings-as-errors='*' \
        --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-ignored-gch "$file" || { failed=$((failed + 1)); echo "in $file"; }
done
echo "$count sources checked in $(($(date +%s) - began)) s, $failed with findings"
[ "$failed" -eq 0 ]
