#!/usr/bin/env bash
# Programs by others in the clean room: the examples of SampleData/features, which join two sources and write a table, have
# to agree on it.
#
#   programs.sh LOUVER PYTHON       a Python that has duckdb, polars, pandas, pyarrow and, to try it, pyspark
#
# Ends with one line 'N passed, N failed'; status 75 where this kernel cannot make a clean room, and why.
set -uo pipefail
python=$(realpath -s "${2:?a Python}")
source "$(dirname "${BASH_SOURCE[0]}")/../../SampleData/play.sh" "$1"

{
  "$louver" init && "$louver" apply "$here/declarations.yaml" &&
    "$louver" --as mary project create story --source customers --source tickets --member eric &&
    "$louver" --as mary switch story
} >/dev/null || exit 1
if ! refusal=$("$louver" --as mary run -- true 2>&1); then
  echo "$refusal" >&2
  exit 75
fi

passed=0 failed=0
outcome() {
  if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  printf '%s: %s\n' "$2" "$([ "$1" -eq 0 ] && echo passed || echo failed)"
}
programs=(duckdb polars pandas)
# Large, and of no use without Java: tried where both are there already.
if command -v java >/dev/null && "$python" -c 'import pyspark' 2>/dev/null; then
  programs+=(spark)
else
  echo "spark: not tried, as there is no pyspark or no Java"
fi
for program in "${programs[@]}"; do
  "$louver" --as mary run --into $program --allow-read "$here/features" -- "$python" "$here/features/${program}_features.py" &&
    "$louver" --as eric --project story read $program --dataset --format csv >$program.csv &&
    [ "$(wc -l <$program.csv)" -eq 1946 ] && cmp duckdb.csv $program.csv
  outcome $? $program
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
