#!/usr/bin/env python3
"""Makes the sample tables: a lender's customers (two files) and their support tickets.

    make_customers.py            writes customers/*.parquet and tickets.parquet beside this script
    make_customers.py --check    says whether the files there hold the values this script makes

Needs pyarrow. Nothing here is a real person's: names are drawn from two lists, mail addresses end in domains that
RFC 2606 reserves, telephone numbers have the exchange 555-01xx kept for fiction, and social security
numbers start with 9, as none that is issued does. The same seed makes the same rows everywhere, because
only `random.random()` is used, whose sequence Python promises to keep.
"""
import datetime as dt
import pathlib
import random
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).resolve().parent
SEED = 1847

FIRST = ("Ada Amir Ana Arjun Beatriz Bruno Camille Chidi Clara Diego Elif Emeka Eszter Fatima Felix Freya Giulia Hana Hugo "
         "Ines Ivan Jonas Julia Kenji Klara Lars Leila Lukas Maeve Marek Mei Milan Nadia Nils Noor Oluwa Omar Paula Petra "
         "Priya Rafael Rosa Samir Sofia Sven Tariq Theo Uma Vera Viktor Wanda Yara Yusuf Zoë").split()
LAST = ("Abara Almeida Andersen Bauer Becker Bianchi Castro Chen Costa Dubois Eriksen Farouk Ferrari Fischer Garcia Haddad Hansen "
        "Horvath Iyer Jansen Kaya Keller Kowalski Kumar Larsen Lefevre Lopez Mancini Martin Meyer Mori Moreau Müller Nagy Ndiaye "
        "Novak Okafor Olsen Park Patel Pereira Petrov Quinn Rossi Sato Schmidt Silva Singh Suzuki Tanaka Torres Varga Wagner "
        "Walsh Weber Yilmaz Zhang Zimmer").split()
DOMAINS = ("example.com", "example.org", "example.net", "mail.example", "post.example")
STREETS = "Abbey Bridge Castle Cedar Church Elm Harbour High Hill King Lake Mill Oak Park Queen River School Station Tower Vine".split()
# country, region, share, cities with their positions, how its postcodes look (9 a digit, A a letter)
COUNTRIES = (
    ("US", "US", .34, (("Boston", 42.36, -71.06), ("Chicago", 41.88, -87.63), ("Denver", 39.74, -104.99)), "99999"),
    ("DE", "EU", .16, (("Berlin", 52.52, 13.40), ("Hamburg", 53.55, 9.99), ("Leipzig", 51.34, 12.37)), "99999"),
    ("FR", "EU", .14, (("Lyon", 45.76, 4.84), ("Nantes", 47.22, -1.55), ("Paris", 48.86, 2.35)), "99999"),
    ("ES", "EU", .10, (("Bilbao", 43.26, -2.93), ("Madrid", 40.42, -3.70)), "99999"),
    ("NL", "EU", .08, (("Delft", 52.01, 4.36), ("Utrecht", 52.09, 5.12)), "9999 AA"),
    ("JP", "APAC", .10, (("Kyoto", 35.01, 135.77), ("Osaka", 34.69, 135.50)), "999-9999"),
    ("AU", "APAC", .08, (("Hobart", -42.88, 147.33), ("Perth", -31.95, 115.86)), "9999"),
)
DEPARTMENTS = (("retail", .45), ("lending", .30), ("wealth", .15), ("business", .10))
PRODUCTS = ("current account", "savings", "credit card", "mortgage", "car loan", "custody account")
NOTES = (
    "Prefers to be called in the evening.", "Asked about an early repayment of the mortgage.", "Moved recently, papers are outstanding.",
    "Identity checked at the branch on {day}.", "Partner has a power of attorney.", "Complained about the fee of {amount}; refunded.",
    "Income confirmed by the employer.", "Wants statements on paper.", "Lost card reported on {day}, replaced.", "Speaks {language}.",
)
LANGUAGES = ("German", "French", "Spanish", "Dutch", "Japanese", "Portuguese", "Arabic")
SUBJECTS = ("Card was declined", "Cannot log in", "Question about a fee", "Transfer has not arrived", "Change of address", "Loan offer", "Close my account")
CHANNELS = ("phone", "mail", "chat", "branch")

CUSTOMER = pa.schema([
    pa.field("id", pa.int64(), nullable=False), pa.field("full_name", pa.string()), pa.field("email", pa.string()),
    pa.field("phone", pa.string()), pa.field("ssn", pa.string()), pa.field("birth_date", pa.date32()),
    pa.field("country", pa.string()), pa.field("region", pa.string()), pa.field("dept", pa.string()),
    pa.field("salary", pa.decimal128(10, 2)), pa.field("score", pa.float64()), pa.field("active", pa.bool_()),
    pa.field("signup", pa.timestamp("us", tz="UTC")),
    pa.field("address", pa.struct([
        ("street", pa.string()), ("city", pa.string()), ("zip", pa.string()),
        ("geo", pa.struct([("latitude", pa.float64()), ("longitude", pa.float64())]))])),
    pa.field("products", pa.list_(pa.struct([("kind", pa.string()), ("opened", pa.date32()), ("balance", pa.decimal128(12, 2))]))),
    pa.field("notes", pa.string()),
])
TICKET = pa.schema([
    pa.field("ticket_id", pa.int64(), nullable=False), pa.field("customer_email", pa.string()), pa.field("region", pa.string()),
    pa.field("opened", pa.timestamp("us", tz="UTC")), pa.field("channel", pa.string()), pa.field("severity", pa.int32()),
    pa.field("subject", pa.string()), pa.field("body", pa.string()), pa.field("refund", pa.decimal128(8, 2)), pa.field("resolved", pa.bool_()),
])


