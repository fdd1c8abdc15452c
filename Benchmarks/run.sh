#!/usr/bin/env bash
# The end-to-end benchmarks. Use it through 'make bench'.
#
#   run.sh LOUVER           LOUVER_BENCH_DATA=FILE: that file instead of one made here (LOUVER_BENCH_ROWS rows, five million)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${LOUVER_BENCH_ROWS:-5000000}
data=${LOUVER_BENCH_DATA:-.build/benchmark/people-$rows.parquet}

python=$(Scripts/python.sh Benchmarks/requirements.txt)
if [ ! -e "$data" ]; then
  mkdir -p "$(dirname "$data")"
  echo "making $data" >&2
  "$python" Benchmarks/make_people.py "$data" "$rows"
fi
"$python" Benchmarks/rewrite.py "$1" "$data" --write
