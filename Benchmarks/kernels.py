#!/usr/bin/env python3
"""Times single kernels, ours and those of DuckDB, Polars, pyarrow.compute and OpenSSL, on the same values in the same run.

    kernels.py LOUVER_KERNELS [--runs 7] [--only COLUMN:MASK] [--write]

One thread each, in turn. Outputs must be equal in value wherever they mean the same. --write puts the table into README.md and all
figures into kernels.json.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["POLARS_MAX_THREADS"] = "1"
import duckdb  # noqa: E402
import polars  # noqa: E402
import polars_hash  # noqa: E402, F401  (gives columns their `chash`)
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402

import kernel_cases  # noqa: E402
import kernel_values  # noqa: E402
HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE / "Jobs"))
from bench import machine  # noqa: E402

ROWS, BATCH = kernel_values.ROWS, kernel_values.BATCH


class Kernels:
    """The program that runs ours."""

    def __init__(self, program, values):
        self.process = subprocess.Popen([program, values], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *fields):
        print("\t".join(fields), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"{fields}: no answer")
        return answer

    def output(self, case, file):
        self.ask("write", case.column, case.mask, str(file))
        return [None if line == r"\N" else line for line in file.read_text().splitlines()]


def timed(body):
    """Nanoseconds of a processor, so that other work on the machine does not count."""
    start = time.process_time_ns()
    body()
    return time.process_time_ns() - start


class DuckDB:
    """A query that uses up an expression's values as cheaply as it can, less the same query on the bare column."""

    USE = {"VARCHAR": "bit_xor(strlen({}))", "TIMESTAMP": "bit_xor(epoch_us({}))", "DATE": "bit_xor({} - DATE '1970-01-01')", "DOUBLE": "sum({})"}

    def __init__(self, table):
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        self.connection.register("given", table)
        self.connection.execute("CREATE TABLE t AS SELECT * FROM given")

    def query(self, expression):
        kind = self.connection.execute(f"SELECT typeof({expression}) FROM t LIMIT 1").fetchall()[0][0]
        return f"SELECT {self.USE.get(kind, 'bit_xor({})').format(expression)} FROM t"

    def net(self, query, bare):
        def run(text):
            return timed(lambda: self.connection.execute(text).fetchall())
        return lambda: run(query) - run(bare)

    def ways(self, case):
        bare = self.query(case.column)
        for expression in case.duckdb:
            yield self.net(self.query(expression.replace("{c}", case.column)), bare)

    def outputs(self, case):
        for expression in case.duckdb:
            query = f"SELECT {expression.replace('{c}', case.column)} AS o FROM t LIMIT {BATCH}"
            yield self.connection.sql(query).to_arrow_table()["o"]

    def comparison(self, column, literal):
        return self.net(f"SELECT count(*) FILTER ({column} >= {literal}) FROM t", "SELECT count(*) FROM t")


class Polars:
    """Whole columns, and parts of them that fit the caches."""

    def __init__(self, table):
        whole = polars.from_arrow(table).rechunk()
        self.parts = [[whole], [whole.slice(i, BATCH) for i in range(0, ROWS, BATCH)]]

    def over(self, expression):
        for parts in self.parts:
            yield lambda parts=parts: timed(lambda: [part.select(expression) for part in parts])

    def ways(self, case):
        for expression in case.polars:
            yield from self.over(expression(polars, case.column))

    def outputs(self, case):
        for expression in case.polars:
            yield self.parts[0][0].head(BATCH).select(expression(polars, case.column).alias("o")).to_arrow()["o"]


class Arrow:
    def __init__(self, table):
        pa.set_cpu_count(1)
        self.whole = {name: table[name].combine_chunks() for name in table.column_names}

    def over(self, function, column):
        array = self.whole[column]
        for parts in [[array], [array.slice(i, BATCH) for i in range(0, ROWS, BATCH)]]:
            yield lambda parts=parts: timed(lambda: [function(part) for part in parts])

    def ways(self, case):
        for function in case.arrow:
            yield from self.over(lambda part, function=function: function(pc, part), case.column)

    def outputs(self, case):
        for function in case.arrow:
            yield function(pc, self.whole[case.column].slice(0, BATCH))


def same(ours, theirs):
    """Whether texts of values and an array say the same."""
    stored = {"timestamp[us]": pa.int64(), "date32[day]": pa.int32()}.get(str(theirs.type), theirs.type)
    theirs = theirs.cast(stored).to_pylist()
    return ours == list(map(str, theirs)) if stored != pa.float64() else list(map(float, ours)) == theirs


def measure(ways, runs):
    """Median nanoseconds a value of each engine, by the best of its ways: in turn, as many times as there are runs."""
    best = {}
    for engine, all_ways in ways.items():
        tried = [(min(way() for _ in range(2)), way) for way in all_ways]
        if tried:
            # What is quick is repeated, up to some ten milliseconds.
            time, way = min(tried, key=lambda pair: pair[0])
            best[engine] = way, max(1, min(20, round(1e7 / max(time, 1))))
    taken = {engine: [] for engine in best}
    for _ in range(runs):
        for engine, (way, times) in best.items():
            taken[engine].append(sum(way() for _ in range(times)) / times)
    return {engine: max(statistics.median(times) / ROWS, .01) for engine, times in taken.items()}


