"""Writes declarations of a large organisation: 100 000 principals in 500 entitlement classes, 10 000 sources, 1 000 databases.

    make_leaks.py OUT.yaml SAMPLE_DATA [PRINCIPALS SOURCES DATABASES]

The same arguments give the same file. All sources share the files of SAMPLE_DATA: the audit looks at no rows."""
import os
import random
import sys

CLASSES, DEPARTMENTS, DOMAINS = 500, 25, 40
REGIONS = ["APAC", "EU", "LATAM", "MEA", "US"]
COLUMNS = {"customers": {"full_name": "pii.name", "email": "pii.email", "phone": "pii.phone", "ssn": "pii.id",
                         "birth_date": "pii.birth", "address.street": "pii.address", "salary": "finance"},
           "tickets": {"customer_email": "pii.email", "body": "pii.text"}}


def principals(r, count):
    """One class is one team: its department, regions, clearance and functions."""
    teams = []
    for team in range(CLASSES):
        groups = [f"team-{team}", f"dept-{team % DEPARTMENTS}"] + [g for g, p in (("hr", .1), ("fraud", .05), ("analysts", .8)) if r.random() < p]
        regions = sorted(r.sample(REGIONS, r.randint(1, len(REGIONS))))
        teams.append(f"groups: [{', '.join(groups)}], attributes: {{region: [{', '.join(regions)}], clearance: [c{r.randint(1, 3)}]}}")
    for number in range(count):
        yield f"  - {{name: p{number}, {teams[number % CLASSES]}}}"


def sources(r, sample_data, count):
    for number in range(count):
        table = "customers" if number % 2 else "tickets"
        location = os.path.join(sample_data, table if table == "customers" else "tickets.parquet")
        tags = [f"domain.d{number % DOMAINS}"] + (["restricted"] if r.random() < .1 else [])
        # Every fifth source lacks one of the tags.
        tagged = [c for i, c in enumerate(COLUMNS[table].items()) if number // 2 % 5 or i != number // 10 % 4]
        columns = ", ".join(f"{name}: [{tag}]" for name, tag in tagged)
        yield f"  - {{name: s{number}, location: {location}, owner: p{r.randrange(500)}, tags: [{', '.join(tags)}], columns: {{{columns}}}}}"


def policies(r, source_count):
    yield "  - {name: own regions, kind: row, on: {source_tag: domain}, where: \"region IN @attribute('region')\"}"
    for tag, mask in (("name", "{show: {first: 1}}"), ("email", "hash"), ("phone", "{show: {last: 4}}"), ("id", "drop"),
                      ("birth", "{truncate: year}"), ("address", "null"), ("text", "null")):
        yield f"  - {{name: mask {tag}, kind: column, on: {{column_tag: pii.{tag}}}, mask: {mask}, except: \"group('hr')\"}}"
    yield "  - {name: round pay, kind: column, on: {column_tag: finance}, mask: {round: 1000}, except: \"attribute('clearance', 'c3')\"}"
    yield "  - {name: restricted, kind: access, on: {source_tag: restricted}, allow: \"attribute('clearance', 'c2') or attribute('clearance', 'c3')\"}"
    for domain in range(DOMAINS):
        allowed = " or ".join(f"group('dept-{d}')" for d in r.sample(range(DEPARTMENTS), 6))
        yield f"  - {{name: domain {domain}, kind: access, on: {{source_tag: domain.d{domain}}}, allow: \"{allowed}\"}}"
        if domain % 4 == 0:
            yield f"  - {{name: fraud {domain}, kind: cell, on: {{source_tag: domain.d{domain}, type: string}}, mask: null, when: \"region = '{r.choice(REGIONS)}'\", except: \"group('fraud')\"}}"
    # Some sources have policies of their own.
    for number in range(200):
        source = r.randrange(source_count)
        yield f"  - {{name: own {number}, kind: row, on: {{source: s{source}}}, where: \"region <> '{r.choice(REGIONS)}'\", for: \"group('team-{r.randrange(CLASSES)}')\"}}"


def databases(r, count, principal_count):
    for number in range(count):
        readers = sorted({r.randrange(CLASSES) for _ in range(r.randint(2, 12))})
        writers = sorted({r.randrange(CLASSES) for _ in range(r.randint(1, 4))})
        users = sorted({r.randrange(principal_count) for _ in range(r.randint(0, 3))})
        listed = lambda numbers, kind: ", ".join(f"{kind}{n}" for n in numbers)
        yield (f"  - {{name: db{number}, readers: {{groups: [{listed(readers, 'team-')}], users: [{listed(users, 'p')}]}}, "
               f"writers: {{groups: [{listed(writers, 'team-')}]}}}}")


def main():
    out, sample_data = sys.argv[1], os.path.abspath(sys.argv[2])
    people, tables, stores = (list(map(int, sys.argv[3:6])) + [100_000, 10_000, 1_000])[:3] if len(sys.argv) > 3 else (100_000, 10_000, 1_000)
    r = random.Random(7)
    with open(out, "w") as f:
        for section, lines in (("principals", principals(r, people)), ("sources", sources(r, sample_data, tables)),
                               ("policies", policies(r, tables)), ("databases", databases(r, stores, people))):
            f.write(section + ":\n")
            f.writelines(line + "\n" for line in lines)


main()
