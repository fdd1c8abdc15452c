#!/usr/bin/env bash
# Makes commands fail in every way that a system can, and looks for what should not be left: faults.py, and for keys: secrets.py.
#
#   faults.sh LOUVER [--quick] [--every N] [--jobs N] [--only SCENARIO…]
#
# With --quick a few of the calls, in a minute or two; with --every N each N-th. Ends with one line 'N passed, N failed'.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
louver=$(realpath "${1:?the program to be tried}")
shift
compiler=$(command -v gcc || command -v clang) || {
  echo "no C compiler to build the faults with" >&2
  exit 75
}
export PYTHONDONTWRITEBYTECODE=1

space=$(mktemp -d)
trap 'rm -rf "$space"' EXIT
"$compiler" -O1 -Wall -Wextra -Werror -shared -fPIC -o "$space/faults.so" "$here"/*.c -ldl -lpthread || exit 1

status=0
python3 "$here/secrets.py" "$louver" "$space/faults.so" | tee "$space/secrets" || status=1
python3 "$here/faults.py" "$louver" "$space/faults.so" "$@" | tee "$space/faults" || status=1
tail -qn 1 "$space/secrets" "$space/faults" | awk '{ passed += $1; failed += $3 } END { print passed + 0 " passed, " failed + 0 " failed" }'
exit $status
