#!/usr/bin/env python3
"""Times `louver rewrite` against DuckDB and Polars on one file, in turn, in one run.

    rewrite.py LOUVER DATA [--runs 5] [--to DIRECTORY] [--write]

Whole processes, from spawn to exit, on all cores, outputs to DIRECTORY (/dev/shm: no disk in the figures), the input in
the page cache. A run during which other processes used more than a tenth of a core is repeated, at most as often as there are
runs. Outputs must be equal in value. --write puts the table into README.md and all figures into rewrite.json.
"""
import argparse
import concurrent.futures
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

import equal
import peers

HERE = pathlib.Path(__file__).resolve().parent
KEY = bytes(range(32))
JOBS = {"null": "3 of 20 columns NULL", "hash": "3 of 20 columns hashed"}
TICKS = os.sysconf("SC_CLK_TCK")


def apart(function, *arguments):
    """Calls in a process of its own: a measured process's peak of memory starts from that of the process that made it,
    so this one stays small."""
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def describe(data):
    import pyarrow.parquet as pq
    footer = pq.ParquetFile(data).metadata
    return {"rows": footer.num_rows, "columns": footer.num_columns, "row_groups": footer.num_row_groups,
            "bytes": data.stat().st_size, "created_by": footer.created_by}


def busy():
    """Seconds that all cores together have worked."""
    ticks = [int(n) for n in open("/proc/stat").readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / TICKS


def commands(louver, data, to):
    key = to / "key"
    key.write_bytes(KEY)
    mask = {"null": "null", "hash": "hash"}

    def command(engine, job):
        target = to / f"{engine}-{job}.parquet"
        if engine == "louver":
            columns = [f"--mask={c}={mask[job]}" for c in peers.NULLED]
            return [louver, "--quiet", "rewrite", data, target, *columns, "--key-file", key], target
        return [sys.executable, HERE / "peers.py", engine, job, data, target], target
    return command


def once(command, target):
    target.unlink(missing_ok=True)
    before, start = busy(), time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    own = usage.ru_utime + usage.ru_stime
    if status:
        sys.exit(f"{command[0]} failed: {command}")
    return {"wall": round(wall, 3), "cpu": round(own, 2), "peak_mb": usage.ru_maxrss // 1024,
            "noise": round(max(0, (busy() - before - own) / wall), 2), "output_bytes": target.stat().st_size}


def measure(command, engines, job, runs):
    """Engine → its runs, quiet ones where there were enough."""
    taken = {engine: [] for engine in engines}
    for turn in range(2 * runs):
        for engine, done in taken.items():
            if turn < runs or sum(run["noise"] <= .1 for run in done) < runs:
                done.append(once(*command(engine, job)))
    return {engine: sorted(done, key=lambda run: run["noise"] > .1)[:runs] for engine, done in taken.items()}


def versions(louver):
    said = subprocess.run([louver, "--version"], capture_output=True, text=True).stdout.split()
    return {"louver": said[-1] if said else "?", "duckdb": importlib.metadata.version("duckdb"), "polars": importlib.metadata.version("polars")}


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{len(os.sched_getaffinity(0))} cores of {model}"


def table(results):
    median = statistics.median
    lines = ["| job | engine | seconds (least–most) | CPU seconds | peak MB | output MB | Louver is faster by |", "|---|---|---|---|---|---|---|"]
    for job, engines in results["jobs"].items():
        ours = median(run["wall"] for run in engines["louver"])
        for engine, runs in engines.items():
            walls = [run["wall"] for run in runs]
            ratio = "" if engine == "louver" else f"{median(walls) / ours:.1f} ×"
            lines.append(
                f"| {JOBS[job]} | {engine} {results['versions'][engine]} | {median(walls):.2f} ({min(walls):.2f}–{max(walls):.2f}) "
                f"| {median(run['cpu'] for run in runs):.2f} | {median(run['peak_mb'] for run in runs):.0f} "
                f"| {runs[0]['output_bytes'] / 1e6:.1f} | {ratio} |")
    data = results["data"]
    noisy = sum(run["noise"] > .1 for engines in results["jobs"].values() for runs in engines.values() for run in runs)
    lines += ["", f"{results['date']}, {results['machine']}. Medians of {results['runs']} runs"
              + (f", {noisy} of all runs with other work on the machine" if noisy else "")
              + f". Input: {data['rows']:,} rows, {data['columns']} columns, {data['row_groups']} row groups, "
              f"{data['bytes'] / 1e6:.0f} MB, by {data['created_by']}."]
    return "\n".join(lines)


def publish(text, results):
    readme = HERE / "README.md"
    head, _, rest = readme.read_text().partition("<!-- rewrite: begin -->")
    _, _, tail = rest.partition("<!-- rewrite: end -->")
    readme.write_text(f"{head}<!-- rewrite: begin -->\n{text}\n<!-- rewrite: end -->{tail}")
    (HERE / "rewrite.json").write_text(json.dumps(results, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--to", type=pathlib.Path, default=pathlib.Path("/dev/shm/louver-benchmark"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    louver, data = options.louver.resolve(), options.data.resolve()
    options.to.mkdir(parents=True, exist_ok=True)
    results = {
        "date": time.strftime("%Y-%m-%d"), "machine": machine(), "runs": options.runs, "versions": versions(louver),
        "data": apart(describe, data), "jobs": {}}
    command = commands(louver, data, options.to)
    subprocess.run(["cat", data], stdout=subprocess.DEVNULL, check=True)
    for job in JOBS:
        results["jobs"][job] = measure(command, ("louver", "duckdb", "polars"), job, options.runs)
        outputs = {engine: command(engine, job)[1] for engine in results["jobs"][job]}
        for engine in ("duckdb", "polars"):
            wrong = apart(equal.equal, outputs["louver"], outputs[engine], data, peers.HASHED if job == "hash" else (), KEY)
            if wrong:
                sys.exit(f"{job}: louver and {engine}: {wrong}")
        for output in outputs.values():
            output.unlink()
    text = table(results)
    print(text)
    if options.write:
        publish(text, results)


if __name__ == "__main__":
    main()
