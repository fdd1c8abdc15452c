"""The jobs in the SQL of DuckDB, DataFusion and ClickHouse, each mask the fastest way found in it.

None has a keyed hash; they compute SHA-256 of a prefix and the value, about half the work of the HMAC-SHA-256 that Louver computes.
"""
import jobs

PREFIX = "a secret prefix:"


class Dialect:
    """What differs is in subclasses; here is what two of them share."""
    null = "CAST(NULL AS VARCHAR)"

    def condition(self, c):
        if isinstance(c, jobs.Since):
            return f"{c.column} {'<' if c.negated else '>='} {self.day(c.day)}"
        values = ", ".join(repr(v) for v in c.values)
        return f"{c.column} {'NOT IN' if c.negated else 'IN'} ({values})"

    def day(self, day):
        return f"TIMESTAMP '{day} 00:00:00'"

    def masked(self, column, mask):
        if isinstance(mask, tuple):
            return f"CASE WHEN {self.condition(mask[1])} THEN {self.masked(column, mask[0])} ELSE {column} END"
        if isinstance(mask, jobs.Pattern):
            return self.replaced(column, mask.pattern, mask.replacement, mask.everywhere)
        if mask == "null":
            return "NULL" if column in ("salary",) else self.null
        return "'REDACTED'" if mask == "redacted" else getattr(self, mask)(column)

    def select(self, job, columns):
        parts = [f"{self.masked(c, job.masks[c])} AS {c}" if c in job.masks else c for c in columns if c != "items"]
        if "items" in columns:
            parts.insert(columns.index("items"), f"{self.items()} AS items")
        return ", ".join(parts)

    def where(self, job):
        return " WHERE " + " AND ".join(self.condition(c) for c in job.rows) if job.rows else ""

    def domain(self, c):
        return f"'***@' || split_part({c}, '@', 2)"

    def last4(self, c):
        return f"'***********' || right({c}, 4)"

    def first3(self, c):
        return f"substr({c}, 1, 3) || '**'"

    def year(self, c):
        return f"CAST(date_trunc('year', {c}) AS DATE)"

    def floor5000(self, c):
        return f"CAST({c} - {c} % 5000 AS DECIMAL(12,2))"

    def replaced(self, c, pattern, replacement, everywhere):
        return f"regexp_replace({c}, '{pattern}', '{replacement}'{', ' + repr('g') if everywhere else ''})"

    def network(self, c):
        return f"regexp_replace({c}, '[0-9]+$', '0')"


class DuckDB(Dialect):
    def hash(self, c):
        return f"sha256('{PREFIX}' || {c})"

    def network(self, c):
        return f"{c}[1:length({c}) - strpos(reverse({c}), '.')] || '.0'"

    def items(self):
        return ("list_transform(items, lambda i: struct_pack(sku := i.sku, quantity := i.quantity, price := i.price, "
                "discount := i.discount, gift_note := NULL::VARCHAR))")


class DataFusion(Dialect):
    def hash(self, c):
        return f"encode(sha256('{PREFIX}' || {c}), 'hex')"

    def items(self):
        return "without_note(items)"


class ClickHouse(Dialect):
    null = "CAST(NULL AS Nullable(String))"

    def day(self, day):
        return f"toDateTime64('{day} 00:00:00', 6, 'UTC')"

    def hash(self, c):
        return f"lower(hex(SHA256(concat('{PREFIX}', {c}))))"

    def domain(self, c):
        return f"concat('***', substring({c}, position({c}, '@')))"

    def last4(self, c):
        return f"concat('***********', right({c}, 4))"

    def first3(self, c):
        return f"concat(substring({c}, 1, 3), '**')"

    def year(self, c):
        return f"makeDate32(toYear({c}), 1, 1)"

    def floor5000(self, c):
        return f"CAST(intDiv(toInt64({c}), 5000) * 5000 AS Decimal(12, 2))"

    def network(self, c):
        return f"replaceRegexpOne({c}, '[0-9]+$', '0')"

    def replaced(self, c, pattern, replacement, everywhere):
        return f"replaceRegexp{'All' if everywhere else 'One'}({c}, '{pattern}', '{replacement}')"

    def items(self):
        kind = ("Array(Tuple(sku Nullable(String), quantity Nullable(Int32), price Nullable(Float64), "
                "discount Nullable(Float64), gift_note Nullable(String)))")
        return f"CAST(arrayMap(i -> (i.1, i.2, i.3, i.4, {self.null}), items) AS {kind})"


def with_duckdb(job, columns, source, target, threads):
    import duckdb
    dialect = DuckDB()
    # Keeping the order of rows costs DuckDB half as much again; it is not asked to.
    duckdb.sql(f"SET threads = {threads}; SET preserve_insertion_order = false")
    duckdb.sql(f"COPY (SELECT {dialect.select(job, columns)} FROM read_parquet('{source}'){dialect.where(job)}) TO '{target}' "
               "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION V2)")


def with_datafusion(job, columns, source, target, threads):
    import datafusion
    import pyarrow as pa
    config = datafusion.SessionConfig().with_target_partitions(threads)
    config = config.set("datafusion.execution.parquet.maximum_parallel_row_group_writers", str(threads))
    config = config.set("datafusion.execution.parquet.maximum_buffered_record_batches_per_stream", "32")
    context, dialect = datafusion.SessionContext(config), DataFusion()
    context.register_parquet("t", source)

    def without_note(items):
        fields = list(items.type.value_type)
        children = [pa.nulls(len(items.values), f.type) if f.name == "gift_note" else items.values.field(i) for i, f in enumerate(fields)]
        return pa.ListArray.from_arrays(items.offsets, pa.StructArray.from_arrays(children, fields=fields), type=items.type)

    if "items" in columns:
        kind = context.table("t").schema().field("items").type
        context.register_udf(datafusion.udf(without_note, [kind], kind, "immutable", name="without_note"))
    context.sql(f"COPY (SELECT {dialect.select(job, columns)} FROM t{dialect.where(job)}) TO '{target}' "
                "STORED AS PARQUET OPTIONS ('compression' 'zstd(3)')").collect()


def with_chdb(job, columns, source, target, threads):
    import chdb
    dialect = ClickHouse()
    settings = {"max_threads": threads, "output_format_parquet_compression_method": "'zstd'", "output_format_compression_level": 3,
                "engine_file_truncate_on_insert": 1, "output_format_parquet_row_group_size": 250_000,
                "output_format_parquet_write_bloom_filter": 0, "session_timezone": "'UTC'", "prefer_column_name_to_alias": 1}
    chdb.query(f"INSERT INTO FUNCTION file('{target}', 'Parquet') SELECT {dialect.select(job, columns)} "
               f"FROM file('{source}', 'Parquet'){dialect.where(job)} SETTINGS {', '.join(f'{k} = {v}' for k, v in settings.items())}")
