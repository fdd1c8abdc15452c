"""Parquet files to rewrite: the same table as several writers make it, and the sample data."""
import datetime as dt
import math
import pathlib
import random
from decimal import Decimal

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "SampleData"

SCHEMA = pa.schema([
    pa.field("id", pa.int64(), nullable=False), pa.field("small", pa.int32()), pa.field("wide", pa.uint64()),
    pa.field("ratio", pa.float64()), pa.field("price", pa.decimal128(12, 2)), pa.field("huge", pa.decimal128(30, 4)),
    pa.field("born", pa.date32()), pa.field("seen", pa.timestamp("us", tz="UTC")), pa.field("flag", pa.bool_()),
    pa.field("name", pa.string()), pa.field("mail", pa.string()), pa.field("kind", pa.string()), pa.field("raw", pa.binary()),
    pa.field("place", pa.struct([("street", pa.string()), ("city", pa.string())])),
    pa.field("items", pa.list_(pa.struct([("sku", pa.string()), ("count", pa.int32())]))),
])


def table(rows, seed):
    """Values at the edges of their types among ordinary ones, a fifth of them NULL."""
    r = random.Random(seed)
    letters = "abcdefgh ßé漢😀"

    def maybe(value):
        return None if r.random() < .2 else value

    def word(most):
        return "".join(r.choice(letters) for _ in range(r.randrange(most)))

    def row(i):
        return {
            "id": i, "small": maybe(r.choice([r.randrange(-1000, 1000), -2 ** 31, 2 ** 31 - 1, 0])),
            "wide": maybe(r.choice([r.randrange(10 ** 6), 2 ** 64 - 1, 2 ** 63])),
            "ratio": maybe(r.choice([r.uniform(-1e3, 1e3), 0.0, math.inf, 1e300, 0.1 + 0.2])),
            "price": maybe(Decimal(r.randrange(-10 ** 7, 10 ** 7)) / 100),
            "huge": maybe(Decimal(r.randrange(-10 ** 24, 10 ** 24)).scaleb(-4)),
            "born": maybe(dt.date(1900, 1, 1) + dt.timedelta(days=r.randrange(50_000))),
            "seen": maybe(dt.datetime(1950, 1, 1, tzinfo=dt.timezone.utc) + dt.timedelta(microseconds=r.randrange(3 * 10 ** 15))),
            "flag": maybe(r.random() < .5), "name": maybe(word(24)), "mail": maybe(f"person{r.randrange(400):04d}@example.org"),
            "kind": maybe(r.choice(["gold", "silver", "bronze"])), "raw": maybe(r.randbytes(r.randrange(12))),
            "place": maybe({"street": maybe(f"{r.randrange(900)} Hidden Road"), "city": maybe(r.choice(["Ulm", "Metz"]))}),
            "items": maybe([{"sku": maybe(f"s{r.randrange(50)}"), "count": maybe(r.randrange(9))} for _ in range(r.randrange(4))]),
        }
    return pa.Table.from_pylist([row(i) for i in range(rows)], SCHEMA)


def with_pyarrow(**options):
    return lambda t, path: pq.write_table(t, path, **options)


def with_duckdb(t, path):
    connection = duckdb.connect()
    connection.register("t", t)
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")


def with_duckdb_v2(t, path):
    connection = duckdb.connect()
    connection.register("t", t)
    connection.execute(f"COPY t TO '{path}' (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd)")


def with_polars(t, path):
    polars.from_arrow(t).write_parquet(path, row_group_size=700)


WRITERS = {
    "pyarrow default": with_pyarrow(),
    "pyarrow none, many groups": with_pyarrow(compression="none", row_group_size=300),
    "pyarrow gzip, small pages": with_pyarrow(compression="gzip", data_page_size=512, row_group_size=900),
    "pyarrow zstd, pages v2": with_pyarrow(compression="zstd", data_page_version="2.0", write_page_index=True),
    "pyarrow lz4, no dictionary": with_pyarrow(compression="lz4", use_dictionary=False),
    "pyarrow dictionary then plain": with_pyarrow(dictionary_pagesize_limit=2000, data_page_size=1000, write_batch_size=64),
    "pyarrow checksums": with_pyarrow(write_page_checksum=True, compression="snappy"),
    "duckdb": with_duckdb,
    "duckdb v2": with_duckdb_v2,
    "polars": with_polars,
}
