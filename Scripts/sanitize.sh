#!/usr/bin/env bash
# The tests under the address and the thread sanitizer. Use it through 'make sanitize'.
#
# Leaks are looked for where ASAN_OPTIONS says detect_leaks=1. They are not by default: a run over many suites has told of 18 allocations
# within libcrypto, runs of the same suites one by one of none.
#
#   sanitize.sh [SANITIZER…] [--filter TESTS] [--skip TESTS]
set -uo pipefail
cd "$(dirname "$0")/.."
. Scripts/steps.sh
swift=${SWIFT:-swift}

sanitizers=() filter=()
while [ $# -gt 0 ]; do
  case $1 in
    --filter | --skip) filter+=("$1" "$2"); shift ;;
    *) sanitizers+=("$1") ;;
  esac
  shift
done
[ ${#sanitizers[@]} -gt 0 ] || sanitizers=(address thread)

# Swift's own backtraces can hang in a process that a sanitizer is about to end.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-}
for sanitizer in "${sanitizers[@]}"; do
  step "tests under the $sanitizer sanitizer" \
    $swift test --disable-xctest --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" "${filter[@]}"
done
close
