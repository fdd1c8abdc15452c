#!/usr/bin/env python3
"""Rewrites files by several writers and reads the results with pyarrow, DuckDB, Polars, DataFusion, fastparquet and parquet-java.

    round_trip.py LOUVER [--jars DIRECTORY]     parquet-java only where there are its jars (Scripts/jars.sh)

Values are compared with those of expected.py, computed here from the input; schemas, statistics, page indexes and bloom filters with what
they must be; and a file's bytes are searched for what its masks hide. Ends with a line 'N passed, N failed'.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import pyarrow.parquet as pq

import blooms
import bounds
import expected
import parquet_java
import readers
import stored_types
import tables

# Options of the command line, the masks they stand for, and which rows stay.
JOBS = {
    "nothing": ([], {}, None),
    "nulls": (["small=null", "price=null", "mail=null", "born=null", "flag=null"],
              dict.fromkeys(["small", "price", "mail", "born", "flag"], expected.null), None),
    "hashes": (["mail=hash", "kind=hash(length=16)", "small=hash", "price=hash", "born=hash", "seen=hash", "raw=hash"],
               {"mail": expected.hash(), "kind": expected.hash(16), "small": expected.hash(), "price": expected.hash(),
                "born": expected.hash(), "seen": expected.hash(), "raw": expected.hash()}, None),
    "shown in part": (["mail=show(last=4)", "name=show(first=2, last=1, min=6, with='•')", "kind=constant('?')", "small=constant(7)"],
                      {"mail": expected.show(last=4), "name": expected.show(2, 1, 6, "•"), "kind": expected.constant("?"),
                       "small": expected.constant(7)}, None),
    "rounded": (["small=round(5)", "price=round(to=2.50)", "huge=round(1000)", "ratio=round(0.5)", "born=truncate(quarter)",
                 "seen=truncate(hour)"],
                {"small": expected.round_down(5, lowest=-2 ** 31), "price": expected.round_down("2.50"), "huge": expected.round_down("1000"),
                 "ratio": expected.round_down(0.5), "born": expected.truncate("quarter"), "seen": expected.truncate("hour")}, None),
    "rows": (["mail=hash", "born=truncate(week)"], {"mail": expected.hash(), "born": expected.truncate("week")},
             ("kind IN ('gold', 'silver') AND (small > 0 OR price < 0) AND mail IS NOT NULL",
              lambda row: row["kind"] in ("gold", "silver") and row["mail"] is not None
              and ((row["small"] is not None and row["small"] > 0) or (row["price"] is not None and row["price"] < 0)))),
    "no rows": (["mail=null"], {"mail": expected.null}, ("small < 0 AND small > 0", lambda row: False)),
}
DROPPED = "name"     # by the job "rows", to have a dropped column among the cases


def rewrite(louver, source, target, masks, where, drop, key):
    command = [louver, "rewrite", source, target, "--key-file", key]
    for mask in masks:
        command += ["--mask", mask]
    if where:
        command += ["--where", where]
    for column in drop:
        command += ["--drop", column]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    return None if done.returncode == 0 else f"status {done.returncode}: {done.stderr.strip()}"


def types(source, target, changed):
    """Columns that no mask gave another type keep theirs, logical type included."""
    before, after = pq.ParquetFile(source).schema, pq.ParquetFile(target).schema
    kept = {before.column(i).path: before.column(i) for i in range(len(before))}
    for i in range(len(after)):
        column = after.column(i)
        if column.path in changed:
            continue
        was = kept[column.path]
        for what in ("physical_type", "length", "max_repetition_level"):
            if getattr(was, what) != getattr(column, what):
                return f"{column.path}: {what} {getattr(column, what)} instead of {getattr(was, what)}"
        if str(was.logical_type) != str(column.logical_type):
            return f"{column.path}: {column.logical_type} instead of {was.logical_type}"
    return None


def remains(rows, target, hidden):
    """Raw text of a hidden column that still stands somewhere in the bytes of an uncompressed file."""
    data = pathlib.Path(target).read_bytes()
    for column in hidden:
        for value in {row[column] for row in rows}:
            raw = value.encode() if isinstance(value, str) else value
            if isinstance(raw, bytes) and len(raw) >= 8 and raw in data:
                return f"a raw value of {column} is still in the file"
    return None


def case(louver, source, panel, target, job, key, scan):
    options, masks, rows_kept = JOBS[job]
    drop = [DROPPED] if job == "rows" else []
    wrong = rewrite(louver, source, target, options, rows_kept and rows_kept[0], drop, key)
    if wrong:
        return wrong
    rows = panel.rows
    wanted = [
        {c: expected.masked(masks[c], v) if c in masks else v for c, v in row.items() if c not in drop}
        for row in rows if rows_kept is None or rows_kept[1](row)]
    hidden = {c for c in masks if job in ("nulls", "hashes", "rows")} | set(drop)
    text = {c for c, m in masks.items() if m.__qualname__.startswith("hash")}
    return (panel.fault(wanted, target)
            or types(source, target, text)
            or bounds.fault(target, wanted)
            or blooms.fault(source, target, hidden | set(masks), rows_kept is not None)
            or (job == "nothing" and blooms.probe_fault(target, rows))
            or (scan and remains(rows, target, hidden)))


def again(louver, source, target, job, key):
    """A second run makes the same bytes."""
    options, _, rows_kept = JOBS[job]
    second = target.with_suffix(".again")
    wrong = rewrite(louver, source, second, options, rows_kept and rows_kept[0], [DROPPED] if job == "rows" else [], key)
    return wrong or (None if second.read_bytes() == target.read_bytes() else "a second run made other bytes")


def samples(louver, work, key):
    """The sample data: a directory of two files by unlike writers, with nested columns."""
    target = work / "customers"
    wrong = rewrite(louver, tables.SAMPLES / "customers", target, ["email=hash", "address.street=null", "salary=round(1000)"],
                    "region IN ('EU', 'US')", ["ssn"], key)
    if wrong:
        return wrong
    digest, rounded = expected.hash(), expected.round_down("1000")

    def mask(row):
        row.pop("ssn")
        row["email"] = expected.masked(digest, row["email"])
        row["salary"] = expected.masked(rounded, row["salary"])
        if row["address"]:
            row["address"]["street"] = None
        return row
    rows = pq.read_table(tables.SAMPLES / "customers").to_pylist()
    wanted = [mask(row) for row in rows if row["region"] in ("EU", "US")]
    for reader, pattern in (("pyarrow", target), ("duckdb", f"{target}/*.parquet"), ("polars", f"{target}/*.parquet")):
        found = readers.READERS[reader](pattern, pq.read_table(target).schema)
        wrong = readers.differences(wanted, found, reader)
        if wrong:
            return wrong
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver", type=pathlib.Path)
    parser.add_argument("--jars", type=pathlib.Path)
    options = parser.parse_args()
    louver = options.louver.resolve()
    if options.jars:
        readers.READERS["parquet-java"] = parquet_java.Reader(options.jars)
    passed = failed = 0
    asked = collections.Counter()

    def report(name, wrong):
        nonlocal passed, failed
        if wrong:
            failed += 1
            print(f"{name}: {wrong}")
        else:
            passed += 1

    with tempfile.TemporaryDirectory(prefix="louver-readers-") as directory:
        work = pathlib.Path(directory)
        key = work / "key"
        key.write_bytes(expected.KEY)
        table = tables.table(2000, seed=7)
        for number, (writer, write) in enumerate(tables.WRITERS.items()):
            source = work / f"{number}.parquet"
            write(table, str(source))
            panel = readers.Panel(source)
            asked.update(panel.members)
            for job in JOBS:
                target = work / f"{number}-{job.replace(' ', '-')}.parquet"
                wrong = case(louver, source, panel, target, job, key, scan="none" in writer)
                report(f"{writer}, {job}", wrong or again(louver, source, target, job, key))
        report("sample data", samples(louver, work, key))
        source = work / "stored-types.parquet"
        pq.write_table(stored_types.table(100), source)
        for job, (masks, rows, drop, _) in stored_types.JOBS.items():
            target = work / f"stored-types-{job.replace(' ', '-')}.parquet"
            report(f"stored types, {job}", rewrite(louver, source, target, masks, rows, drop, key) or stored_types.fault(target, job))
        same_samples = subprocess.run([sys.executable, tables.SAMPLES / "make_customers.py", "--check"], capture_output=True, text=True)
        report("sample data is what its script makes", same_samples.stderr.strip() if same_samples.returncode else None)
    readers.aside.shutdown()
    if options.jars:
        readers.READERS["parquet-java"].close()
    print(f"{len(tables.WRITERS)} writers' files read by " + ", ".join(f"{reader} ({count})" for reader, count in asked.items()))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
