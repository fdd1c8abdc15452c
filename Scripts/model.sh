#!/usr/bin/env bash
# Counts the laws of masks and predicates that hold, and random cases that come out as the executable model of the specification has
# them. Use it through 'make laws'.
#
#   model.sh LOUVER
#
# MODEL    the model's directory (../shared/reference); without one only the laws are counted
# CASES    rewrites for each seed (1000)      WORLDS   catalogs for each seed (200)      SEEDS   (2 3 4 5 6)
#
# Ends with one line 'N passed, N failed' over all.
set -uo pipefail
cd "$(dirname "$0")/.."
. Scripts/steps.sh
swift=${SWIFT:-swift}
louver=${1:?the program to be tried}
model=${MODEL:-../shared/reference}
export SWIFT_BACKTRACE=enable=no PYTHONDONTWRITEBYTECODE=1

step "laws of masks and predicates" "$swift" test --disable-xctest --filter 'MaskingTests|ExpressionsTests'
# The model leaves a REQUIRED column REQUIRED where a cell mask turns its `constant` into NULL, and cannot write the NULLs. Masks:
# "A REQUIRED column that may become NULL turns OPTIONAL: … where cell masks make more than one mask possible, always."
mend() {
  local mended
  mended=$(mktemp -d)
  trap "rm -rf '$log' '$mended'" EXIT
  cp "$model"/*.py "$mended" && chmod u+w "$mended"/*.py && patch --quiet --forward --directory "$mended" -p1 <Scripts/model.patch
  model=$mended
}

if [ -d "$model" ] && mend && python=$(Scripts/python.sh .ci/requirements.txt); then
  for seed in ${SEEDS:-2 3 4 5 6}; do
    step "rewrites of seed $seed" "$python" "$model/differential.py" --engine "$louver" --seed "$seed" --cases "${CASES:-1000}"
    step "catalogs of seed $seed" "$python" "$model/differential.py" --engine "$louver" --seed "$seed" --cases "${WORLDS:-200}" --mode catalog
  done
fi
close
