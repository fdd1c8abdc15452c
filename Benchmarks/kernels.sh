#!/usr/bin/env bash
# The kernels' benchmark. Use it through 'make bench-kernels'.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$(Scripts/python.sh Benchmarks/requirements.txt)
LOUVER_BENCH=1 ${SWIFT:-swift} build -c release --product louver-kernels
"$python" Benchmarks/kernels.py .build/release/louver-kernels --write "$@"
