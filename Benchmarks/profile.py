#!/usr/bin/env python3
"""Where the time of each job goes, by kind of work, as `perf` samples it.

    profile.py LOUVER DIRECTORY [--jobs J1,J2] [--functions N] [--write]

DIRECTORY holds the inputs of the jobs (Jobs/bench.py makes them). Needs perf and the right to use it. Prints for each job the parts of
its processors' time in percent, and the functions that take most; --write puts the table into README.md.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "Jobs"))
import jobs
import louver
import readme

ROWS = {"people": 5_000_000, "sorted": 5_000_000, "events": 1_000_000, "nested": 1_000_000}
KINDS = ["decompressing", "compressing", "reading and writing", "other system", "hashes", "patterns", "decoding", "dictionaries", "masks",
         "selecting", "encoding and bounds", "moving memory", "allocating, counting references", "starting", "rest"]
# The first that matches counts.
SYMBOLS = [
    ("hashes", r"hmac|sha256|^compress$|many_even|MessageKey"), ("patterns", r"pcre2|jit|Regular|Replaced|\[unknown\]"),
    ("dictionaries", r"intern|hash_strings|mark_fresh|EntryIDs|DictionaryUse|ByteTable|NumberTable|OutputDictionary|EntryTable|Pool"),
    ("masks", r"louver_mask|Kernel|Rounding|StoredDecimals|LeafMasker|CellBlend|CellStructure|Variants|Truncat|shown"),
    ("decoding", r"split_byte|unpack|[Dd]ecod|Levels|LevelSection|ListContinuity|UTF8|utf8|ThriftReader|varint|PageWalk|PageHeader"),
    ("selecting", r"select|[Gg]ather|Bitmap|Condition|compar|RowCursor|AlignedReader"),
    ("encoding and bounds", r"pack_|encode|join_byte|[Bb]ounds|ValueBuffer|PendingPage|PageStructure|Statistics|BitWriter|ChunkWriter|crc"),
    ("moving memory", r"mem(move|cpy|set|cmp)|copyContents|ByteStrings|append"),
    ("allocating, counting references", r"alloc|free|retain|release|RefCount|unlink_chunk|consolidate|isUniquely"),
    ("starting", r"^_dl_|do_lookup|_swift_|Demangle|check_match|strcmp|_init"),
]
READING = re.compile(r"copy_|_iter|shmem|filemap|folio|splice|pipe|read|write|ext4|page_cache")


def command(program, name, directory, to):
    job = jobs.jobs(ROWS["people"])[name]
    key = to / "key"
    key.write_bytes(bytes(range(32)))
    target = to / "out.parquet"
    target.unlink(missing_ok=True)
    return louver.command(program, job, directory / f"{job.data}-{ROWS[job.data]}.parquet", target, key)


def first_decompressor(program):
    """Where libzstd's decompressor begins: it stands behind the compressor, and neither has names of its own for what it does."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    library = re.search(r"libzstd\S* => (\S+)", linked)[1]
    symbols = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    return min(int(line.split()[0], 16) for line in symbols.splitlines() if "DDict" in line or "DCtx" in line)


def kind(library, symbol, edge):
    if "zstd" in library:
        decompresses = int(symbol, 16) >= edge if symbol.startswith("0x") else re.search("DCtx|DDict|ecompress", symbol)
        return "decompressing" if decompresses else "compressing"
    if "kernel" in library:
        return "reading and writing" if READING.search(symbol) else "other system"
    return next((name for name, pattern in SYMBOLS if re.search(pattern, symbol)), "rest")


def sampled(command, to):
    """(library, symbol) → percent."""
    data = to / "perf.data"
    subprocess.run(["perf", "record", "-q", "-F", "1500", "-o", data, "--", *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = subprocess.run(["perf", "report", "-i", data, "--stdio", "-q", "--sort", "dso,sym", "-F", "overhead,dso,sym", "--field-separator", "|"],
                          capture_output=True, text=True, check=True).stdout
    parts = collections.Counter()
    for line in text.splitlines():
        fields = line.split("|", 2)
        if len(fields) == 3:
            parts[fields[1].strip(), re.sub(r"^\[.\] ", "", fields[2].strip())] += float(fields[0].strip()[:-1])
    return parts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--functions", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    wanted = options.jobs.split(",") if options.jobs else list(jobs.jobs(ROWS["people"]))
    edge, table = first_decompressor(options.louver), {}
    with tempfile.TemporaryDirectory(dir="/dev/shm") as to:
        to = pathlib.Path(to)
        for name in wanted:
            parts = sampled(command(options.louver, name, options.directory, to), to)
            whole = sum(parts.values())
            table[name] = collections.Counter()
            for (library, symbol), percent in parts.items():
                table[name][kind(library, symbol, edge)] += 100 * percent / whole
            print(name, ", ".join(f"{k} {table[name][k]:.0f}" for k in KINDS if table[name][k] >= .5))
            for (library, symbol), percent in collections.Counter({p: n for p, n in parts.items() if "zstd" not in p[0]}).most_common(options.functions):
                print(f"  {100 * percent / whole:5.1f} % {symbol[:100]}")
    lines = ["| percent of processors' time | " + " | ".join(wanted) + " |", "|---|" + "---|" * len(wanted)]
    for k in KINDS:
        cells = [f"{table[name][k]:.0f}" if table[name][k] >= .5 else "" for name in wanted]
        if any(cells):
            lines.append(f"| {k} | " + " | ".join(cells) + " |")
    print("\n".join(lines))
    if options.write:
        readme.put("profiles", "\n".join(lines))


if __name__ == "__main__":
    main()
