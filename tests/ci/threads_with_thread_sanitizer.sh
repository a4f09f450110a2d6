#!/bin/sh
# The tests of what has threads (label threads) with ThreadSanitizer.
set -eu
. tests/ci/stage.sh
stage_build core-tsan
ctest --preset core-tsan
