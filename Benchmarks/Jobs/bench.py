#!/usr/bin/env python3
"""Runs every job on Louver and on the other engines, in turn, in one run, and writes what came out.

    bench.py LOUVER LIMITS DIRECTORY [--rows N] [--runs 5] [--jobs J1,J2] [--engines louver,polars] [--to DIRECTORY] [--jars DIRECTORY] [--write]

DIRECTORY holds the files that Data/make.py makes, and gets them where they are missing. Whole processes from spawn to exit, on all
cores, outputs to --to (/dev/shm: no disk in the figures), the inputs in the page cache. A run during which other processes used more than
a tenth of a core is repeated, at most as often as there are runs. An engine whose first run takes half as long again as that of the quickest of the
others decides nothing, and is not run again. Outputs must be equal in value to Louver's, or the engine has no figure. LIMITS is
the program louver-limits, --jars a folder of parquet-java's and Hadoop's jars, without which parquet-java is left out.
"""
import argparse
import concurrent.futures
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import platform
import subprocess
import sys
import time

import bound
import equal
import jobs
import louver
import report

HERE = pathlib.Path(__file__).resolve().parent
KEY = bytes(range(32))
TICKS = os.sysconf("SC_CLK_TCK")


def apart(function, *arguments):
    """Calls in a process of its own: a measured process's peak of memory starts from that of the process that made it,
    so this one stays small."""
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def describe(file):
    import pyarrow.parquet as pq
    footer = pq.ParquetFile(file).metadata
    return {"rows": footer.num_rows, "columns": footer.num_columns, "row_groups": footer.num_row_groups, "bytes": file.stat().st_size}


def rows_of(file):
    return describe(file)["rows"]


