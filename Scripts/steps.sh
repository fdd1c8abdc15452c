# Sourced by test.sh, sanitize.sh and .ci/run: named steps, each of which runs whether or not one before it failed, and a closing
# line that counts their tests.
#
#   step NAME COMMAND…     status 75 means that the step could not be had here and was skipped
#   close                  prints 'N passed, N failed' and ends with the status that it deserves

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
  local name=$1 status
  shift
  printf '\n== %s\n' "$name"
  # Swift Testing also tells of every start.
  "$@" 2>&1 | tee "$log" | { grep --line-buffered -v '^◇' || true; }
  status=${PIPESTATUS[0]}
  if [ "$status" -eq 75 ]; then
    echo "== $name: skipped"
    skipped=$((skipped + 1))
    return
  fi
  # A runner that says how many tests it ran counts as many; anything else is one.
  local ran bad
  read -r ran bad < <(awk '
    /Test run with [0-9]+ tests?/ { for (i = 1; i < NF; i++) if ($i == "with") ran += $(i + 1) }
    /^✘ Test .* failed after/ { bad++ }
    # A closing line sums up what stands above it.
    /^[0-9]+ passed, [0-9]+ failed/ { ran = $1 + $3; bad = $3 + 0 }
    END { print ran + 0, bad + 0 }' "$log")
  [ "$ran" -gt 0 ] || ran=1
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  [ "$bad" -le "$ran" ] || ran=$bad
  passed=$((passed + ran - bad)) failed=$((failed + bad))
  [ "$status" -eq 0 ] || echo "== $name: failed with status $status"
}

close() {
  local also=
  [ "$skipped" -eq 0 ] || also=", $skipped skipped"
  printf '\n%d passed, %d failed%s\n' "$passed" "$failed" "$also"
  [ "$failed" -eq 0 ]
}
