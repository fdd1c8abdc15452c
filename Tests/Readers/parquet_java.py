"""parquet-java, the reader of Spark, Hive and Trino: a process that reads files for as long as this one runs."""
import base64
import datetime as dt
import decimal
import json
import pathlib
import subprocess

import pyarrow as pa

PROGRAM = pathlib.Path(__file__).with_name("ReadRows.java")
EPOCH = dt.datetime(1970, 1, 1)
# Digits beyond those of any decimal of a test.
EXACT = decimal.Context(prec=100)


class Reader:
    """`jars` is a directory with the jars of parquet-java and of what it needs."""

    def __init__(self, jars):
        self.process = subprocess.Popen(
            ["java", "-cp", f"{jars}/*", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def rows(self, path, least=None):
        """The rows as they are stored, of those whose `id` is not below `least`."""
        self.process.stdin.write(str(path) + ("" if least is None else f"\t{least}") + "\n")
        self.process.stdin.flush()
        rows = []
        while (line := self.process.stdout.readline()) not in (".\n", ""):
            if line.startswith("!"):
                raise ValueError(line[2:].strip())
            rows.append(json.loads(line))
        if not line:
            raise ValueError("parquet-java ended")
        return rows

    def __call__(self, path, schema):
        stored = self.rows(path)
        if "id" in schema.names and pa.types.is_int64(schema.field("id").type) and stored:
            # Found by statistics and page indexes, which must not hide a row.
            least = sorted(row["id"] for row in stored)[len(stored) * 2 // 3]
            if self.rows(path, least) != [row for row in stored if row["id"] >= least]:
                raise ValueError("rows that a filter does not find")
        return [{name: value(row[name], schema.field(name).type) for name in row} for row in stored]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def value(stored, kind):
    """What a stored value is to Python; lists have the three levels of the standard form."""
    if stored is None:
        return None
    if pa.types.is_struct(kind):
        return {name: value(part, kind.field(name).type) for name, part in stored.items()}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        (elements,) = stored.values()
        return [value(*element.values(), kind.value_type) for element in elements]
    data = base64.b64decode(stored) if isinstance(stored, str) else stored
    if pa.types.is_decimal(kind):
        unscaled = int.from_bytes(data, "big", signed=True) if isinstance(data, bytes) else data
        return decimal.Decimal(unscaled).scaleb(-kind.scale, EXACT)
    if pa.types.is_date(kind):
        return EPOCH.date() + dt.timedelta(days=data)
    if pa.types.is_timestamp(kind):
        moment = EPOCH + dt.timedelta(microseconds=data * {"ms": 1000, "us": 1}[kind.unit])
        return moment.replace(tzinfo=dt.timezone.utc) if kind.tz else moment
    if pa.types.is_unsigned_integer(kind):
        return data % (1 << kind.bit_width)
    return data.decode() if pa.types.is_string(kind) or pa.types.is_large_string(kind) else data
