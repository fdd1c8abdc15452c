"""The least time in which a job's bytes can be touched on this machine, from what louver-limits and `cp` measured in the same run.

Pages of columns that a mask has to see, or of which rows go, are decompressed, and compressed again in proportion to the rows that remain, at
zstd's level 1; hashes are computed; everything that is written is copied once at the rate of `cp`. Nothing else costs anything: no
decoding, no masks, no encoding, no start. Columns that show nothing are not read; of dictionary encoded ones, all rows of which
remain, only dictionaries are; masks of few results and hashes need no compressor. Of a file that is sorted by what rows are chosen by, only
the pages of these rows are read.
"""
import jobs


def seconds(job, limits, share, copy_rate, workers):
    columns, cpu, written = limits["columns"], 0.0, 0.0
    filtered = bool(job.rows)
    touched = share if job.data == "sorted" else 1
    conditions = {m[1].column for m in job.masks.values() if isinstance(m, tuple)}
    for name, column in columns.items():
        mask = job.masks.get(name)
        kind = mask[0] if isinstance(mask, tuple) else mask
        if kind in ("null", "redacted") and not isinstance(mask, tuple):
            continue
        written += share * column["stored"]
        if kind is None and not filtered:
            if name in conditions:
                cpu += column["decompress"]
            continue
        if column["dictionary"] and not filtered and not isinstance(mask, tuple):
            continue
        cpu += touched * column["decompress"]
        if kind == "hash":
            values = column["raw"] / 20
            cpu += share * values * limits["hash"]
        elif kind is None or isinstance(kind, jobs.Pattern):
            cpu += share * column["compress1"]
    return cpu / workers + written / copy_rate
