#!/usr/bin/env bash
# Runs the fuzzers of Tests/Fuzzing, one after the other, under libFuzzer and the address sanitizer.
#
#   fuzz.sh [SECONDS] [TARGET…]     60 seconds each of all targets, where nothing else is said
#   fuzz.sh --list                  their names
#   fuzz.sh --corpus [TARGET…]      merges what was found so far into the committed corpora
#
# What it learns stays in .build/fuzz/corpus; an input that ends a run badly in .build/fuzz/findings, to be played again by
#
#   LOUVER_FUZZ_TARGET=TARGET .build/fuzz/release/Fuzzing FILE
#
# Ends with the executions of all, and a line that counts targets with and without findings.
set -uo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
# A backtrace can hang in a process that a sanitizer is about to end.
export SWIFT_BACKTRACE=enable=no LOUVER_FUZZ=1
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:detect_stack_use_after_return=0
committed=Tests/Fuzzing/Corpus
learned=.build/fuzz/corpus
findings=.build/fuzz/findings
fuzzer=.build/fuzz/release/Fuzzing

names() { sed -nE 's/^  case ([a-z]+)$/\1/p; s/^  case [a-zA-Z]+ = "([a-z-]+)"$/\1/p' Tests/Fuzzing/FuzzTarget.swift; }
if [ "${1:-}" = --list ]; then
  names
  exit
fi
merge=no seconds=60
if [ "${1:-}" = --corpus ]; then
  merge=yes
  shift
elif [[ ${1:-} =~ ^[0-9]+$ ]]; then
  seconds=$1
  shift
fi
[ $# -gt 0 ] || set -- $(names)

log=$(mktemp)
LOUVER_FUZZ_DIRECTORY=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
export LOUVER_FUZZ_DIRECTORY
trap 'rm -rf "$log" "$LOUVER_FUZZ_DIRECTORY"' EXIT

# Tests see what is internal, here as well. Of two sanitizers in two options the Swift compiler takes the last only, and a fuzzer that
# does not see which branches it takes finds little.
if ! $swift build -c release --product Fuzzing --scratch-path .build/fuzz --sanitize=fuzzer --sanitize=address \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing >"$log" 2>&1; then
  tail -n 30 "$log"
  exit 1
fi

# Longer inputs than these find nothing more, only later.
longest() {
  case $1 in
    file | rewrite | arrow) echo 16384 ;;
    footer | thrift | yaml) echo 8192 ;;
    *) echo 2048 ;;
  esac
}

# Files that other projects wrote are seeds of what reads files.
seeds() {
  [ ! -d "$committed/$1" ] || echo "$committed/$1"
  case $1 in file | rewrite) echo Tests/ParquetTests/Files/readable Tests/ParquetTests/Files/refused ;; esac
}

executions=0 passed=0 failed=0
for target in "$@"; do
  mkdir -p "$learned/$target" "$findings/$target"
  export LOUVER_FUZZ_TARGET=$target
  limits=(-max_len="$(longest "$target")" -timeout=5 -rss_limit_mb=2048 -malloc_limit_mb=512)
  if [ $merge = yes ]; then
    mkdir -p "$committed/$target"
    kept=$(mktemp -d)
    "$fuzzer" -merge=1 "${limits[@]}" "$kept" $(seeds "$target") "$learned/$target" >"$log" 2>&1
    # Small ones first, until there are enough: the corpora are for reading and for a quick start.
    rm -f "$committed/$target"/*
    find "$kept" -type f -size -"${CORPUS_FILE_SIZE:-2}"k -printf '%s %p\n' | sort -n |
      awk -v limit="${CORPUS_SIZE:-32000}" '(sum += $1) <= limit { print $2 }' | xargs -r -I{} cp {} "$committed/$target/"
    rm -rf "$kept"
    echo "$target: $(find "$committed/$target" -type f | wc -l) inputs"
    continue
  fi
  "$fuzzer" "${limits[@]}" -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$findings/$target/" \
    "$learned/$target" $(seeds "$target") >"$log" 2>&1
  status=$?
  ran=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)$/\1/p; s/^#([0-9]+)[^0-9].*/\1/p' "$log" | sort -n | tail -n 1)
  executions=$((executions + ${ran:-0}))
  echo "$target: ${ran:-0} executions in $seconds s, $(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)"
  if [ $status -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    grep -E 'violated|ERROR|SUMMARY|Fatal error|artifact_prefix|Test unit written' "$log" | head -n 6
  fi
done
[ $merge = no ] || exit 0
echo "$executions executions of $((passed + failed)) fuzzers, $seconds seconds each"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
