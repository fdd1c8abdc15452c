#!/usr/bin/env bash
# Installs those of the named Debian packages that are missing.
#
#   packages.sh PACKAGE…
#
# Does nothing, at once, when all are there. Asks for sudo only when it must; says what to type when it cannot.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
  echo "packages.sh: this is no Debian system; install what provides: $*" >&2
  exit 0
fi

missing=()
for package in "$@"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  # Without a terminal sudo could only wait for a password that nobody types.
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=(sudo)
  else
    echo "packages.sh: missing Debian packages, and no right to install them. As root:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi

install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

echo "installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Lists may never have been fetched, or be older than the mirror: fetch them only then.
if ! install >"$log" 2>&1; then
  "${as_root[@]}" apt-get update -qq >"$log" 2>&1 && install >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    echo "packages.sh: could not install: ${missing[*]}" >&2
    exit 1
  }
fi
