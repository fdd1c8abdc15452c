#!/usr/bin/env python3
"""Measures the peak memory of `louver rewrite` on files that are as large as a row group can be and as wide as a table can be.

    memory.py LOUVER [--data DIRECTORY] [--memory MIB] [--scale 1.0] [--write]

Makes the files once (large.parquet: one row group of 1 GiB in few columns; text.parquet: the same of long text;
wide.parquet: 10 000 columns), runs each job as a process of its own and prints the peak of its resident memory, as the
system counts it. The exit status is 1 if one is over 300 MiB plus the memory that was allowed. --write puts the table
into README.md.
"""
import argparse
import concurrent.futures
import multiprocessing
import os
import pathlib
import subprocess
import sys

import readme

HERE = pathlib.Path(__file__).resolve().parent
MIB = 1 << 20
JOBS = [
    ("large", "all copied", []),
    ("large", "integers rounded: recoded", ["--mask=id=round(1000)"]),
    ("large", "dictionary masked one to one", ["--mask=city=hash"]),
    ("large", "dictionary masked many to one", ["--mask=city=show(last=2)"]),
    ("large", "cells masked", ["--mask-when=city=null IF level < 30000", "--mask-when=level=null IF id < 0"]),
    ("large", "half the rows", ["--where=level < 32768"]),
    ("text", "all copied", []),
    ("text", "text masked: recoded", ["--mask=note=show(last=4)"]),
    ("text", "text hashed", ["--mask=note=hash", "--mask=token=hash"]),
    ("text", "half the rows", ["--where=part = 1"]),
    ("wide", "all copied", []),
    ("wide", "columns NULL, hashed, rounded",
     ["--mask=c0=null", "--mask=c1=hash", "--mask=c2=hash", "--mask=c3=hash", "--mask=c5=round(10)"]),
    ("wide", "half the rows", ["--where=c0 < 500"]),
]


def apart(function, *arguments):
    """Calls in a process of its own: a measured process's peak starts from that of the process that made it."""
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def make_large(path, scale):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    rows, step = int(scale * (128 << 20)), 1 << 20
    rng = np.random.default_rng(1)
    names = pa.array([f"city-{n:05d}" for n in range(60_000)])
    schema = pa.schema([("id", pa.int32()), ("city", pa.dictionary(pa.int32(), pa.string())), ("level", pa.int32())])
    # Only the city is in a dictionary: one chunk for each way of storing values.
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1, use_dictionary=["city"],
                          dictionary_pagesize_limit=1 << 22, store_schema=False) as writer:
        for start in range(0, rows, step):
            count = min(step, rows - start)
            writer.write_batch(pa.record_batch([
                pa.array(rng.integers(-2**31, 2**31, count, dtype=np.int32)),
                pa.DictionaryArray.from_arrays(pa.array(rng.integers(0, 60_000, count, dtype=np.int32)), names),
                pa.array(rng.integers(0, 65_536, count, dtype=np.int32))], schema), row_group_size=rows)


def make_text(path, scale):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    rows, step = int(scale * (8 << 20)), 1 << 18
    rng = np.random.default_rng(2)
    schema = pa.schema([("note", pa.string()), ("token", pa.string()), ("part", pa.int8())])

    def text(count, length):
        letters = rng.integers(97, 123, count * length, dtype=np.uint8)
        offsets = np.arange(0, count * length + 1, length, dtype=np.int32)
        return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(letters))

    with pq.ParquetWriter(path, schema, compression="snappy", use_dictionary=False, store_schema=False) as writer:
        for start in range(0, rows, step):
            count = min(step, rows - start)
            writer.write_batch(pa.record_batch(
                [text(count, 120), text(count, 32), pa.array(rng.integers(0, 2, count, dtype=np.int8))], schema), row_group_size=rows)


def make_wide(path, scale):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    columns, rows, groups = int(scale * 10_000), 2_000, 5
    rng = np.random.default_rng(3)
    with_text = pa.array([f"text {n}" for n in range(50)])

    def column(number):
        draws = rng.integers(0, 1000, rows, dtype=np.int32)
        return with_text.take(pa.array(draws % 50)) if number % 3 == 1 else pa.array(draws)

    names = [f"c{number}" for number in range(columns)]
    schema = pa.schema([(name, pa.string() if number % 3 == 1 else pa.int32()) for number, name in enumerate(names)])
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=False, write_page_index=True) as writer:
        for _ in range(groups):
            writer.write_table(pa.table([column(number) for number in range(columns)], schema=schema))


def once(louver, data, options, memory, to):
    target, key = to / "out.parquet", to / "key"
    key.write_bytes(bytes(range(32)))
    target.unlink(missing_ok=True)
    process = subprocess.Popen([str(part) for part in (
        louver, "--quiet", "rewrite", data, target, "--key-file", key, "--memory", f"{memory}MiB", *options)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {options}")
    size = target.stat().st_size
    target.unlink()
    return usage.ru_maxrss / 1024, size / MIB


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parent / ".build" / "memory")
    parser.add_argument("--memory", type=int, action="append", help="MiB to allow (64 and 512)")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    budgets = options.memory or [64, 512]
    lines = ["| file | job | output MiB | " + " | ".join(f"peak MiB, `--memory {m}MiB`" for m in budgets) + " |",
             "|---|---|---|" + "---|" * len(budgets)]
    print("\n".join(lines))
    too_much = 0
    for name, job, arguments in JOBS:
        data = options.data / f"{name}-{options.scale}.parquet"
        if not data.exists():
            part = data.with_suffix(".part")
            apart({"large": make_large, "text": make_text, "wide": make_wide}[name], part, options.scale)
            part.rename(data)
        cells, size = [], 0
        for memory in budgets:
            peak, size = once(options.louver.resolve(), data, arguments, memory, options.data)
            too_much += peak > 300 + memory
            cells.append(f"{peak:.0f}")
        lines.append(f"| {name}, {data.stat().st_size / MIB:.0f} MiB | {job} | {size:.0f} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    print(f"{too_much} over 300 MiB plus the memory allowed")
    if options.write:
        readme.put("memory", "\n".join(lines))
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
