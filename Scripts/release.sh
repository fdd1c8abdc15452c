#!/usr/bin/env bash
# Writes the program as it is installed: without debug information and hashes of how it was built, which hold the paths of the compiler's
# caches. Everything else has the same bytes wherever it is built.
#
#   release.sh LOUVER TARGET
set -euo pipefail

strip --strip-debug --remove-section=.swift_modhash --remove-section=.note.gnu.build-id -o "$2" "$1"
chmod 755 "$2"
