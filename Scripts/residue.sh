#!/usr/bin/env bash
# What would remain in outputs without each protection of parquet.md, "What must not remain", and what does with it.
#
# A build of its own can do without them; every other build has no such switch, which is checked of the program that is given.
#
#   residue.sh [LOUVER]
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}

LOUVER_UNPROTECTED=1 $swift build --scratch-path .build/unprotected -c release --product louver-residue 2>&1 | grep -E 'error|warning: unre' || true
.build/unprotected/release/louver-residue

# The mangled name of the switch.
if [ $# -gt 0 ] && grep -qc 'Columnar10Protection' "$1"; then
  echo "$1 has the switch that does without protections"
  exit 1
fi
