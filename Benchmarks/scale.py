#!/usr/bin/env python3
"""How the time of `louver rewrite` grows with rows, columns, files and workers, and how much memory it takes.

    scale.py LOUVER [--data DIRECTORY] [--to DIRECTORY] [--largest 100000000] [--runs 5] [--write]

Makes people of ten thousand rows to ten million, once (a hundred million are the file of ten million, linked ten times); the
same in one row group; ten thousand links of the file of ten thousand rows, which is of 1 MB; and tables of ten to ten
thousand columns. Whole processes from spawn to exit, inputs in the page cache, outputs to --to (/dev/shm). Fits t = a + b n to the medians,
each weighted by its size. --write puts the tables into README.md, and scale.svg and scale.json beside it.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "Jobs"))
import jobs
import louver
import readme
from memory import apart

KEY = bytes(range(32))
TIMED = {"J1": "3 of 20 columns NULL", "J3": "10 % of the rows remain", "J5": "a whole policy"}
COLUMN_ROWS = 20_000


def make_people(path, rows):
    subprocess.run([sys.executable, HERE / "Data" / "make.py", "people", path, str(rows)], check=True)


def make_one_group(path, source):
    import pyarrow.parquet as pq
    pq.write_table(pq.read_table(source), path, row_group_size=1 << 40, compression="zstd", compression_level=3)


def make_columns(path, columns):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    rng = np.random.default_rng(4)
    texts = pa.array([f"text {n}" for n in range(50)])
    arrays = []
    for number in range(columns):
        draws = rng.integers(0, 1000, COLUMN_ROWS, dtype=np.int32)
        arrays.append(texts.take(pa.array(draws % 50)) if number % 3 == 1 else pa.array(draws))
    pq.write_table(pa.table(arrays, names=[f"c{n}" for n in range(columns)]), path, compression="zstd", compression_level=3)


def made(path, make, *arguments):
    if not path.exists():
        part = path.with_suffix(".part")
        apart(make, part, *arguments)
        part.rename(path)
    return path


def linked(directory, source, count):
    if not directory.exists():
        part = directory.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        for number in range(count):
            os.link(source, part / f"{number:05d}.parquet")
        part.rename(directory)
    return directory


def tables(data, largest):
    """By rows: what is read, smallest first."""
    found, rows = {}, 10_000
    while rows <= min(largest, 10_000_000):
        found[rows] = made(data / f"people-{rows}.parquet", make_people, rows)
        rows *= 10
    if largest > 10_000_000:
        found[100_000_000] = linked(data / "people-100000000", found[10_000_000], 10)
    return found


class Clock:
    def __init__(self, program, to, runs):
        self.program, self.to, self.runs = program, to, runs
        self.key = to / "key"
        self.key.write_bytes(KEY)

    def once(self, command, target):
        start = time.perf_counter()
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        if status:
            sys.exit(f"failed: {command}")
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    def measure(self, command, source):
        """Medians: seconds, seconds of processors, and MiB at the peak."""
        # What a directory is read from is written to one; so is what comes to more files than one.
        target = self.to / "out"
        full = [str(part) for part in command(source, f"{target}/")]
        return [statistics.median(values) for values in zip(*(self.once(full, target) for _ in range(self.runs)))]

    def job(self, name, source, *options):
        job = jobs.jobs(5_000_000)[name]
        return self.measure(lambda source, target: [*louver.command(self.program, job, source, target, self.key), *options], source)

    def rewrite(self, source, *options):
        return self.measure(lambda source, target: [self.program, "--quiet", "rewrite", source, target, *options], source)


def fit(points):
    """a and b of t = a + b n, the squares of relative errors being least; and the largest of these errors."""
    weights = [(n, t, 1 / t ** 2) for n, t in points]
    s, sn, snn, st, snt = (sum(f(n, t) * w for n, t, w in weights) for f in (
        lambda n, t: 1, lambda n, t: n, lambda n, t: n * n, lambda n, t: t, lambda n, t: n * t))
    b = (s * snt - sn * st) / (s * snn - sn * sn)
    a = (st - b * sn) / s
    return a, b, max(abs(a + b * n - t) / t for n, t in points)


def curve(title, unit, series):
    """A table of medians, one line a size, and the fits; `series`: name → [(size, seconds, processors, MiB)]."""
    lines = [f"| {title} | " + " | ".join(f"{name}: s, MiB" for name in series) + " |", "|---|" + "---|" * len(series)]
    for at, first in enumerate(next(iter(series.values()))):
        cells = [f"{points[at][1]:.3f}, {points[at][3]:.0f}" for points in series.values()]
        lines.append(f"| {first[0]:,} | " + " | ".join(cells) + " |")
    for name, points in series.items():
        a, b, worst = fit([point[:2] for point in points])
        lines.append("")
        lines.append(f"{name}: {max(a, 0) * 1e3:.0f} ms + {b * 1e9:.3g} ns a {unit}; no point is further from that than {worst * 100:.0f} %.")
    return "\n".join(lines)


def chart(series):
    """Seconds by rows, both logarithmic, with the fits."""
    colors = ["#2a7f62", "#c08a2b", "#3b6ea5"]
    sizes = [point[0] for points in series.values() for point in points]
    times = [point[1] for points in series.values() for point in points]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    left, right = math.log10(min(sizes)), math.log10(max(sizes))
    x = lambda n: 60 + 520 * (math.log10(n) - left) / (right - left)
    y = lambda t: 330 - 290 * (math.log10(t) - low) / (high - low)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" width="760" height="380" font-family="sans-serif" font-size="13">',
             '<rect width="760" height="380" fill="#ffffff"/>', '<text x="60" y="20" fill="#222222">seconds by rows; lines: a + b n</text>']
    for power in range(low, high + 1):
        parts.append(f'<line x1="60" x2="580" y1="{y(10 ** power):.1f}" y2="{y(10 ** power):.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="52" y="{y(10 ** power) + 4:.1f}" text-anchor="end" fill="#222222">{10 ** power:g}</text>')
    for n in sorted(set(sizes)):
        parts.append(f'<text x="{x(n):.1f}" y="352" text-anchor="middle" fill="#222222">{n:,}</text>')
    for (name, points), color in zip(series.items(), colors):
        a, b, _ = fit([point[:2] for point in points])
        steps = [10 ** (left + (right - left) * step / 60) for step in range(61)]
        line = " ".join(f"{x(n):.1f},{y(max(a + b * n, 10 ** low)):.1f}" for n in steps)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x(point[0]):.1f}" cy="{y(point[1]):.1f}" r="4" fill="{color}"/>' for point in points]
        parts.append(f'<text x="590" y="{y(points[-1][1]) + 4:.1f}" fill="{color}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def publish(text, results):
    readme.put("scale", text)
    (HERE / "scale.json").write_text(json.dumps(results, indent=1) + "\n")
    (HERE / "scale.svg").write_text(chart(results["rows"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parent / ".build" / "scale")
    parser.add_argument("--to", type=pathlib.Path, default=pathlib.Path("/dev/shm/louver-scale"))
    parser.add_argument("--largest", type=int, default=100_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    options.to.mkdir(parents=True, exist_ok=True)
    clock = Clock(options.louver, options.to, options.runs)
    people = tables(options.data, options.largest)

    rows = {f"{name} {what}": [(n, *clock.job(name, source)) for n, source in people.items()] for name, what in TIMED.items()}
    parts = [curve("rows", "row", rows), "![Seconds by rows](scale.svg)"]
    print(parts[0], flush=True)

    wide = {n: made(options.data / f"columns-{n}.parquet", make_columns, n) for n in (10, 100, 1000, 10_000)}
    columns = {"all copied": [(n, *clock.rewrite(source)) for n, source in wide.items()],
               "half the rows": [(n, *clock.rewrite(source, "--where", "c0 < 500")) for n, source in wide.items()]}
    parts.append(curve(f"columns, {COLUMN_ROWS:,} rows", "column", columns))
    print(parts[-1], flush=True)

    shapes = {"10,000 files of 1 MB": (linked(options.data / "small", people[10_000], 10_000), 10 ** 8)}
    if 10_000_000 in people:
        shapes["one row group of 10 million rows"] = (
            made(options.data / "one-group.parquet", make_one_group, people[10_000_000]), 10 ** 7)
        shapes["10 row groups of a million rows"] = (people[10_000_000], 10 ** 7)
    found = {shape: {name: clock.job(name, source) for name in TIMED} for shape, (source, _) in shapes.items()}
    lines = ["| shape | " + " | ".join(f"{name}: ns a row, MiB" for name in TIMED) + " |", "|---|" + "---|" * len(TIMED)]
    for shape, by_job in found.items():
        cells = [f"{by_job[name][0] / shapes[shape][1] * 1e9:.0f}, {by_job[name][2]:.0f}" for name in TIMED]
        lines.append(f"| {shape} | " + " | ".join(cells) + " |")
    parts.append("\n".join(lines))
    print(parts[-1], flush=True)

    source = people[min(10_000_000, max(people))]
    workers = {name: [clock.job(name, source, "--threads", str(n))[0] for n in (1, 2)] for name in ("J2", "J5", "J10")}
    lines = ["| job | one worker, s | two, s | faster by |", "|---|---|---|---|"]
    lines += [f"| {name} | {one:.2f} | {two:.2f} | {one / two:.2f} × |" for name, (one, two) in workers.items()]
    parts.append("\n".join(lines))
    print(parts[-1], flush=True)
    if options.write:
        results = {"date": time.strftime("%Y-%m-%d"), "runs": options.runs, "rows": rows, "columns": columns, "shapes": found, "workers": workers}
        publish("\n\n".join([*parts, f"{results['date']}, medians of {options.runs} runs."]), results)


if __name__ == "__main__":
    main()
