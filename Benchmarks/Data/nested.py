"""Orders: a struct, a list of structs and a list of strings."""
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pools import DIGITS, DOMAINS, FAMILY, GIVEN, ROADS, TOWNS, VOCABULARY, Group, joined

STATES = ["open", "paid", "shipped", "returned"]


def lists(values, lengths):
    return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)), values)


def struct(**columns):
    return pa.StructArray.from_arrays(list(columns.values()), names=list(columns))


def group(number, first, rows):
    g = Group(102, number, rows)
    lengths, tags = np.where(g.rng.random(rows) < .02, 0, g.rng.integers(1, 8, rows)), g.rng.integers(0, 4, rows)
    item, tag = Group(103, number, int(lengths.sum())), Group(104, number, int(tags.sum()))
    given, family = g.even(GIVEN), g.skewed(FAMILY)[0]
    return pa.table({
        "order_id": pa.array(np.arange(first, first + rows)),
        "customer_email": joined(given, g.even(DIGITS[4]), pa.scalar("@"), g.skewed(DOMAINS)[0]),
        "order_ts": g.moments(19_675, 365), "status": g.even(STATES),
        "ship": struct(
            name=joined(pc.utf8_capitalize(given), pc.utf8_capitalize(family), by=" "),
            street=joined(g.even(DIGITS[3]), g.even(ROADS), by=" "), city=g.skewed(TOWNS)[0], zip=g.even(DIGITS[3])),
        "items": lists(struct(
            sku=joined(pa.scalar("SKU"), item.skewed(DIGITS[3])[0], item.even(DIGITS[2]), by="-"),
            quantity=pa.array(item.rng.integers(1, 12, item.rows).astype(np.int32)),
            price=pa.array(np.round(item.rng.gamma(2, 20, item.rows), 2)),
            discount=item.gaps(pa.array(np.round(item.rng.random(item.rows), 2)), .6),
            gift_note=item.gaps(item.sentences(2, 6), .5)), lengths),
        "tags": lists(tag.skewed(VOCABULARY[:300])[0], tags),
    })
