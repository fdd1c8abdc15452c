#!/usr/bin/env bash
# The tests under the address sanitizer, which looks for leaks as well, and the thread sanitizer. Use it through 'make sanitize'.
#
#   sanitize.sh [SANITIZER…] [--filter TESTS]
set -uo pipefail
cd "$(dirname "$0")/.."
. Scripts/steps.sh
swift=${SWIFT:-swift}

sanitizers=() filter=()
while [ $# -gt 0 ]; do
  case $1 in
    --filter) filter=(--filter "$2"); shift ;;
    *) sanitizers+=("$1") ;;
  esac
  shift
done
[ ${#sanitizers[@]} -gt 0 ] || sanitizers=(address thread)

# Swift's own backtraces can hang in a process that a sanitizer is about to end.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=1:${ASAN_OPTIONS:-}
for sanitizer in "${sanitizers[@]}"; do
  step "tests under the $sanitizer sanitizer" \
    $swift test --disable-xctest --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" "${filter[@]}"
done
close
