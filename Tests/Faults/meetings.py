"""What happens when two meet: writers of one dataset, a writer and readers, and somebody who replaces a source while it is read."""

import json
import os

from scenarios import IN_STORY, MESSAGE, SCENARIOS
from world import World

WRITERS = "two writers of one dataset"
READERS = "a reader beside a writer"
CATALOGS = "two commands that change the catalog"
REPLACED = "the source is replaced at a call"


def all_of(louver, library, directory, quick, every):
    """Trials as (fault, scenario, state, what is wrong)."""
    world = World(louver, directory)
    times = 6 if quick else 100 // every
    for words in (["customers"], ["customers", "--into", "features"]):
        name = words[-1]
        pair = [[*IN_STORY, "mask", *words, "--replace"]] * 2
        yield from together(world, WRITERS, pair, times, lambda: world.dataset(name))
    yield from together(world, CATALOGS, [["apply", "change.yaml"], ["key", "rotate"]], times, lambda: "there", must=True)
    yield from together(world, CATALOGS, [["init", "fresh"]] * 2, times, lambda: os.path.isdir(world.file("fresh/.louver")))
    yield from readers(world, times)
    for scenario in SCENARIOS:
        if scenario.name in ("mask", "mask, the first time", "run", "rewrite"):
            yield from replaced(world, library, scenario, quick, every)


def together(world, fault, commands, times, state, must=False):
    world.reset()
    before = state()
    world.done(*commands[0])
    after = state()
    for _ in range(times):
        world.reset()
        processes = [world.start(words) for words in commands]
        ends = [(*process.communicate(), process.returncode) for process in processes]
        wrong = []
        for output, errors, status in ends:
            if status not in ((0,) if must else (0, 5)) or (status == 5 and not MESSAGE.match(errors)):
                wrong.append(f"status {status}, {errors.decode().strip()}")
            wrong += world.leaks(output, errors)
        if all(status != 0 for _, _, status in ends) or state() != after:
            wrong.append(f"nobody did it: {before} {state()} {after}")
        yield fault, " ".join(commands[0]), "after", wrong + sound(world)


def readers(world, times):
    """Readers see the old dataset or the new one, whole, or are told that it changed under them."""
    world.reset()
    seen = [world.dataset("customers")]
    world.done(*IN_STORY, "mask", "customers", "--replace")
    seen.append(world.dataset("customers"))
    world.reset()
    for _ in range(times):
        writer = world.start([*IN_STORY, "mask", "customers", "--replace"])
        state = world.dataset("customers")
        _, errors = writer.communicate()
        wrong = [] if state in seen or "the file changed while it was read" in state else [f"sees {state}"]
        if writer.returncode != 0:
            wrong.append(errors.decode())
        yield READERS, "mask", "after" if state == seen[1] else "before", wrong


def replaced(world, library, scenario, quick, every):
    """The result is of one of the two sources, and says of which; else the command ends with status 4."""
    source = "tickets" if scenario.name in ("mask, the first time", "run") else "customers"
    rows = "severity <> 3" if source == "tickets" else "id NOT IN (100002, 100003, 100004, 100005, 100006)"

    def prepare():
        world.reset()
        os.makedirs(world.file("data/other"))
        world.done("rewrite", f"data/{source}.parquet", "data/other/new.parquet", "--where", rows)

    versions = {}
    for is_new in (False, True):
        prepare()
        if is_new:
            os.replace(world.file("data/other/new.parquet"), world.file(f"data/{source}.parquet"))
        world.done(*scenario.words)
        versions[scenario.state(world)] = version(world, scenario, source)
    assert len(versions) == 2
    prepare()
    before = scenario.state(world)
    environment = {"LD_PRELOAD": library, "FAULT_ROOT": world.path, "FAULT_DO": "swap", "FAULT_REPORT": world.report,
                   "FAULT_FROM": world.file("data/other/new.parquet"), "FAULT_TO": world.file(f"data/{source}.parquet")}
    world.run(scenario.words, FAULT_AT=str(10**9), **environment)
    with open(world.report) as file:
        count = int(file.read().split()[-1])
    for at in range(1, count + 1, max(1, count // 12) if quick else every):
        prepare()
        status, output, errors = world.run(scenario.words, FAULT_AT=str(at), **environment)
        state = scenario.state(world)
        wrong = world.leaks(output, errors) + sound(world)
        if status == 0:
            if state not in versions:
                wrong.append(f"neither of the two sources: {state}")
            elif version(world, scenario, source) != versions[state]:
                wrong.append("says that it is of the other source")
        elif status != 4 or not MESSAGE.match(errors):
            wrong.append(f"status {status}, {errors.decode().strip()}")
        elif state != before:
            wrong.append("changed something")
        with open(world.report) as file:
            where = f"call {at}, {file.readline().strip()}"
        yield REPLACED, f"{scenario.name}, {where}", "after" if status == 0 else "before", wrong


def version(world, scenario, source):
    """What the dataset's tag says of the source's version."""
    if scenario.name == "rewrite":
        return None
    name = {"mask": "customers", "run": "features"}.get(scenario.name, "tickets")
    found = json.loads(world.done("--json", "inspect", f".louver/workspaces/story/{name}"))
    policy = found["files"][0]["policy"]
    return sorted((parent["source"], parent["version"]) for parent in policy["parents"])


def sound(world):
    status, _, errors = world.run(["audit", "--verify"])
    return [] if status == 0 else [f"audit: {errors.decode().strip()}"]
