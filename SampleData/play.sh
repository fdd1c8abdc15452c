# For scripts that play a story with the program in a fresh catalog, which is gone afterwards; they source this file with
# the program's path as the first argument.
louver=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset LOUVER_AS LOUVER_PROJECT LOUVER_CATALOG

bold= plain=
if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; fi

say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
# Temporary paths do not belong to the story.
short() { sed "s|$work/||g; s|$here/||g; s/ *$//"; }
# Shows a command as one would type it.
show() { printf '$ louver %s\n' "$*" | short; }
