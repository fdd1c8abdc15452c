"""Pools of values, and random columns of one row group drawn from them."""
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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

    def __init__(self, kind, number, rows):
        self.rng, self.rows = np.random.default_rng([SEED, kind, number]), rows

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

    def amounts(self, cents):
        """Decimals of twelve digits, two of them behind the point."""
        words = np.stack([cents, cents >> 63], axis=1)
        return pa.Array.from_buffers(pa.decimal128(12, 2), self.rows, [None, pa.py_buffer(words)])

    def sentences(self, shortest=6, longest=14):
        lengths = self.rng.integers(shortest, longest + 1, self.rows)
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        spoken = pa.array(VOCABULARY).take(pa.array((self.rng.random(ends[-1]) ** 2 * len(VOCABULARY)).astype(np.int32)))
        return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), spoken), " ")

    def moments_in_order(self, first, days, share):
        """Ascending, within a part of the days."""
        begin, end = (int(days * 86_400 * part) for part in share)
        seconds = np.sort(self.rng.integers(begin, max(end, begin + 1), self.rows))
        return pa.array((first * 86_400 + seconds) * 1_000_000).cast(pa.timestamp("us"))

    def moments(self, first, days):
        return pa.array((first * 86_400 + self.rng.integers(0, days * 86_400, self.rows)) * 1_000_000).cast(pa.timestamp("us"))


def joined(*parts, by=""):
    return pc.binary_join_element_wise(*parts, by)
