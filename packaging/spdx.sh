#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Puts the two SPDX lines at the head of every source, header, CMake file and script that lacks them.
# Called from the root of the repository, before a commit with new files; the test `hygiene` looks for them.
set -eu
git ls-files --cached --others --exclude-standard core ui app tests packaging resources .ci CMakeLists.txt |
    while IFS= read -r file; do
        [ -f "$file" ] || continue
        case $file in
        *.h | *.cpp | */print_support/*/*) mark='//' ;;
        *.cmake | *.sh | *.py | *CMakeLists.txt | .ci/run) mark='#' ;;
        *) continue ;;
        esac
        ! head -n 3 "$file" | grep -q "SPDX-License-Identifier" || continue
        new=$(mktemp)
        awk -v mark="$mark" '
            function head_lines() {
                print mark " SPDX-FileCopyrightText: Hysteron contributors"
                print mark " SPDX-License-Identifier: GPL-3.0-or-later"
                written = 1
            }
            NR == 1 && /^#!/ { print; head_lines(); next }
            !written { head_lines() }
            # A comment that follows is not part of the licence.
            !apart { if (index($0, mark) == 1 && $0 !~ /^#(pragma|include|if|define)/) print ""; apart = 1 }
            { print }' "$file" >"$new"
        cat "$new" >"$file" # keeps its mode
        rm -f "$new"
        echo "$file"
    done