def mask_results(kernels, engines, cases, runs, bytes_of, directory):
    results = []
    for case in cases:
        ours = kernels.output(case, directory / "output")
        for name, engine in engines.items():
            for number, theirs in enumerate(engine.outputs(case)):
                if not case.differs and not same(ours, theirs):
                    sys.exit(f"{case.mask} on {case.column}: {name}'s output {number} is another")
        ways = {"louver": [lambda: int(kernels.ask("mask", case.column, case.mask)[0])]}
        ways |= {name: list(engine.ways(case)) for name, engine in engines.items()}
        if case.openssl:
            ways["OpenSSL"] = [lambda: int(kernels.ask(case.openssl, case.column)[0])]
        found = measure(ways, runs)
        results.append({"kernel": case.mask, "column": case.column, "bytes": bytes_of[case.column], "ns": found,
                        "aim": case.aim, "against": case.against, "differs": case.differs})
        print(line_of(results[-1]), flush=True)
    return results


def comparison_results(kernels, engines, table, runs, bytes_of):
    results = []
    for column, literal in kernel_cases.COMPARISONS.items():
        predicate = f"{column} >= {literal}"
        part = table[column].slice(0, (1 << 18) * 8 // table[column].type.bit_width)
        if int(kernels.ask("compare", predicate)[1]) != pc.sum(pc.greater_equal(part, literal)).as_py():
            sys.exit(f"{predicate}: another number of rows")
        found = measure({
            "louver": [lambda: int(kernels.ask("compare", predicate)[0])], "reading": [lambda: int(kernels.ask("read", column)[0])],
            "duckdb": [engines["duckdb"].comparison(column, literal)],
            "polars": list(engines["polars"].over(polars.col(column) >= literal)),
            "pyarrow": list(engines["pyarrow"].over(lambda part: pc.greater_equal(part, pa.scalar(literal, part.type)), column))}, runs)
        results.append({"kernel": predicate, "column": column, "bytes": bytes_of[column], "ns": found, "aim": kernel_cases.WITHIN,
                        "against": "reading", "differs": ""})
        print(line_of(results[-1]), flush=True)
    return results


def line_of(result):
    ns, ours = result["ns"], result["ns"]["louver"]
    others = {engine: time for engine, time in ns.items() if engine not in ("louver", "reading")}
    fastest = min(others, key=others.get, default=None)
    cells = [f"`{result['kernel']}`".replace("|", "\\|"), result["column"], f"{ours:.2f}", f"{result['bytes'] / ours:.2f}"]
    cells += [fastest or "none", f"{others[fastest]:.2f}" if fastest else "", f"{others[fastest] / ours:.1f} ×" if fastest else ""]
    if result["against"] == "reading":
        ratio = ours / ns["reading"]
        cells += [f"≤ {result['aim']} × reading: {ratio:.2f} ×, {'reached' if ratio <= result['aim'] else 'missed'}"]
    elif result["aim"]:
        against = result["against"] or fastest
        ratio = ns[against] / ours
        of = f" of {against}: {ratio:.1f} ×" if against != fastest else ""
        cells += [f"{result['aim']} ×{of}, {'reached' if ratio >= result['aim'] else 'missed'}"]
    else:
        cells += [""]
    return "| " + " | ".join(cells + [result["differs"]]) + " |"


def table_of(results, runs):
    lines = ["| kernel | values | ns a value | GB/s | fastest other way | its ns | faster by | aim | the other way |", "|---|---|---|---|---|---|---|---|---|"]
    versions = f"DuckDB {duckdb.__version__}, Polars {polars.__version__}, pyarrow {pa.__version__}"
    return "\n".join(lines + [line_of(result) for result in results] + [
        "", f"{time.strftime('%Y-%m-%d')}, one of {machine()}; {versions}. Medians of {runs} runs over {ROWS:,} values in batches of {BATCH:,}."])


def publish(text, results):
    readme = HERE / "README.md"
    head, _, rest = readme.read_text().partition("<!-- kernels: begin -->")
    _, _, tail = rest.partition("<!-- kernels: end -->")
    readme.write_text(f"{head}<!-- kernels: begin -->\n{text}\n<!-- kernels: end -->{tail}")
    (HERE / "kernels.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        directory = pathlib.Path(directory)
        table = kernel_values.write(kernel_values.table(), directory / "values")
        bytes_of = {name: (pc.sum(pc.binary_length(table[name])).as_py() if pa.types.is_string(table[name].type)
                           else ROWS * table[name].type.bit_width // 8) / ROWS for name in table.column_names}
        kernels = Kernels(options.program, directory / "values")
        engines = {"duckdb": DuckDB(table), "polars": Polars(table), "pyarrow": Arrow(table)}
        cases = [case for case in kernel_cases.CASES if options.only in f"{case.column}:{case.mask}"]
        results = mask_results(kernels, engines, cases, options.runs, bytes_of, directory)
        results += comparison_results(kernels, engines, table, options.runs, bytes_of)
    if options.write:
        publish(table_of(results, options.runs), results)


if __name__ == "__main__":
    main()
