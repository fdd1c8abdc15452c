#!/usr/bin/env bash
# The tests under the address and the thread sanitizer. Use it through 'make sanitize'.
#
# The address sanitizer looks for leaks as well, save where ASAN_OPTIONS says detect_leaks=0, as it must where nothing may be traced.
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
export ASAN_OPTIONS=detect_leaks=1:${ASAN_OPTIONS:-} LSAN_OPTIONS=suppressions=$PWD/Scripts/leaks.txt:print_suppressions=0
for sanitizer in "${sanitizers[@]}"; do
  step "tests under the $sanitizer sanitizer" \
    $swift test --disable-xctest --sanitize="$sanitizer" --scratch-path ".build/$sanitizer" "${filter[@]}"
done
close
