#!/usr/bin/env python3
"""Makes the file that the benchmarks rewrite: people, 20 columns of the kinds that masks are for.

    make_people.py OUT [ROWS]        ROWS: five million, in row groups of a million

The columns are of three kinds, as in real tables: categories that stay dictionary encoded to the end of a chunk, personal
data with nearly as many values as rows, whose chunks begin with a dictionary and go on in plain pages, and numbers and times.
Written by pyarrow with its defaults and zstd at level 3. A row group depends on its number and its size only.
"""
import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

GROUP = 1_000_000
SEED = 20_240_229
CONSONANTS, VOWELS = "bcdfghklmnprstvwz", "aeiou"


def words(count, syllables, seed):
    """Distinct words that can be spoken."""
    rng, found = np.random.default_rng([SEED, seed]), {}
    while len(found) < count:
        word = "".join(CONSONANTS[rng.integers(17)] + VOWELS[rng.integers(5)] for _ in range(rng.integers(2, syllables + 1)))
        found[word + CONSONANTS[rng.integers(17)] if rng.random() < .4 else word] = None
    return list(found)


GIVEN, FAMILY = words(900, 3, 1), words(4000, 4, 2)
TOWNS = [w.capitalize() for w in words(2500, 3, 3)]
ROADS = [w.capitalize() + " Road" for w in words(1200, 3, 4)]
DOMAINS = [w + ".example" for w in words(300, 3, 5)]
VOCABULARY = words(5000, 4, 6)
CONDITIONS = [f"{c}{n:02d} {w}" for c in "ABCDEFGH" for n, w in enumerate(words(25, 4, 7))]
COUNTRIES = ["US", "DE", "FR", "GB", "IN", "BR", "JP", "CN", "CA", "AU", "ES", "IT"]
REGIONS = ["NA", "EMEA", "EMEA", "EMEA", "APAC", "LATAM", "APAC", "APAC", "NA", "APAC", "EMEA", "EMEA"]
DEPARTMENTS = ["Engineering", "Sales", "Finance", "Support", "Marketing", "Legal", "Operations", "Research"]
AGENTS = [f"Mozilla/5.0 ({system}) Engine/{version}" for system in ("Windows", "Linux", "Mac", "Phone") for version in range(80, 120)]
DIGITS = {n: [f"{i:0{n}d}" for i in range(10 ** n)] for n in (2, 3, 4)}
BYTES = [str(i) for i in range(256)]


class Group:
    """The random columns of one row group."""

    def __init__(self, number, rows):
        self.rng, self.rows = np.random.default_rng([SEED, 100, number]), rows

    def even(self, pool):
        return pa.array(pool).take(pa.array(self.rng.integers(0, len(pool), self.rows)))

    def skewed(self, pool):
        """Few values often, many seldom."""
        weight = 1 / np.arange(1, len(pool) + 1) ** .8
        steps = np.cumsum(weight / weight.sum())
        at = np.minimum(np.searchsorted(steps, self.rng.random(self.rows)), len(pool) - 1)
        return pa.array(pool).take(pa.array(at)), at

    def gaps(self, column, share):
        return pc.if_else(pa.array(self.rng.random(self.rows) < share), pa.scalar(None, column.type), column)

    def sentences(self):
        lengths = self.rng.integers(6, 15, self.rows)
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        spoken = pa.array(VOCABULARY).take(pa.array((self.rng.random(ends[-1]) ** 2 * len(VOCABULARY)).astype(np.int32)))
        return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), spoken), " ")

    def moments(self, first, days):
        return pa.array((first * 86_400 + self.rng.integers(0, days * 86_400, self.rows)) * 1_000_000).cast(pa.timestamp("us"))


def joined(*parts, by=""):
    return pc.binary_join_element_wise(*parts, by)


def group(number, first, rows):
    g = Group(number, rows)
    given, family = g.even(GIVEN), g.skewed(FAMILY)[0]
    country, which = g.skewed(COUNTRIES)
    cents = (np.exp(g.rng.normal(11, .45, rows)) * 100).astype(np.int64)
    salary = np.stack([cents, cents >> 63], axis=1)
    return pa.table({
        "id": pa.array(np.arange(first, first + rows)),
        "email": joined(joined(given, family, by="."), g.even(DIGITS[4]), pa.scalar("@"), g.skewed(DOMAINS)[0]),
        "full_name": joined(pc.utf8_capitalize(given), pc.utf8_capitalize(family), by=" "),
        "phone": g.gaps(joined(pa.scalar("+1"), g.even(DIGITS[3]), g.even(DIGITS[3]), g.even(DIGITS[4]), by="-"), .02),
        "ssn": joined(g.even(DIGITS[3]), g.even(DIGITS[2]), g.even(DIGITS[4]), by="-"),
        "birth_date": pa.array(g.rng.integers(-14_000, 13_000, rows).astype(np.int32)).cast(pa.date32()),
        "address": joined(g.even(DIGITS[3]), g.even(ROADS), by=" "),
        "city": g.skewed(TOWNS)[0], "zip": joined(g.even(DIGITS[3]), g.even(DIGITS[2])),
        "country": country, "region": pa.array(REGIONS).take(pa.array(which)), "dept": g.skewed(DEPARTMENTS)[0],
        "salary": pa.Array.from_buffers(pa.decimal128(12, 2), rows, [None, pa.py_buffer(salary)]),
        "bonus": g.gaps(pa.array(np.round(g.rng.gamma(2, 4000, rows), 2)), .3),
        "diagnosis": g.gaps(g.skewed(CONDITIONS)[0], .05),
        "signup_ts": g.moments(16_436, 3650), "last_login": g.gaps(g.moments(20_089, 365), .1),
        "ip": joined(*[g.even(BYTES) for _ in range(4)], by="."), "user_agent": g.skewed(AGENTS)[0],
        "notes": g.gaps(g.sentences(), .15),
    })


def main():
    out, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000
    writer = None
    for number, first in enumerate(range(0, rows, GROUP)):
        table = group(number, first, min(GROUP, rows - first))
        writer = writer or pq.ParquetWriter(out + ".part", table.schema, compression="zstd", compression_level=3)
        writer.write_table(table, row_group_size=GROUP)
    writer.close()
    os.replace(out + ".part", out)


if __name__ == "__main__":
    main()
