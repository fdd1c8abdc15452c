"""The jobs in Polars and pyarrow, each mask the fastest way found in it."""
import datetime
import hashlib
import os

import jobs
from sql import PREFIX


def with_polars(job, columns, source, target, threads):
    os.environ.setdefault("POLARS_MAX_THREADS", str(threads))
    import polars as pl
    import polars_hash  # noqa: F401  (gives columns their `chash`)

    def condition(c):
        if isinstance(c, jobs.Since):
            holds = pl.col(c.column) >= datetime.datetime.fromisoformat(c.day)
        else:
            holds = pl.col(c.column).is_in(list(c.values))
        return ~holds if c.negated else holds

    def masked(name, mask):
        column = pl.col(name)
        if isinstance(mask, tuple):
            return pl.when(condition(mask[1])).then(masked(name, mask[0])).otherwise(column).alias(name)
        if isinstance(mask, jobs.Pattern):
            replace = column.str.replace_all if mask.everywhere else column.str.replace
            return replace(mask.pattern, mask.replacement)
        return {
            "null": lambda: pl.lit(None) if name in ("salary",) else pl.lit(None, dtype=pl.String), "redacted": lambda: pl.lit("REDACTED"),
            "hash": lambda: (pl.lit(PREFIX) + column).chash.sha2_256(), "domain": lambda: column.str.replace("^[^@]+", "***"),
            "last4": lambda: "***********" + column.str.slice(-4), "first3": lambda: column.str.slice(0, 3) + "**",
            "year": lambda: column.dt.truncate("1y"),
            "floor5000": lambda: (column.cast(pl.Int64) // 5000 * 5000).cast(pl.Decimal(12, 2)),
            "network": lambda: column.str.replace("[0-9]+$", "0"),
        }[mask]().alias(name)

    frame = pl.scan_parquet(source)
    for c in job.rows:
        frame = frame.filter(condition(c))
    if "items.gift_note" in job.masks:
        note = pl.lit(None, dtype=pl.String).alias("gift_note")
        frame = frame.with_columns(pl.col("items").list.eval(pl.element().struct.with_fields(note)))
    else:
        frame = frame.with_columns([masked(name, mask) for name, mask in job.masks.items()])
    frame.sink_parquet(target, compression="zstd", compression_level=3)


def with_pyarrow(job, columns, source, target, threads):
    """Row groups one after the other, the next one read and masked while one is written. Columns of few values stay dictionaries."""
    import concurrent.futures
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
    pa.set_cpu_count(threads)
    few = ["city", "zip", "country", "region", "dept", "diagnosis", "user_agent"] if job.data in ("people", "sorted") else None
    unread = [c for c, m in job.masks.items() if m in ("null", "redacted") and "." not in c]
    file = pq.ParquetFile(source, read_dictionary=few)
    schema = pq.ParquetFile(source).schema_arrow

    def condition(c, table):
        if isinstance(c, jobs.Since):
            holds = pc.greater_equal(table[c.column], pa.scalar(datetime.datetime.fromisoformat(c.day), pa.timestamp("us")))
        else:
            holds = pc.is_in(table[c.column], pa.array(c.values, table.schema.field(c.column).type if few is None else None))
        return pc.invert(holds) if c.negated else holds

    def digests(values):
        prefix = hashlib.sha256(PREFIX.encode())

        def digest(value):
            state = prefix.copy()
            state.update(value)
            return state.hexdigest()
        return pa.array([None if v is None else digest(v) for v in values.cast(pa.binary()).to_pylist()], pa.string())

    def of_each(column, function):
        """Of a dictionary only its values."""
        return pa.chunked_array([
            pa.DictionaryArray.from_arrays(chunk.indices, function(chunk.dictionary)) if pa.types.is_dictionary(chunk.type)
            else function(chunk) for chunk in column.chunks])

    def joined(*parts):
        return pc.binary_join_element_wise(*parts, "")

    def masked(name, mask, table):
        if isinstance(mask, tuple):
            old, holds = table[name], condition(mask[1], table)
            if mask[0] == "null":
                if pa.types.is_dictionary(old.type):
                    old, holds = old.combine_chunks(), holds.combine_chunks()
                    return pa.DictionaryArray.from_arrays(
                        pc.if_else(holds, pa.scalar(None, old.indices.type), old.indices), old.dictionary)
                return pc.if_else(holds, pa.scalar(None, old.type), old)
            plain = old.cast(pa.string())
            return pc.if_else(holds, masked(name, mask[0], table).cast(pa.string()), plain)
        if isinstance(mask, jobs.Pattern):
            return of_each(table[name], lambda v: pc.replace_substring_regex(
                v, mask.pattern, mask.replacement, max_replacements=None if mask.everywhere else 1))
        if mask == "null":
            return pa.nulls(table.num_rows, schema.field(name).type)
        if mask == "redacted":
            return pa.DictionaryArray.from_arrays(pa.nulls(table.num_rows, pa.int32()).fill_null(0), pa.array(["REDACTED"]))
        return of_each(table[name], {
            "hash": digests, "domain": lambda v: pc.replace_substring_regex(v, "^[^@]+", "***"),
            "last4": lambda v: joined(pa.scalar("***********"), pc.utf8_slice_codeunits(v, -4, None)),
            "first3": lambda v: joined(pc.utf8_slice_codeunits(v, 0, 3), pa.scalar("**")),
            "year": lambda v: pc.floor_temporal(v, unit="year"),
            "floor5000": lambda v: pc.multiply(pc.divide(v.cast(pa.int64(), safe=False), 5000), 5000)
            .cast(pa.decimal128(21, 2)).cast(pa.decimal128(12, 2)),
            "network": lambda v: pc.replace_substring_regex(v, "[0-9]+$", "0"),
        }[mask])

    def without_note(items):
        fields = list(items.type.value_type)
        children = [pa.nulls(len(items.values), f.type) if f.name == "gift_note" else items.values.field(i) for i, f in enumerate(fields)]
        return pa.ListArray.from_arrays(items.offsets, pa.StructArray.from_arrays(children, fields=fields), type=items.type)

    def group(number):
        table = file.read_row_group(number, columns=[c for c in schema.names if c not in unread])
        for c in job.rows:
            table = table.filter(condition(c, table))
        if "items.gift_note" in job.masks:
            new = {"items": pa.chunked_array([without_note(chunk) for chunk in table["items"].chunks])}
        else:
            new = {name: masked(name, mask, table) for name, mask in job.masks.items()}
        return pa.table({name: new.get(name, table[name] if name not in new else None) for name in schema.names})

    with concurrent.futures.ThreadPoolExecutor(1) as ahead:
        following, writer = ahead.submit(group, 0), None
        for number in range(file.num_row_groups):
            table = following.result()
            if number + 1 < file.num_row_groups:
                following = ahead.submit(group, number + 1)
            writer = writer or pq.ParquetWriter(target, table.schema, compression="zstd", compression_level=3)
            writer.write_table(table)
        writer.close()
