#!/bin/sh
# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# packaging/progress.sh shows few lines of a build, all of an error, and build.sh hands on that it failed.
# Called with the source directory.
set -eu
cd "$1"
. packaging/build.sh

fail() {
    echo "$1"
    exit 1
}

plan() {
    seq 1 300 | sed 's|.*|[&/300] Building CXX object core/a.cpp.o|'
}

# A build of 300 steps in a log: ten lines and nothing else.
said=$(plan | hysteron_progress)
[ "$(echo "$said" | wc -l)" -eq 10 ] || fail "not ten lines: $said"
[ "$(echo "$said" | tail -n 1)" = "Building: step 300 of 300, done" ] || fail "does not end with done: $said"

# Nothing to do: nothing said.
said=$(printf '[0/2] Re-checking globbed directories...\nninja: no work to do.\n' | hysteron_progress)
[ -z "$said" ] || fail "speaks of nothing: $said"

# An error: all that the compiler says, brackets and backslashes too.
error='FAILED: core/a.cpp.o
/usr/bin/c++ -DX=\"a b\" -c core/a.cpp
core/a.cpp:1:2: error: expected "]"
    1 | [x]
      |  ^\n'
said=$( (plan | head -n 3; printf '%s\n' "$error" 'ninja: build stopped: subcommand failed.') | hysteron_progress)
[ "$said" = "$error
ninja: build stopped: subcommand failed." ] || fail "changes an error: $said"

# A build that fails fails: the status of `cmake --build` comes through the pipe.
cp() { :; }
ninja() { echo "[1/1] Building CXX object a.o"; }
cmake() {
    case "$*" in
    "--build --preset release "*" --target a") echo "a.cpp: error"; return 3 ;;
    esac
}
status=0
said=$(hysteron_build a) || status=$?
[ "$status" -eq 3 ] || fail "the status of the build is $status, not 3"
case $said in *"Building 1 sources"*"a.cpp: error") ;; *) fail "says: $said" ;; esac
cmake() { :; }
ninja() { :; }
hysteron_build || fail "a build with nothing to do fails"
