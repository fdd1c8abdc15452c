"""Types that Parquet does not have and a file's metadata tells: they stay for what is clear, and nothing else of the metadata does."""
import base64
import datetime as dt
import json

import pyarrow as pa
import pyarrow.parquet as pq

SECRET = "a-note-on-values"
NOTE = {"note": SECRET}

SCHEMA = pa.schema([
    pa.field("id", pa.int64(), nullable=False), pa.field("large", pa.large_string(), metadata=NOTE),
    pa.field("kind", pa.dictionary(pa.int8(), pa.string(), ordered=True)), pa.field("berlin", pa.timestamp("us", tz="Europe/Berlin")),
    pa.field("took", pa.duration("ms")), pa.field("tags", pa.large_list(pa.large_string())), pa.field("pair", pa.list_(pa.int32(), 2)),
    pa.field("place", pa.struct([pa.field("street", pa.large_string(), metadata=NOTE), pa.field("since", pa.duration("ns"))])),
    pa.field("shape", pa.binary()),
], metadata={**NOTE, "geo": json.dumps({
    "version": "1.1.0", "primary_column": "shape",
    "columns": {"shape": {"encoding": "WKB", "geometry_types": ["Point"], "crs": None, "bbox": [1, 2, 3, 4]}}})})

# Masks, the rows that stay, columns that go, and the types of those columns that have another one then.
JOBS = {
    "nothing": ([], None, [], {}),
    "clear beside masked": (["id=null"], None, [], {}),
    "rows": ([], "id < 40", [], {}),
    "hashes": (["large=hash", "kind=hash", "berlin=hash", "took=hash", "tags=hash", "pair=hash", "place.street=hash"], None, [],
               {"large": pa.string(), "kind": pa.string(), "berlin": pa.string(), "took": pa.string(), "tags": pa.list_(pa.string()),
                "pair": pa.list_(pa.string()), "place": pa.struct([("street", pa.string()), ("since", pa.duration("ns"))])}),
    "same types": (["large=show(last=1)", "kind=null", "berlin=truncate(day)", "took=round(10)"], None, [],
                   {"large": pa.string(), "kind": pa.string(), "berlin": pa.timestamp("us", tz="UTC"), "took": pa.int64()}),
    "columns": ([], None, ["large", "place.street"], {"large": None, "place": pa.struct([("since", pa.duration("ns"))])}),
}


def table(rows):
    start = dt.datetime(2024, 3, 1, tzinfo=dt.timezone.utc)

    def row(i):
        return {
            "id": i, "large": f"word {i % 9}", "kind": ["gold", "silver"][i % 2], "berlin": start + dt.timedelta(hours=i),
            "took": dt.timedelta(milliseconds=37 * i), "tags": [f"t{i % 5}"] * (i % 3), "pair": [i, -i],
            "place": {"street": f"Road {i % 7}", "since": dt.timedelta(seconds=i)}, "shape": bytes([1, i % 256])}
    return pa.Table.from_pylist([row(i) for i in range(rows)], SCHEMA)


def fault(target, job):
    """What is wrong with the types of an output, or its metadata; None where nothing is."""
    other = JOBS[job][3]
    wanted = {field.name: other.get(field.name, field.type) for field in SCHEMA if other.get(field.name, field.type)}
    found = pq.read_table(target).schema
    types = {field.name: field.type for field in found}
    if types != wanted:
        return "; ".join(f"{name}: {types.get(name)} instead of {kind}" for name, kind in wanted.items() if types.get(name) != kind)
    metadata = pq.read_metadata(target).metadata or {}
    told = b"".join(metadata.values()) + base64.b64decode(metadata.get(b"ARROW:schema", b""))
    if job != "nothing" and (SECRET.encode() in told or set(metadata) != {b"ARROW:schema", b"geo"}):
        return f"metadata that was to stay behind: {sorted(metadata)}"
    geo = json.loads(metadata[b"geo"])
    if job != "nothing" and geo["columns"] != {"shape": {"encoding": "WKB", "geometry_types": [], "crs": None}}:
        return f"geo says {geo}"
    return None
