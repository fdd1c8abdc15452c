#!/usr/bin/env bash
# The jobs on Louver and on the other engines. Use it through 'make bench'.
#
#   run.sh LOUVER [OPTION…]     options of Jobs/bench.py. LOUVER_BENCH_DATA=DIRECTORY: where the inputs are or go (.build/benchmark);
#                               LOUVER_BENCH_JARS=DIRECTORY: parquet-java's and Hadoop's jars, such as PySpark's, else it is left out
set -euo pipefail
cd "$(dirname "$0")/.."

louver=$1
shift
python=$(Scripts/python.sh Benchmarks/requirements.txt)
LOUVER_BENCH=1 ${SWIFT:-swift} build -c release --product louver-limits
"$python" Benchmarks/Jobs/bench.py "$louver" .build/release/louver-limits "${LOUVER_BENCH_DATA:-.build/benchmark}" \
  ${LOUVER_BENCH_JARS:+--jars "$LOUVER_BENCH_JARS"} --write "$@"
