"""People: 20 columns of the kinds that masks are for.

They are of three kinds, as in real tables: categories that stay dictionary encoded to the end of a chunk, personal data with nearly as many
values as rows, whose chunks begin with a dictionary and go on in plain pages, and numbers and times.
"""
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pools import (AGENTS, BYTES, CONDITIONS, COUNTRIES, DEPARTMENTS, DIGITS, DOMAINS, FAMILY, GIVEN, REGIONS, ROADS, TOWNS, Group, joined)

DAYS = 3650


def group(number, first, rows, share=None):
    """`share`: the part of the time from the first signup to the last that the group's fall into, in order."""
    g = Group(100, number, rows)
    signup = g.moments(16_436, DAYS) if share is None else g.moments_in_order(16_436, DAYS, share)
    given, family = g.even(GIVEN), g.skewed(FAMILY)[0]
    country, which = g.skewed(COUNTRIES)
    cents = (np.exp(g.rng.normal(11, .45, rows)) * 100).astype(np.int64)
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
        "salary": g.amounts(cents),
        "bonus": g.gaps(pa.array(np.round(g.rng.gamma(2, 4000, rows), 2)), .3),
        "diagnosis": g.gaps(g.skewed(CONDITIONS)[0], .05),
        "signup_ts": signup, "last_login": g.gaps(g.moments(20_089, 365), .1),
        "ip": joined(*[g.even(BYTES) for _ in range(4)], by="."), "user_agent": g.skewed(AGENTS)[0],
        "notes": g.gaps(g.sentences(), .15),
    })
