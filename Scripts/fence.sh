#!/usr/bin/env bash
# The unsafe fence: how many unsafe operations each Swift file has, against the list in fence.txt.
#
#   fence.sh            says where the tree and the list differ
#   fence.sh --update   writes the list anew; its difference belongs into the review
#
# Strict memory safety is on as an error, so nothing unsafe compiles without one of the counted words.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

list=Scripts/fence.txt

count() {
  find Sources -name '*.swift' | sort | while read -r file; do
    uses=$(sed -E 's@(^|[^:])//.*@\1@' "$file" | { grep -oE '\bunsafe\b|@unsafe\b|@safe\b|@unchecked\b' || true; } | wc -l)
    [ "$uses" -eq 0 ] || printf '%4d  %s\n' "$uses" "$file"
  done
}

if [ "${1:-}" = --update ]; then
  count >"$list"
elif ! difference=$(diff --unchanged-line-format= --old-line-format='listed: %L' --new-line-format='found:  %L' "$list" <(count)); then
  echo "$difference"
  echo "fence.sh: unsafe uses differ from $list. Do without them, or run 'Scripts/fence.sh --update' and say why."
  exit 1
fi
echo "unsafe fence: $(awk '{n += $1} END {print n + 0}' "$list") uses in $(wc -l <"$list") files"
