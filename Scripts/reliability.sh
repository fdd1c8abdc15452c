#!/usr/bin/env bash
# Counts how well the program does with files by others: read, rewritten and refused, damaged files survived, fuzzers run.
#
#   reliability.sh LOUVER
#
# CORPUS      a directory of Parquet files by other projects, with a manifest and an oracle (../shared/conformance); without one the
#             committed files of Tests/ParquetTests/Files are damaged, and nothing is said of the corpus
# MUTATIONS   how many files are damaged (20000)
# FUZZ        seconds for each fuzzer (10); 0 leaves them out
#
# Ends with one line 'N passed, N failed' over all.
set -uo pipefail
cd "$(dirname "$0")/.."
. Scripts/steps.sh
louver=${1:?the program to be tried}
corpus=${CORPUS:-../shared/conformance}
mutations=${MUTATIONS:-20000}
fuzz=${FUZZ:-10}
export PYTHONDONTWRITEBYTECODE=1

files=Tests/ParquetTests/Files/readable
if [ -d "$corpus/files" ]; then
  files=$corpus/files
  step "files by other projects" python3 Tests/Reliability/corpus.py "$louver" "$files" "$corpus/manifest.csv" "$corpus/oracle.json" \
    --exceptions Tests/Reliability/exceptions.csv
fi
step "damaged files" python3 Tests/Reliability/mutations.py "$louver" "$files" --count "$mutations"
[ "$fuzz" -eq 0 ] || step "fuzzers" Scripts/fuzz.sh "$fuzz"
close
