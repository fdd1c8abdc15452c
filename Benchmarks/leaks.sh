#!/usr/bin/env bash
# The share-down audit of a large organisation: seconds and peak memory of `apply` and `leaks`.
#
#   leaks.sh LOUVER [PRINCIPALS SOURCES DATABASES]
set -euo pipefail
louver=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LOUVER_AS LOUVER_PROJECT LOUVER_CATALOG

python3 "$here/make_leaks.py" "$work/organisation.yaml" "$here/../SampleData" "${@:2}"
cd "$work"

# Prints what a command took: seconds, and the peak of its resident memory.
measured() {
  python3 - "$louver" "$@" <<'PYTHON'
import resource, subprocess, sys, time
begun = time.monotonic()
with open("out", "wb") as out:
    status = subprocess.run(sys.argv[1:], stdout=out, stderr=sys.stderr).returncode
seconds = time.monotonic() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = sum(1 for _ in open("out", "rb"))
print(f"{' '.join(sys.argv[2:]):<36} {seconds:7.2f} s {used.ru_utime + used.ru_stime:7.2f} s CPU {used.ru_maxrss / 1024:6.0f} MiB   status {status}, {lines} lines", flush=True)
sys.exit(0 if status in (0, 3) else 1)
PYTHON
}
measured init
measured apply organisation.yaml
measured leaks
measured leaks --database db7
measured leaks --grant "read s7 to p7"
measured apply organisation.yaml --dry-run
