#!/usr/bin/env bash
# Prints a directory with the jars of parquet-java and what it needs, out of PySpark's package (450 MB to fetch, 70 MB to keep), under .build.
#
# Fetches them at first use. Ends with status 75 and one line where there is no Java, or they cannot be had, as without a network.
set -euo pipefail
cd "$(dirname "$0")/.."

version=4.3.0
jars=.build/jars/$version
if ! java -version >/dev/null 2>&1; then
  echo "no Java" >&2
  exit 75
fi
if [ ! -e "$jars/complete" ]; then
  log=$(mktemp)
  work=$(mktemp -d -p "$(mkdir -p .build && cd .build && pwd)")
  trap 'rm -rf "$log" "$work"' EXIT
  # PySpark is published as source only; its setup script, which pip runs to learn its name, needs setuptools.
  if ! {
    Scripts/packages.sh python3 python3-venv &&
      python3 -m venv "$work/python" &&
      "$work/python/bin/pip" install --quiet --disable-pip-version-check setuptools wheel &&
      "$work/python/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary=:all: --no-build-isolation -d "$work" \
        "pyspark==$version" &&
      mkdir -p "$jars" &&
      tar -xzf "$work"/pyspark-*.tar.gz -C "$jars" --strip-components=3 --wildcards \
        $(printf 'pyspark-*/deps/jars/%s-* ' parquet hadoop-client slf4j-api snappy-java zstd-jni aircompressor commons-pool jts-core)
  } >"$log" 2>&1; then
    echo "no jars of parquet-java: $(tail -n 1 "$log")" >&2
    exit 75
  fi
  touch "$jars/complete"
fi
echo "$PWD/$jars"
