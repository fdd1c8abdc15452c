#!/usr/bin/env bash
# Every target and every folder right below one is named in ARCHITECTURE.md, in the row of its target.
set -euo pipefail
cd "$(dirname "$0")/.."

wrong=0
while read -r folder; do
  target=$(cut -d/ -f2 <<<"$folder")
  name=$(basename "$folder")
  case $folder in Sources/C*/include | Sources/SystemLibraries/*) continue ;; esac
  grep "^| \`$target\`" ARCHITECTURE.md | grep -qF "\`$name\`" || {
    echo "ARCHITECTURE.md: $folder is not named"
    wrong=1
  }
done < <(git ls-files Sources | sed -nE 's|^(Sources/[^/]+)/([^/]+/)?.*|\1\n\1/\2|p' | sed 's|/$||' | sort -u)
[ $wrong = 0 ] && echo "architecture: every folder of Sources is named"
exit $wrong
