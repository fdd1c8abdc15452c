#!/usr/bin/env python3
"""Counts what the program reads, rewrites and refuses of a corpus of Parquet files.

    corpus.py LOUVER DIRECTORY MANIFEST ORACLE [--exceptions FILE]

MANIFEST is a CSV with the columns `file`, `expect` (read, either, reject, encrypted), `pyarrow` and `duckdb` (`ok` where they read
it); ORACLE a JSON object with the SHA-256 of each file's canonical dump. A file counts as read if its dump has that hash, as rewritten
if the dump of `rewrite`'s output has it too, and as refused if both commands refuse it cleanly.

Files that pyarrow or DuckDB reads and the program does not read or rewrite are exceptions: they must be just those that FILE, a CSV
with the columns `file`, `readers` and `reason`, lists. Ends with a line 'N passed, N failed'.
"""
import argparse
import collections
import concurrent.futures
import csv
import json
import os
import pathlib
import sys

import program


class Corpus:
    def __init__(self, louver, directory, oracle):
        self.louver, self.directory, self.oracle = louver, directory, oracle

    def judge(self, row, work):
        """Outcome and, where it is not what the manifest asks for, why."""
        name, expect = row["file"], row["expect"]
        source = self.directory / name
        target = work / "out.parquet"
        read, written = self.louver.dump(source), self.louver.rewrite(source, target)
        again = self.louver.dump(target) if written.status == 0 else None
        target.unlink(missing_ok=True)
        wrong = read.wrong(source.name) or written.wrong(source.name) or again and again.wrong(target.name)
        if wrong:
            return "wrong", wrong
        refused = read.status != 0 and written.status != 0
        if refused:
            return "refused", None if expect != "read" else read.errors.strip()
        if expect in ("reject", "encrypted"):
            return "wrong", "accepted a file that must be refused"
        if read.status != 0 or written.status != 0:
            return "wrong", f"only one of reading and rewriting it works: {read.errors}{written.errors}".strip()
        wanted = self.oracle.get(name, {}).get("sha256", read.digest)
        if read.digest != wanted:
            return "wrong", "has other values than it should"
        if again.digest != wanted:
            return "wrong", "has other values once rewritten"
        return "rewritten", None


def check_exceptions(found, path):
    """Whether the files found are those that are listed; what differs."""
    listed = {row["file"] for row in csv.DictReader(path.open(newline="", encoding="utf-8"))}
    for name in sorted(set(found) - listed):
        yield f"{name}: an exception that {path.name} does not list: {found[name]}"
    for name in sorted(listed - set(found)):
        yield f"{name}: no exception any more; {path.name} lists it"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("manifest", type=pathlib.Path)
    parser.add_argument("oracle", type=pathlib.Path)
    parser.add_argument("--exceptions", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()

    rows = list(csv.DictReader(options.manifest.open(newline="", encoding="utf-8")))
    corpus = Corpus(program.Program(options.louver), options.directory, json.loads(options.oracle.read_text(encoding="utf-8")))
    counts, wrongs, exceptions = collections.Counter(), [], {}
    with program.work_directory() as work:
        def judge(numbered):
            number, row = numbered
            place = pathlib.Path(work) / str(number)
            place.mkdir()
            return row, corpus.judge(row, place)

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for row, (outcome, why) in pool.map(judge, enumerate(rows)):
                counts[outcome] += 1
                readers = [reader for reader in ("pyarrow", "duckdb") if row[reader] == "ok"]
                if readers and outcome != "rewritten":
                    exceptions[row["file"]] = f"{' and '.join(readers)} read it; {why or 'refused'}"
                    counts["exceptions"] += 1
                elif why:
                    wrongs.append(f"{row['file']}: {why}")
                if readers:
                    counts["readable"] += 1
    if options.exceptions:
        wrongs += check_exceptions(exceptions, options.exceptions)
    else:
        wrongs += [f"{name}: {why}" for name, why in sorted(exceptions.items())]
    for wrong in wrongs:
        print(wrong)
    print(f"{len(rows)} files: {counts['rewritten']} read and rewritten, {counts['refused']} refused, {counts['wrong']} neither; "
          f"of {counts['readable']} that pyarrow or DuckDB reads, all but {counts['exceptions']}")
    print(f"{len(rows) - len(wrongs)} passed, {len(wrongs)} failed")
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main())
