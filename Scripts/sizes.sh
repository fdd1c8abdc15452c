#!/usr/bin/env bash
# No file of code is longer than 300 lines, save those in sizes.txt, each with its reason.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

limit=300
list=Scripts/sizes.txt

long=$(git ls-files 'Sources/*' 'Tests/*.swift' '*.py' '*.sh' | while read -r file; do
  # Deleted in the work tree, but not yet in the index.
  [ -f "$file" ] || continue
  case $file in *.swift | *.c | *.h | *.py | *.sh) ;; *) continue ;; esac
  lines=$(wc -l <"$file")
  [ "$lines" -le $limit ] || echo "$file $lines"
done)

wrong=0
while read -r file lines; do
  [ -n "$file" ] || continue
  awk -v file="$file" '$1 == file && NF > 1 {found = 1} END {exit !found}' "$list" || {
    echo "$file: $lines lines, over $limit: split it, or give the reason in $list"
    wrong=1
  }
done <<<"$long"
while read -r file _; do
  case $file in '' | '#'*) continue ;; esac
  grep -q "^$file " <<<"$long" || {
    echo "$list: $file is not over $limit lines"
    wrong=1
  }
done <"$list"
[ $wrong = 0 ] && echo "sizes: no file over $limit lines without a reason"
exit $wrong
