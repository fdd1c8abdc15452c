#!/usr/bin/env bash
# Builds the release twice, in directories of different names and one after the other, and compares the bytes that are installed.
#
#   reproducible.sh
#
# Takes what is committed. Prints both SHA-256, and 'N passed, N failed'.
set -uo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}

space=$(mktemp -d)
trap 'rm -rf "$space"' EXIT
sums=()
for directory in one another/place/of/a/longer/name; do
  mkdir -p "$space/$directory"
  git archive HEAD | tar -x -C "$space/$directory"
  if ! (cd "$space/$directory" && $swift build -c release --static-swift-stdlib --product louver) >"$space/log" 2>&1; then
    tail -n 20 "$space/log"
    exit 1
  fi
  Scripts/release.sh "$space/$directory/.build/release/louver" "$space/louver-${#sums[@]}"
  sums+=("$(sha256sum <"$space/louver-${#sums[@]}" | cut -d' ' -f1)")
  echo "${sums[-1]}  $directory"
  rm -rf "${space:?}/${directory%%/*}"
done
if [ "${sums[0]}" = "${sums[1]}" ]; then
  echo "1 passed, 0 failed"
else
  cmp "$space/louver-0" "$space/louver-1" | head -n 1
  echo "0 passed, 1 failed"
  exit 1
fi
