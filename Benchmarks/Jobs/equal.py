"""Whether two engines' outputs of one job hold the same values in the same rows."""
import hashlib
import hmac


def equal(ours, theirs, source, hashed, key, identifier):
    """None, or what differs. Hashed columns are by different functions: they must correspond one to one,
    and a thousand of ours are computed again from the source."""
    import duckdb
    connection = duckdb.connect()
    read = {name: f"read_parquet('{path}')" for name, path in (("ours", ours), ("theirs", theirs), ("source", source))}
    types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {read['ours']}").fetchall()}
    plain = [c for c in types if c not in hashed]

    def digest(name):
        values = {c: f"{c}::{types[c]}" for c in plain}
        sums = ", ".join(
            f"count({c}), bit_xor(hash({identifier}, {v})), sum(hash({identifier}, {v})::HUGEINT)" for c, v in values.items())
        return connection.execute(f"SELECT count(*), {sums} FROM {read[name]}").fetchone()

    a, b = digest("ours"), digest("theirs")
    if a[0] != b[0]:
        return f"{a[0]} rows against {b[0]}"
    for i, column in enumerate(plain):
        if a[1 + 3 * i:4 + 3 * i] != b[1 + 3 * i:4 + 3 * i]:
            return f"column {column} differs"
    for column in hashed:
        ours_only, theirs_only, pairs, nulls = connection.execute(
            f"SELECT count(DISTINCT a.{column}), count(DISTINCT b.{column}), count(DISTINCT (a.{column}, b.{column})), "
            f"count(*) FILTER ((a.{column} IS NULL) <> (b.{column} IS NULL)) "
            f"FROM {read['ours']} a JOIN {read['theirs']} b USING ({identifier})").fetchone()
        # A pair of two NULLs is counted as a pair, but not as a value.
        if ours_only != theirs_only or pairs - ours_only not in (0, 1) or nulls:
            return f"column {column} does not correspond one to one"
        for raw, masked in connection.execute(
                f"SELECT s.{column}, a.{column} FROM {read['source']} s JOIN {read['ours']} a USING ({identifier}) "
                f"WHERE s.{column} IS NOT NULL AND s.{identifier} % 5003 < 2 LIMIT 1000").fetchall():
            if hmac.new(key, raw.encode(), hashlib.sha256).hexdigest() != masked:
                return f"column {column} is not the keyed hash"
    return None
