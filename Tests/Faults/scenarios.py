"""The commands that are made to fail, and how one tells what they did."""

import hashlib
import os
import re

IN_STORY = ["--as", "mary", "--project", "story"]
# Programs of the room: `cp` is one of the system's.
COPY = ["sh", "-c", 'cp "$LOUVER_INPUTS"/tickets/*.parquet "$LOUVER_OUTPUT"/']


class Scenario:
    """A command; `state` gives what is there, equal before and after it where it did nothing."""

    def __init__(self, name, words, state, again=None, again_conflicts=False):
        self.name, self.words, self.state = name, words, state
        # The command that comes next, and whether it finds taken what the first one has made.
        self.again, self.again_conflicts = again or words, again_conflicts


def dataset(name):
    return lambda world: world.dataset(name)


def declared(world):
    return world.done("export").decode()


def sources(world):
    status, output, _ = world.run([*IN_STORY, "--as", "mary", "sources", "--all"])
    if status != 0:
        status, output, _ = world.run(["sources", "--all"])
    return "severities" if b"severities" in output else "none"


def keys(world):
    return str(world.done("--json", "audit").count(b'"rotate key"'))


def catalog(world):
    if not os.path.isdir(world.file("fresh/.louver")):
        return None
    status, output, errors = world.run(["--catalog", "fresh/.louver", "audit", "--verify"])
    status2, exported, _ = world.run(["--catalog", "fresh/.louver", "export"])
    return "a catalog" if status == status2 == 0 and b"admin" in exported else f"broken: {errors}"


def output(world):
    path = world.file("out.parquet")
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


SCENARIOS = [
    Scenario("mask", [*IN_STORY, "mask", "customers", "--replace"], dataset("customers")),
    Scenario("mask, the first time", [*IN_STORY, "mask", "tickets", "--memory", "1KiB"], dataset("tickets"),
             again_conflicts=True),
    Scenario("mask --append", [*IN_STORY, "mask", "tickets", "--into", "log", "--append"], dataset("log"),
             again=[*IN_STORY, "mask", "tickets", "--into", "log", "--replace"]),
    Scenario("run", [*IN_STORY, "run", "--into", "features", "--replace", "--", *COPY], dataset("features")),
    Scenario("apply", ["apply", "change.yaml"], declared),
    Scenario("derive", [*IN_STORY, "derive", "severities", "--from", "log"], sources, again_conflicts=True),
    Scenario("init", ["init", "fresh"], catalog, again_conflicts=True),
    Scenario("key rotate", ["key", "rotate"], keys),
    Scenario("rewrite", ["rewrite", "data/customers.parquet", "out.parquet", "--key-file", "key", "--mask", "email=hash",
                         "--drop", "ssn", "--drop", "notes"], output, again_conflicts=True),
]

MESSAGE = re.compile(rb"louver: [a-z ]+ failed: [^\n]+\n(hint: [^\n]+\n)?\Z")
