#!/usr/bin/env python3
"""One job by one of the engines that are measured beside Louver, zstd at level 3.

    engine.py ENGINE JOB ROWS IN OUT        ROWS: of the table of people
"""
import os
import sys

import jobs


def main():
    engine, name, rows, source, target = sys.argv[1:]
    import frames
    import sql
    job = jobs.jobs(int(rows))[name]
    run = {"polars": frames.with_polars, "pyarrow": frames.with_pyarrow, "duckdb": sql.with_duckdb,
           "datafusion": sql.with_datafusion, "chdb": sql.with_chdb}[engine]
    columns = []
    if engine not in ("polars", "pyarrow"):
        import pyarrow.parquet as pq
        columns = pq.read_schema(source).names
    run(job, columns, source, target, len(os.sched_getaffinity(0)))


if __name__ == "__main__":
    main()
