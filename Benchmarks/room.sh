#!/usr/bin/env bash
# How long the clean room takes to set up and tear down: `louver run -- true` in a project with two sources, from the start of the
# room to its end, and `true` without one.
#
#   room.sh LOUVER [RUNS]       (100)
set -euo pipefail
runs=${2:-100}
source "$(dirname "$0")/../SampleData/play.sh" "$1"
{
  "$louver" init
  "$louver" apply "$here/declarations.yaml"
  "$louver" --as mary project create story --source customers --source tickets --member eric
  "$louver" --as mary switch story
  "$louver" --as mary run -- true
} >/dev/null

median() { sort -n | awk '{ value[NR] = $1 } END { printf "%.1f", value[int((NR + 1) / 2)] }'; }
for _ in $(seq "$runs"); do
  "$louver" --as mary --json run -- true | awk -F'[:,]' '/"milliseconds"/ { print $2 + 0 }'
done | median >room
for _ in $(seq "$runs"); do
  before=$EPOCHREALTIME
  /bin/true
  after=$EPOCHREALTIME
  awk -v a="${before/,/.}" -v b="${after/,/.}" 'BEGIN { print (b - a) * 1000 }'
done | median >bare
echo "the room with true: $(cat room) ms; true alone: $(cat bare) ms (medians of $runs)"
