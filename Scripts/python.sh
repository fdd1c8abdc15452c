#!/usr/bin/env bash
# Prints the path of a Python that has the packages of a requirements file, in a virtual environment under .build.
#
#   python.sh REQUIREMENTS
#
# Makes the environment at first use. Ends with status 75 and one line where it cannot be had, as without a network.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=$1
name=$(basename "$(dirname "$requirements")")
environment=.build/python/$name
wanted=$(sha256sum "$requirements" | cut -d' ' -f1)

if [ "$(cat "$environment/complete" 2>/dev/null)" != "$wanted" ]; then
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! {
    Scripts/packages.sh python3 python3-venv &&
      rm -rf "$environment" &&
      python3 -m venv "$environment" &&
      "$environment/bin/pip" install --quiet --disable-pip-version-check --only-binary=:all: -r "$requirements"
  } >"$log" 2>&1; then
    echo "no Python with $(grep -v '^#' "$requirements" | paste -sd' ' -): $(tail -n 1 "$log")" >&2
    exit 75
  fi
  echo "$wanted" >"$environment/complete"
fi
echo "$PWD/$environment/bin/python"
