#!/usr/bin/env python3
"""The benchmarks' jobs as one would write them for DuckDB or Polars, each the fastest way found for it.

    peers.py duckdb|polars null|hash IN OUT

Both write zstd at level 3. Neither has a keyed hash, so they compute SHA-256 of a prefix and the value, which is less
work than Louver's HMAC.
"""
import os
import sys

NULLED = HASHED = ("email", "phone", "ssn")
PREFIX = "a secret prefix:"


def with_duckdb(job, source, target):
    import duckdb
    columns = {
        "null": [f"NULL::VARCHAR AS {c}" for c in NULLED],
        "hash": [f"sha256('{PREFIX}' || {c}) AS {c}" for c in HASHED],
    }[job]
    connection = duckdb.connect()
    # Keeping the order of rows costs DuckDB half as much again; it is not asked to.
    connection.execute(f"SET threads = {len(os.sched_getaffinity(0))}; SET preserve_insertion_order = false")
    connection.execute(
        f"COPY (SELECT * REPLACE ({', '.join(columns)}) FROM read_parquet('{source}')) TO '{target}' "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION V2)")


def with_polars(job, source, target):
    os.environ.setdefault("POLARS_MAX_THREADS", str(len(os.sched_getaffinity(0))))
    import polars
    if job == "null":
        columns = [polars.lit(None, dtype=polars.String).alias(c) for c in NULLED]
    else:
        import polars_hash  # noqa: F401  (gives columns their `chash`)
        columns = [(polars.lit(PREFIX) + polars.col(c)).chash.sha2_256().alias(c) for c in HASHED]
    polars.scan_parquet(source).with_columns(columns).sink_parquet(target, compression="zstd", compression_level=3)


if __name__ == "__main__":
    engine, job, source, target = sys.argv[1:]
    {"duckdb": with_duckdb, "polars": with_polars}[engine](job, source, target)
