# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# One line of progress for a build instead of hundreds. Sourced by build.sh.

# Reads what ninja says. On a terminal one line is written over and over; in a log a line appears every tenth of the way.
# All that is not a step, such as the compiler's errors and the command that failed, is passed on as it is.
hysteron_progress() {
    terminal=no
    [ ! -t 1 ] || terminal=yes
    began=$(date +%s)
    next_tenth=1
    while IFS= read -r line; do
        case $line in
        "["[0-9]*/[0-9]*"] "*) ;;
        "ninja: no work to do."*) continue ;;
        *)
            [ "$terminal" = no ] || printf '\r\033[K'
            printf '%s\n' "$line"
            continue
            ;;
        esac
        counts=${line%%"]"*}
        counts=${counts#"["}
        steps_done=${counts%/*}
        steps=${counts#*/}
        [ "$steps" -gt 2 ] || continue # checks whether there is anything to do
        left=""
        if [ "$((steps_done * 20))" -ge "$steps" ]; then
            seconds=$((($(date +%s) - began) * (steps - steps_done) / steps_done))
            left=", about $(hysteron_duration "$seconds") left"
            [ "$steps_done" -lt "$steps" ] || left=", done"
        fi
        if [ "$terminal" = yes ]; then
            printf '\r\033[KBuilding: step %d of %d%s' "$steps_done" "$steps" "$left"
        elif [ "$((steps_done * 10))" -ge "$((next_tenth * steps))" ]; then
            next_tenth=$((steps_done * 10 / steps + 1))
            printf 'Building: step %d of %d%s\n' "$steps_done" "$steps" "$left"
        fi
    done
    [ "$terminal" = no ] || printf '\r\033[K'
}

# 50 -> 50 s, 130 -> 3 min
hysteron_duration() {
    if [ "$1" -lt 60 ]; then
        echo "$1 s"
    else
        echo "$((($1 + 59) / 60)) min"
    fi
}
