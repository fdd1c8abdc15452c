"""Events: 100 columns, most of them numbers and categories, five with personal data."""
import numpy as np
import pyarrow as pa

from pools import AGENTS, BYTES, CONDITIONS, COUNTRIES, DIGITS, DOMAINS, GIVEN, TOWNS, VOCABULARY, Group, joined

CATEGORIES = [TOWNS, CONDITIONS, AGENTS, VOCABULARY, COUNTRIES]
LONG, SHORT = [100, 5000, 10 ** 6, 2 ** 40], [10, 1000, 10 ** 5, 2 ** 31 - 1]


def group(number, first, rows):
    g = Group(101, number, rows)
    columns = {
        "event_id": pa.array(np.arange(first, first + rows)),
        "user_email": joined(g.even(GIVEN), g.even(DIGITS[4]), pa.scalar("@"), g.skewed(DOMAINS)[0]),
        "user_phone": joined(g.even(DIGITS[3]), g.even(DIGITS[3]), g.even(DIGITS[4]), by="-"),
        "client_ip": joined(*[g.even(BYTES) for _ in range(4)], by="."),
        "card_number": joined(*[g.even(DIGITS[4]) for _ in range(4)]),
        "comment": g.sentences(3, 8),
    }
    for i in range(18):
        columns[f"long_{i:02d}"] = pa.array(g.rng.integers(0, LONG[i % 4], rows))
    for i in range(16):
        columns[f"int_{i:02d}"] = pa.array(g.rng.integers(0, SHORT[i % 4], rows).astype(np.int32))
    for i in range(20):
        columns[f"double_{i:02d}"] = pa.array(g.rng.normal(0, 1, rows) if i % 2 else np.round(g.rng.gamma(2, 50, rows), 2))
    for i in range(20):
        columns[f"category_{i:02d}"] = g.skewed(CATEGORIES[i % 5])[0]
    for i in range(8):
        columns[f"time_{i:02d}"] = g.moments(19_675, 365)
    for i in range(8):
        columns[f"flag_{i:02d}"] = pa.array(g.rng.random(rows) < .1)
    for i in range(4):
        columns[f"amount_{i:02d}"] = g.amounts(g.rng.integers(0, 10 ** 7, rows))
    return pa.table({name: g.gaps(c, .1) if name[-1] in "369" else c for name, c in columns.items()})
