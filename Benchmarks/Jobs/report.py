"""Tables and a chart of what bench.py measured."""
import json
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
BENCHMARKS = HERE.parent
median = statistics.median


def walls(runs):
    return [run["wall"] for run in runs]


def best_peer(job):
    """The fastest other engine and its median, or None."""
    peers = {e: median(walls(runs)) for e, runs in job["engines"].items() if e != "louver"}
    return min(peers.items(), key=lambda p: p[1], default=None)


def line(name, job):
    times = "  ".join(f"{e} {median(walls(runs)):.2f} s" for e, runs in job["engines"].items())
    return f"{name}: {times}" + "".join(f"  {e}: {why}" for e, why in job["failed"].items())


def summary(results):
    lines = ["| job | Louver, s | best other, s | faster by | goal | bound, s | times the bound |", "|---|---|---|---|---|---|---|"]
    for name, job in results["jobs"].items():
        ours, peer = median(walls(job["engines"]["louver"])), best_peer(job)
        ratio = peer[1] / ours if peer else 0
        reached = "reached" if ratio >= job["goal"] else "missed"
        lines.append(
            f"| {name} {job['what']} | {ours:.2f} | " + (f"{peer[0]} {peer[1]:.2f} | {ratio:.1f} × | {job['goal']:g} ×, {reached}" if peer else " |  | ")
            + f" | {job['bound']:.2f} | {ours / job['bound']:.1f} |")
    return "\n".join(lines)


def details(results):
    lines = ["| job | engine | seconds (least–most) | CPU seconds | peak MB | output MB |", "|---|---|---|---|---|---|"]
    for name, job in results["jobs"].items():
        for engine, runs in job["engines"].items():
            lines.append(
                f"| {name} | {engine} {results['versions'][engine]} | {median(walls(runs)):.2f} ({min(walls(runs)):.2f}–{max(walls(runs)):.2f}) "
                f"| {median(run['cpu'] for run in runs):.2f} | {median(run['peak_mb'] for run in runs):.0f} | {runs[0]['output_bytes'] / 1e6:.1f} |")
        for engine, why in job["failed"].items():
            lines.append(f"| {name} | {engine} {results['versions'][engine]} | {why[:80]} | | | |")
    return "\n".join(lines)


def table(results):
    noisy = sum(run["noise"] > .1 for job in results["jobs"].values() for runs in job["engines"].values() for run in runs)
    data = "; ".join(
        f"{kind}: {d['rows']:,} rows, {d['columns']} columns, {d['row_groups']} row groups, {d['bytes'] / 1e6:.0f} MB" for kind, d in results["data"].items())
    note = (f"{results['date']}, {results['machine']}. Medians of {results['runs']} runs"
            + (f", {noisy} of all runs with other work on the machine" if noisy else "")
            + f"; of engines that took half as long again as the quickest of the others, one run. `cp` writes {results['copy_rate'] / 1e9:.1f} GB a second. Inputs: {data}.")
    return f"{summary(results)}\n\n{note}\n\n![Louver's speed beside the fastest other engine](jobs.svg)\n\n{details(results)}"


def chart(results):
    """Bars of how much faster Louver is than the best other engine, each with a mark at its goal."""
    rows = [(name, best_peer(job)[1] / median(walls(job["engines"]["louver"])), job["goal"]) for name, job in results["jobs"].items() if best_peer(job)]
    widest = max(max(ratio, goal) for _, ratio, goal in rows)
    scale, height = 480 / widest, 26 * len(rows) + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}" font-family="sans-serif" font-size="13">',
             f'<rect width="640" height="{height}" fill="#ffffff"/>',
             '<text x="60" y="18" fill="#222222">times as fast as the fastest other engine (mark: goal)</text>']
    for number, (name, ratio, goal) in enumerate(rows):
        top = 30 + 26 * number
        parts += [
            f'<text x="50" y="{top + 14}" text-anchor="end" fill="#222222">{name}</text>',
            f'<rect x="60" y="{top}" width="{ratio * scale:.1f}" height="18" fill="{"#2a7f62" if ratio >= goal else "#c08a2b"}"/>',
            f'<rect x="{60 + goal * scale:.1f}" y="{top - 2}" width="2" height="22" fill="#222222"/>',
            f'<text x="{66 + ratio * scale:.1f}" y="{top + 14}" fill="#222222">{ratio:.1f}</text>']
    return "\n".join([*parts, "</svg>", ""])


def publish(results):
    readme = BENCHMARKS / "README.md"
    head, _, rest = readme.read_text().partition("<!-- jobs: begin -->")
    _, _, tail = rest.partition("<!-- jobs: end -->")
    readme.write_text(f"{head}<!-- jobs: begin -->\n{table(results)}\n<!-- jobs: end -->{tail}")
    (BENCHMARKS / "jobs.json").write_text(json.dumps(results, indent=1) + "\n")
    (BENCHMARKS / "jobs.svg").write_text(chart(results))
