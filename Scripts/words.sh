#!/usr/bin/env bash
# What must not stand in Sources: ways to crash on what comes from outside, notes of unfinished work, Foundation (which costs
# start-up time and ten megabytes), and folders named after nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

wrong=0
if grep -rnE --include='*.swift' '\bfatalError\(|\btry!|\bas!|\bTODO\b|\bFIXME\b|^ *(public )?import Foundation' Sources; then
  wrong=1
fi
if find Sources -type d -o -type f | grep -E '/(Utilities|Helpers|Common|Manager)[^/]*$|Manager\.swift$'; then
  wrong=1
fi
[ $wrong = 0 ] && echo "words: none that must not be there"
exit $wrong
