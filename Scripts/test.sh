#!/usr/bin/env bash
# All checks of one tree, in the order in which they are quick to fail. Use it through 'make test'.
set -uo pipefail
cd "$(dirname "$0")/.."
. Scripts/steps.sh
swift=${SWIFT:-swift}

readers() {
  local python
  python=$(Scripts/python.sh Tests/Readers/requirements.txt) || return
  "$python" Tests/Readers/round_trip.py .build/debug/louver ${LOUVER_JARS:+--jars "$LOUVER_JARS"}
}

programs() {
  local python
  python=$(Scripts/python.sh Tests/Readers/requirements.txt) || return
  Tests/Programs/programs.sh .build/debug/louver "$python"
}

step "format" $swift format lint --strict -r Package.swift Sources Tests
step "unsafe fence" Scripts/fence.sh
step "file sizes" Scripts/sizes.sh
step "words" Scripts/words.sh
step "architecture" Scripts/architecture.sh
step "build, warnings are errors" $swift build --build-tests
step "tests" $swift test --disable-xctest --skip-build
step "escape from the clean room" Tests/Escape/escape.sh .build/debug/louver
step "other readers" readers
step "programs in the clean room" programs
close