def data(directory, rows):
    directory.mkdir(parents=True, exist_ok=True)
    files = {}
    for kind, count in (("people", rows), ("sorted", rows), ("events", rows // 5), ("nested", rows // 5)):
        files[kind] = directory / f"{kind}-{count}.parquet"
        if not files[kind].exists():
            print(f"making {files[kind]}", file=sys.stderr)
            subprocess.run([sys.executable, HERE.parent / "Data" / "make.py", kind, files[kind], str(count)], check=True)
    return files


def busy():
    """Seconds that all cores together have worked."""
    ticks = [int(n) for n in open("/proc/stat").readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / TICKS


def once(command, target):
    target.unlink(missing_ok=True)
    before, start = busy(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    own = usage.ru_utime + usage.ru_stime
    if status:
        return said.strip().splitlines()[-1:] or [f"status {status}"]
    return {"wall": round(wall, 3), "cpu": round(own, 2), "peak_mb": usage.ru_maxrss // 1024,
            "noise": round(max(0, (busy() - before - own) / wall), 2), "output_bytes": target.stat().st_size}


class Machine:
    """Makes commands, and runs them."""

    def __init__(self, options, files):
        self.options, self.files = options, files
        self.key = options.to / "key"
        self.key.write_bytes(KEY)
        self.rewriter = options.jars and self.compiled(options.jars)

    def compiled(self, jars):
        classes = self.options.to / "classes"
        subprocess.run(["javac", "-cp", f"{jars}/*", "-d", classes, HERE / "Rewriter.java"], check=True)
        return ["java", "-cp", f"{classes}:{jars}/*", "Rewriter"]

    def target(self, engine, name):
        return self.options.to / f"{engine}-{name}.parquet"

    def command(self, engine, name, job):
        source, target = self.files[job.data], self.target(engine, name)
        if engine == "louver":
            return louver.command(self.options.louver, job, source, target, self.key)
        if engine == "parquet-java":
            return [*self.rewriter, str(source), str(target), *job.masks]
        return [sys.executable, str(HERE / "engine.py"), engine, name, str(self.options.rows), str(source), str(target)]

    def measure(self, name, job, engines):
        """Engine → its runs, quiet ones where there were enough; and engine → why it has none."""
        taken, failed = {engine: [] for engine in engines}, {}
        for turn in range(2 * self.options.runs):
            quickest = min((runs[0]["wall"] for engine, runs in taken.items() if engine != "louver" and runs), default=0)
            for engine in engines:
                done = taken[engine]
                if turn > 0 and engine != "louver" and done and done[0]["wall"] > 1.5 * quickest:
                    continue
                if engine in failed or turn >= self.options.runs <= sum(run["noise"] <= .1 for run in done):
                    continue
                run = once(self.command(engine, name, job), self.target(engine, name))
                if isinstance(run, list):
                    failed[engine] = run[0] if run else "failed"
                else:
                    done.append(run)
        return {e: sorted(runs, key=lambda run: run["noise"] > .1)[:self.options.runs] for e, runs in taken.items() if e not in failed}, failed

    def unequal(self, name, job, engine):
        ours, theirs = self.target("louver", name), self.target(engine, name)
        hashed = [c for c, m in job.masks.items() if m == "hash"]
        return apart(equal.equal, ours, theirs, self.files[job.data], hashed, KEY, job.key)


def versions(program, jars):
    found = {"louver": subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split()[-1]}
    for engine in ("polars", "duckdb", "datafusion", "pyarrow", "chdb"):
        try:
            found[engine] = importlib.metadata.version(engine)
        except importlib.metadata.PackageNotFoundError:
            pass
    if jars:
        found["parquet-java"] = next(jars.glob("parquet-hadoop-[0-9]*.jar")).stem.removeprefix("parquet-hadoop-")
    return found


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{len(os.sched_getaffinity(0))} cores of {model}"


def copy_rate(file, to):
    """Bytes a second of `cp` from the page cache, the best of three."""
    best = min(timed(["cp", file, to / "copy"]) for _ in range(3))
    (to / "copy").unlink()
    return file.stat().st_size / best


def timed(command):
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def run_job(maker, name, job, found, limits, results):
    engines = ["louver", *(e for e in job.engines if e in found)]
    runs, failed = maker.measure(name, job, engines)
    if "louver" not in runs:
        sys.exit(f"{name}: louver: {failed['louver']}")
    for engine in list(runs):
        wrong = None if engine == "louver" else maker.unequal(name, job, engine)
        if wrong:
            failed[engine] = f"not equal: {wrong}"
            del runs[engine]
    share = apart(rows_of, maker.target("louver", name)) / results["data"][job.data]["rows"]
    for engine in engines:
        maker.target(engine, name).unlink(missing_ok=True)
    results["jobs"][name] = {
        "what": job.what, "goal": job.goal, "engines": runs, "failed": failed,
        "bound": round(bound.seconds(job, limits[job.data], share, results["copy_rate"], len(os.sched_getaffinity(0))), 3)}
    print(report.line(name, results["jobs"][name]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("louver", "limits", "directory"):
        parser.add_argument(name, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--engines", default="")
    parser.add_argument("--to", type=pathlib.Path, default=pathlib.Path("/dev/shm/louver-benchmark"))
    parser.add_argument("--jars", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    files = data(options.directory, options.rows)
    known = jobs.jobs(options.rows)
    wanted = options.jobs.split(",") if options.jobs else list(known)
    found = versions(options.louver, options.jars)
    if options.engines:
        found = {engine: v for engine, v in found.items() if engine in ("louver", *options.engines.split(","))}
    maker = Machine(options, files)
    kinds = sorted({known[name].data for name in wanted})
    results = {
        "date": time.strftime("%Y-%m-%d"), "machine": machine(), "runs": options.runs, "versions": found,
        "data": {kind: apart(describe, files[kind]) for kind in kinds}, "copy_rate": copy_rate(files["people"], options.to), "jobs": {}}
    limits = {}
    for kind in kinds:
        limits[kind] = json.loads(subprocess.run([options.limits, files[kind]], check=True, capture_output=True, text=True).stdout)
    for name in wanted:
        run_job(maker, name, known[name], found, limits, results)
    print(report.table(results))
    if options.write:
        report.publish(results)


if __name__ == "__main__":
    main()
