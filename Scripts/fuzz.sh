#!/usr/bin/env bash
# Runs the fuzzers of Tests/Fuzzing, one on each processor at a time, under libFuzzer and the address sanitizer.
#
#   fuzz.sh [SECONDS] [TARGET…]     60 seconds each of all targets, where nothing else is said
#   fuzz.sh --list                  their names
#   fuzz.sh --corpus [TARGET…]      merges what was found so far into the committed corpora
#
# FUZZ_JOBS    how many at a time
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

# In memory where that can be had: a target writes files.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$work"' EXIT

# Tests see what is internal, here as well. Of two sanitizers in two options the Swift compiler takes the last only, and a fuzzer that
# does not see which branches it takes finds little.
if ! $swift build -c release --product Fuzzing --scratch-path .build/fuzz --sanitize=fuzzer --sanitize=address \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing >"$work/build.log" 2>&1; then
  tail -n 30 "$work/build.log"
  exit 1
fi

# Longer inputs than these find nothing more, only later.
limits() {
  local longest=2048
  case $1 in
    file | rewrite | arrow) longest=16384 ;;
    footer | thrift | yaml) longest=8192 ;;
  esac
  echo -max_len=$longest -timeout=5 -rss_limit_mb=2048 -malloc_limit_mb=512
}

# Files that other projects wrote are seeds of what reads files.
seeds() {
  [ ! -d "$committed/$1" ] || echo "$committed/$1"
  case $1 in file | rewrite) echo Tests/ParquetTests/Files/readable Tests/ParquetTests/Files/refused ;; esac
}

# Of one target: what is kept of all that was found.
merge() {
  local kept
  kept=$(mktemp -d -p "$work")
  mkdir -p "$committed/$1"
  LOUVER_FUZZ_TARGET=$1 "$fuzzer" -merge=1 $(limits "$1") "$kept" $(seeds "$1") "$learned/$1" >"$work/$1.log" 2>&1
  # Small ones first, until there are enough: the corpora are for reading and for a quick start.
  rm -f "$committed/$1"/*
  find "$kept" -type f -size -"${CORPUS_FILE_SIZE:-2}"k -printf '%s %p\n' | sort -n |
    awk -v limit="${CORPUS_SIZE:-32000}" '(sum += $1) <= limit { print $2 }' | xargs -r -I{} cp {} "$committed/$1/"
  echo "$1: $(find "$committed/$1" -type f | wc -l) inputs"
}

# One target for its time; leaves its status and executions in a file.
run() {
  local log=$work/$1.log status ran
  LOUVER_FUZZ_TARGET=$1 LOUVER_FUZZ_DIRECTORY=$work/$1 "$fuzzer" $(limits "$1") -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$findings/$1/" "$learned/$1" $(seeds "$1") >"$log" 2>&1
  status=$?
  ran=$(sed -nE 's/^stat::number_of_executed_units: *([0-9]+)$/\1/p; s/^#([0-9]+)[^0-9].*/\1/p' "$log" | sort -n | tail -n 1)
  echo "$status ${ran:-0}" >"$work/$1.result"
  echo "$1: ${ran:-0} executions in $seconds s, $(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)"
  [ $status -eq 0 ] || grep -E 'violated|ERROR|SUMMARY|Fatal error|artifact_prefix|Test unit written' "$log" | head -n 6
}

for target in "$@"; do mkdir -p "$learned/$target" "$findings/$target" "$work/$target"; done
if [ $merge = yes ]; then
  for target in "$@"; do merge "$target"; done
  exit
fi
for target in "$@"; do
  [ "$(jobs -rp | wc -l)" -lt "${FUZZ_JOBS:-$(nproc)}" ] || wait -n
  run "$target" &
done
wait
cat "$work"/*.result | awk -v seconds="$seconds" '
  { ran += $2; $1 == 0 ? passed++ : failed++ }
  END {
    printf "%d executions of %d fuzzers, %d seconds each\n%d passed, %d failed\n", ran, NR, seconds, passed, failed
    exit failed > 0
  }'
