"""Other readers of Parquet: what each finds in a file, as rows of Python's values.

Readers that have fewer types than Parquet are compared on the columns and with the precision that they have.
"""
import concurrent.futures.process
import datetime as dt
import decimal
import math
import multiprocessing

import datafusion
import duckdb
import fastparquet
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq


def with_pyarrow(path, schema):
    return pq.read_table(path).to_pylist()


def with_duckdb(path, schema):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    return cast(connection.sql(f"SELECT * FROM read_parquet('{path}')").to_arrow_table(), schema)


def with_polars(path, schema):
    return cast(polars.read_parquet(path).to_arrow(), schema)


def with_datafusion(path, schema):
    context = datafusion.SessionContext()
    columns = ", ".join('"' + name + '"' for name in schema.names)
    context.register_parquet("file", str(path))
    return cast(context.sql(f"SELECT {columns} FROM file").to_arrow_table(), schema)


def with_fastparquet(path, schema):
    """Flat columns only, decimals as floats: it has no other. In a process of its own, since it crashes on some writers' files."""
    global aside
    names = [field.name for field in schema if not pa.types.is_nested(field.type) and not has_dictionary_in_parts(path, field.name)]
    try:
        return aside.submit(read_with_fastparquet, path, names).result()
    except concurrent.futures.process.BrokenProcessPool:
        aside = process()
        raise


def has_dictionary_in_parts(path, name):
    """Whether some row groups have a dictionary of a column and others none: fastparquet takes one group's word for all."""
    metadata = pq.read_metadata(path)
    chunks = [metadata.row_group(group).column(number)
              for group in range(metadata.num_row_groups) for number in range(metadata.num_columns)]
    return len({chunk.has_dictionary_page for chunk in chunks if chunk.path_in_schema == name}) > 1


def process():
    return concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


aside = process()


def read_with_fastparquet(path, names):
    frame = fastparquet.ParquetFile(str(path), pandas_nulls=True).to_pandas(columns=names)
    return [{name: plain(value) for name, value in zip(names, row)} for row in frame[names].itertuples(index=False, name=None)]


READERS = {
    "pyarrow": with_pyarrow, "duckdb": with_duckdb, "polars": with_polars, "datafusion": with_datafusion,
    "fastparquet": with_fastparquet,
}


class Panel:
    """The readers that agree on an original, to be asked about what is made of it."""

    def __init__(self, source):
        self.table = pq.read_table(source)
        self.rows = self.table.to_pylist()
        self.members = [name for name in READERS if self.reads(name, source)]

    def reads(self, name, source):
        try:
            return differences(self.rows, READERS[name](source, self.table.schema), name) is None
        except Exception:
            return False

    def fault(self, wanted, target):
        """What a reader finds in `target` that is not in `wanted`; None where all agree."""
        schema = pq.read_schema(target)
        for name in self.members:
            try:
                found = READERS[name](target, schema)
            except Exception as error:
                return f"{name}: {type(error).__name__}: {str(error)[:200]}"
            wrong = differences(wanted, found, name)
            if wrong:
                return wrong
        return None


def cast(table, schema):
    return table.cast(pa.schema([pa.field(field.name, field.type) for field in schema])).to_pylist()


def plain(value):
    """What pandas has instead of Python's values, as these."""
    if value is pandas.NA or value is pandas.NaT or value is None:
        return None
    if isinstance(value, pandas.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def same(wanted, found):
    """Equal, as far as the reader's type can tell: `found` may be a float or a timestamp in the place of something finer."""
    if isinstance(wanted, decimal.Decimal) and isinstance(found, float):
        return math.isclose(float(wanted), found, rel_tol=1e-12)
    if isinstance(wanted, dt.date) and not isinstance(wanted, dt.datetime) and isinstance(found, dt.datetime):
        return found == dt.datetime.combine(wanted, dt.time())
    if isinstance(wanted, dt.datetime) and isinstance(found, dt.datetime) and found.tzinfo is None:
        return wanted.replace(tzinfo=None) == found
    if isinstance(found, float) and found != found:
        return wanted is None or wanted != wanted
    return wanted == found


def differences(wanted, found, reader):
    """Rows of both as lists of dictionaries, those of `found` perhaps with fewer columns; says where the first difference is."""
    if len(wanted) != len(found):
        return f"{reader}: {len(found)} rows instead of {len(wanted)}"
    for number, (a, b) in enumerate(zip(wanted, found)):
        if reader != "fastparquet" and list(a) != list(b):
            return f"{reader}: columns {list(b)} instead of {list(a)}"
        for column in b:
            if not same(a[column], b[column]):
                return f"{reader}: row {number}, column {column}: {b[column]!r} instead of {a[column]!r}"
    return None