class Draw:
    """Random choices made of `random.random()` alone."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def one(self, items):
        return items[self.below(len(items))]

    def weighted(self, items, share):
        x = self.random()
        for item in items:
            x -= share(item)
            if x < 0:
                return item
        return items[-1]

    def date(self, first, last):
        return first + dt.timedelta(days=self.below((last - first).days + 1))

    def moment(self, first, last):
        return dt.datetime.combine(self.date(first, last), dt.time(), dt.timezone.utc) + dt.timedelta(seconds=self.below(86400))

    def cents(self, low, high):
        return Decimal(low * 100 + self.below((high - low) * 100)) / 100

    def missing(self, share, value):
        return None if self.random() < share else value


def plain(name):
    return name.lower().translate(str.maketrans({"ë": "e", "ü": "u"}))


def postcode(draw, pattern):
    return "".join(str(draw.below(10)) if c == "9" else chr(65 + draw.below(26)) if c == "A" else c for c in pattern)


def note(draw):
    text = draw.one(NOTES)
    return text.format(day=draw.date(dt.date(2023, 1, 1), dt.date(2024, 12, 31)), amount=draw.cents(5, 90), language=draw.one(LANGUAGES))


def customer(draw, number, year):
    first, last = draw.one(FIRST), draw.one(LAST)
    country, region, _, cities, pattern = draw.weighted(COUNTRIES, lambda c: c[2])
    city, latitude, longitude = draw.one(cities)
    dept = draw.weighted(DEPARTMENTS, lambda d: d[1])[0]
    # Ten thousand to about two hundred thousand, most of them low: the square of an even draw.
    salary = Decimal(int((0.1 + 1.9 * draw.random() ** 2) * 10_000_000)) / 100
    signup = draw.moment(dt.date(year, 1, 1), dt.date(year, 12, 31))
    return {
        "id": 100_000 + number, "full_name": f"{first} {last}",
        "email": draw.missing(.03, f"{plain(first)}.{plain(last)}{draw.below(100)}@{draw.one(DOMAINS)}"),
        "phone": draw.missing(.05, f"+1-{200 + draw.below(790)}-555-01{draw.below(100):02d}"),
        "ssn": f"9{draw.below(100):02d}-{10 + draw.below(90)}-{draw.below(10_000):04d}",
        "birth_date": draw.date(dt.date(1938, 1, 1), dt.date(2005, 12, 31)),
        "country": country, "region": region, "dept": dept,
        "salary": draw.missing(.04, salary), "score": draw.missing(.08, round(draw.random() * 1000, 1)), "active": draw.random() < .87,
        "signup": signup,
        "address": draw.missing(.01, {
            "street": f"{1 + draw.below(180)} {draw.one(STREETS)} Street", "city": city, "zip": postcode(draw, pattern),
            "geo": draw.missing(.1, {
                "latitude": round(latitude + draw.random() * .2 - .1, 5), "longitude": round(longitude + draw.random() * .2 - .1, 5)})}),
        "products": [{"kind": draw.one(PRODUCTS), "opened": signup.date(), "balance": draw.cents(-500, 20_000)} for _ in range(draw.below(4))],
        "notes": draw.missing(.35, note(draw)),
    }


def ticket(draw, number, customers):
    about = draw.one(customers)
    subject = draw.one(SUBJECTS)
    return {
        "ticket_id": 9_000 + number, "customer_email": about["email"], "region": about["region"],
        "opened": draw.moment(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), "channel": draw.one(CHANNELS), "severity": 1 + draw.below(5),
        "subject": subject, "body": f"{about['full_name']} wrote: {subject.lower()}. {note(draw)}",
        "refund": draw.missing(.7, draw.cents(1, 400)), "resolved": draw.random() < .8,
    }


def tables():
    """File name → (table, options of the Parquet writer). Several codecs, page versions and row groups, as one meets them."""
    draw = Draw(SEED)
    older = [customer(draw, i, 2023) for i in range(1200)]
    newer = [customer(draw, i, 2024) for i in range(1200, 2400)]
    tickets = [ticket(draw, i, older + newer) for i in range(900)]
    return {
        "customers/customers-2023.parquet": (
            pa.Table.from_pylist(older, CUSTOMER), dict(compression="snappy", row_group_size=500, data_page_size=16_384)),
        "customers/customers-2024.parquet": (
            pa.Table.from_pylist(newer, CUSTOMER),
            dict(compression="zstd", row_group_size=400, data_page_version="2.0", write_page_index=True)),
        "tickets.parquet": (pa.Table.from_pylist(tickets, TICKET), dict(compression="gzip", row_group_size=300)),
    }


def main():
    for name, (table, options) in tables().items():
        path = HERE / name
        if sys.argv[1:] == ["--check"]:
            if not pq.read_table(path).equals(table):
                sys.exit(f"{path}: does not hold what make_customers.py makes")
        else:
            path.parent.mkdir(exist_ok=True)
            pq.write_table(table, path, **options)
            print(f"{path.relative_to(HERE)}: {table.num_rows} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
