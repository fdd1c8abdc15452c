"""The bloom filters of an output: a chunk that is copied keeps the input's, byte by byte, and no other chunk has one.

DuckDB, which reads them, must find with them what is there and nothing that is not.
"""
import duckdb

import bounds
import thrift

OFFSET = 14      # in a chunk's metadata, as in parquet.thrift
PROBED = ("small", "mail", "kind")


def filters(path):
    """For each chunk, row group by row group: its leaf and the bytes of its filter, None where it has none."""
    data = path.read_bytes()
    footer = bounds.footer_of(data)
    for group in footer[4]:
        for leaf, chunk in zip(bounds.leaves(footer[2]), group[1]):
            start = chunk[3].get(OFFSET)
            if start is None:
                yield leaf.path, None
                continue
            reader = thrift.Reader(data, start)
            bits = reader.structure()[1]
            yield leaf.path, data[start:reader.position + bits]


def fault(source, target, touched, selected):
    """What is wrong with the filters of `target`; `touched` are masked or dropped columns, `selected` is whether rows went."""
    found = list(filters(target))
    if selected:
        kept = [path for path, bits in found if bits is not None]
        return f"{kept[0]}: a bloom filter of rows that are gone" if kept else None
    dropped = {path[0] for path, _ in filters(source)} - {path[0] for path, _ in found}
    wanted = [(path, bits if path[0] not in touched else None) for path, bits in filters(source) if path[0] not in dropped]
    for (path, bits), (_, other) in zip(wanted, found, strict=True):
        if bits != other:
            return f"{'.'.join(path)}: a bloom filter that should not be there" if bits is None else f"{'.'.join(path)}: another bloom filter"
    return None


def probe_fault(target, rows):
    """Asks for every value that is there, and for some that are not, in the columns that have filters."""
    with_filters = {path[0] for path, bits in filters(target) if bits is not None and len(path) == 1}
    connection = duckdb.connect()

    def excluded(column, value):
        probe = connection.execute("SELECT bool_and(bloom_filter_excludes) FROM parquet_bloom_probe(?, ?, ?)", [str(target), column, value])
        return probe.fetchone()[0]

    for column in with_filters.intersection(PROBED):
        values = {row[column] for row in rows} - {None}
        if any(excluded(column, value) for value in values):
            return f"{column}: a value that is there is not found by the bloom filter"
        strangers = [f"stranger {n}" if isinstance(next(iter(values)), str) else 10 ** 6 + n for n in range(50)]
        if not any(excluded(column, value) for value in strangers):
            return f"{column}: a bloom filter that excludes nothing"
    return None
