#!/usr/bin/env python3
"""Makes the files that the benchmarks rewrite, the same each time.

    make.py people|sorted|events|nested OUT ROWS

Written by pyarrow with its defaults and zstd at level 3. A row group depends on its number and its size only; `sorted` are people in the
order of their signup.
"""
import functools
import os
import sys

import pyarrow.parquet as pq

import events
import nested
import people


def in_order(number, first, rows, total):
    return people.group(number, first, rows, share=(first / total, (first + rows) / total))


def main():
    kind, out, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    size = 1_000_000 if kind in ("people", "sorted") else 250_000
    make = {"people": people.group, "sorted": functools.partial(in_order, total=rows), "events": events.group, "nested": nested.group}[kind]
    writer = None
    for number, first in enumerate(range(0, rows, size)):
        table = make(number, first, min(size, rows - first))
        writer = writer or pq.ParquetWriter(out + ".part", table.schema, compression="zstd", compression_level=3)
        writer.write_table(table, row_group_size=size)
    writer.close()
    os.replace(out + ".part", out)


if __name__ == "__main__":
    main()
