"""The values that the kernels' benchmark runs on: 2^18 rows, no NULLs, the same in every run."""
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ROWS = 1 << 18
BATCH = 1 << 14
GIVEN = "ana ben carla david elena frank grace henry irene jonas karla louis mary nadia oscar paula quinn rosa simon tessa".split()
FAMILY = "smith johnson williams brown jones garcia miller davis rodriguez martinez nakamura okonkwo fitzgerald lee".split()
DOMAINS = "example.org mail.example.com clinic.example hospital.example.net x.example".split()
ACCENTED = "Müller Jürgen Strauß François Núñez Søren Žižek Łukasz Πέτρος Иван 田中さん Smith Johnson Brown Garcia Miller Davis".split()
NOTES = [("called back on ", " about the visit"), ("patient said: ring ", " or the clinic"), ("", "no answer"), ("", "seen, nothing to report")]


def table():
    rng = np.random.default_rng(20_240_229)

    def whole(low, high):
        return rng.integers(low, high, ROWS)

    def pick(words):
        return pa.array(words).take(pa.array(whole(0, len(words))))

    def joined(*parts):
        return pc.binary_join_element_wise(*parts, "")

    def digits(count):
        return pc.utf8_lpad(pc.cast(pa.array(whole(0, 10 ** count)), pa.string()), count, "0")

    distinct = pa.array(rng.permutation(10 * ROWS)[:ROWS])
    number = distinct.cast(pa.string())
    octets = [pick([str(n) for n in range(256)]) for _ in range(4)]
    groups = [pick([f"{n:x}" for n in range(1 << 16)]) for _ in range(4)]
    before, behind = zip(*NOTES)
    note = pa.array(whole(0, len(NOTES)))
    phone = pc.if_else(pc.less(note, 2), digits(10), "")
    return pa.table({
        "email": joined(pick(GIVEN), ".", pick(FAMILY), number, "@", pick(DOMAINS)),
        "card": joined(digits(4), "-", digits(4), "-", digits(4), "-", digits(4)),
        "note": joined(pa.array(before).take(note), phone, pa.array(behind).take(note)),
        "name": joined(pick(ACCENTED), " ", pick(ACCENTED), " ", number),
        "ip": joined(octets[0], ".", octets[1], ".", octets[2], ".", octets[3]),
        "ip6": joined("2001:db8:", groups[0], ":", groups[1], "::", groups[2], ":", groups[3]),
        "url": joined("https://", pick(GIVEN), ".", pick(DOMAINS), "/visits/", number, "?from=mail"),
        "patient": joined("patient-", number),
        "id": distinct,
        "salary": pa.array(whole(18_000, 250_000)),
        "age": pa.array(whole(0, 100).astype(np.int32)),
        "price": pa.array(np.round(rng.gamma(2, 60, ROWS), 2)),
        "latitude": pa.array(rng.uniform(-60, 70, ROWS)),
        "time": pa.array(whole(0, 1_700_000_000_000_000), pa.timestamp("us")),
        "day": pa.array(whole(0, 20_000).astype(np.int32), pa.date32()),
    })


def write(values, file):
    """Required columns, in batches of about what a page of a file holds."""
    schema = pa.schema([pa.field(f.name, f.type, nullable=False) for f in values.schema])
    values = values.cast(schema).combine_chunks()
    with pa.ipc.new_stream(file, schema) as stream:
        stream.write_table(values, max_chunksize=BATCH)
    return values
