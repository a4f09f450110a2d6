# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Configures and builds the preset release in the current directory; sourced by run.sh and test.sh.
# Arguments are targets; without, everything is built. HYSTERON_WERROR=ON in the environment makes warnings errors.
. packaging/progress.sh

# Processor time for one source on average, in seconds (CONTRIBUTING.md, "What a build costs").
hysteron_seconds_per_source=6

hysteron_build() {
    launcher=""
    if command -v ccache >/dev/null 2>&1; then launcher=ccache; fi
    # Always: only this notices that a preset or HYSTERON_WERROR changed, and it takes less than a second.
    said=$(cmake --preset release "-DHYSTERON_WERROR=${HYSTERON_WERROR:-OFF}" "-DHYSTERON_CI=${HYSTERON_CI:-OFF}" \
        "-DCMAKE_CXX_COMPILER_LAUNCHER=$launcher" 2>&1) || {
        echo "$said" >&2
        return 1
    }

    cores=$(getconf _NPROCESSORS_ONLN)
    # What is built already is not in the plan that ninja makes. Under its own name the plan would begin, and end, with
    # calling CMake again, since a dry run does not look whether new files have come.
    cp build/release/build.ninja build/release/plan.ninja
    sources=$(ninja -C build/release -f plan.ninja -n "$@" | grep -c '^\[[0-9/]*\] Building' || true)
    if [ "$sources" -gt 0 ]; then
        seconds=$((sources * hysteron_seconds_per_source / cores + 1))
        echo "Building $sources sources on $cores cores: about $(hysteron_duration "$seconds")," \
            "less where ccache knows them."
    fi
    [ $# -eq 0 ] || set -- --target "$@"
    # The shell has no pipefail: the status of the build goes around the pipe.
    status_file=$(mktemp)
    {
        build_status=0
        cmake --build --preset release --parallel "$cores" "$@" 2>&1 || build_status=$?
        echo "$build_status" >"$status_file"
    } | hysteron_progress
    build_status=$(cat "$status_file")
    rm -f "$status_file"
    return "$build_status"
}
