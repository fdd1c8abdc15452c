"""Makes the commands of scenarios.py fail at every call and at random moments, and looks at what they leave behind.

    faults.py LOUVER FAULTS.SO [--quick] [--every N] [--jobs N] [--only SCENARIO…]

After each trial the audit log's chain has to be whole, the old or the new state there in full, nothing hidden anywhere but in
the sources, the message one line with its status, and the next command has to do what it should and to leave no remains.
Prints a table, fault by outcome, and 'N passed, N failed'."""

import argparse
import collections
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time

import meetings
import power
from scenarios import MESSAGE, SCENARIOS
from world import World

CHANGING = "write,create,mkdir,rename,link,truncate,fsync"
# Its name, what the calls do, which calls, whether those after it do the same.
FAULTS = [
    # Between two calls that change something there is nothing else to find.
    ("killed at a call", "kill", CHANGING + ",remove", False),
    ("disk full, at one call", "28", CHANGING, False),
    ("disk full, from a call on", "28", CHANGING, True),
    ("input or output error, at one call", "5", "", False),
    ("input or output error, from a call on", "5", CHANGING + ",remove,read", True),
    ("too many open files, at one call", "24", "open,create", False),
    ("too many open files, from a call on", "24", "open,create", True),
    ("half of a write is done, at one call", "short", "write", False),
    ("half of a write is done, from a call on", "short", "write", True),
    ("rename or link fails, at one call", "13", "rename,link", False),
    ("rename or link fails, from a call on", "13", "rename,link", True),
]
KILLED = "killed at a random moment"
INTERRUPTED = "interrupted or terminated at a random moment"
SPACE = "/dev/shm" if os.path.isdir("/dev/shm") else None
LOST = "power lost after a call"
REMAINS = [("nothing", 0), ("names", 0), ("bytes", 0)] + [("some", seed) for seed in range(4)]


class Trials:
    """One world, in which trials are made one after the other."""

    def __init__(self, louver, library):
        self.directory = tempfile.mkdtemp(prefix="faults-", dir=SPACE)
        self.world = World(louver, self.directory)
        self.library = library
        self.expected = {}

    def close(self):
        shutil.rmtree(self.directory, ignore_errors=True)

    def expect(self, scenario):
        """What is there before and after the command, the paths after the next one, and how long it takes."""
        if scenario.name not in self.expected:
            world = self.world
            world.reset()
            before, begun = scenario.state(world), time.monotonic()
            status, _, errors = world.run(scenario.words)
            took = time.monotonic() - begun
            after = scenario.state(world)
            if status != 0 or before == after:
                raise RuntimeError(f"{scenario.name}: {status} {errors.decode()}")
            world.run(scenario.again)
            self.expected[scenario.name] = before, after, world.names(), took
        return self.expected[scenario.name]

    def count(self, scenario, calls):
        """How many calls there are, when nothing happens."""
        self.world.reset()
        self.world.run(scenario.words, **self.interposed("5", calls, 10**9, False))
        return int(self.world_report().split()[-1])

    def interposed(self, what, calls, at, stays):
        set_ = {"LD_PRELOAD": self.library, "FAULT_ROOT": self.world.path, "FAULT_CALLS": calls, "FAULT_AT": str(at),
                "FAULT_DO": what, "FAULT_REPORT": self.world.report}
        return {**set_, "FAULT_STAYS": "yes"} if stays else set_

    def world_report(self):
        with open(self.world.report) as file:
            return file.read()

    def check(self, scenario, status, output, errors, statuses):
        """Looks at what is there now. Gives `before`, `after` or None, and what is wrong."""
        world = self.world
        before, after, names, _ = self.expect(scenario)
        wrong = []
        if status not in statuses:
            wrong.append(f"status {status}, {errors.decode(errors='replace').strip()}")
        # An interrupt that nothing has to be cleaned up for ends a command without a word.
        if (status or 0) > 0 and not (status == 130 and errors == b"") and not MESSAGE.match(errors):
            wrong.append(f"says {errors}")
        audit, _, reason = world.run(["audit", "--verify"])
        if audit != 0:
            wrong.append(f"audit: {reason.decode().strip()}")
        try:
            state = scenario.state(world)
        except RuntimeError as error:
            state = str(error)
        if state not in (before, after):
            wrong.append(f"neither old nor new: {state}")
        if status == 0 and state != after:
            wrong.append("said that it was done, and it was not")
        wrong += world.leaks(output, errors)
        status, _, errors = world.run(scenario.again)
        if status != 0 and not (status == 5 and scenario.again_conflicts and state == after):
            wrong.append(f"the next command: {status} {errors.decode().strip()}")
        elif world.names() != names:
            wrong.append(f"left: {sorted(world.names() ^ names)}")
        return ("before" if state == before else "after" if state == after else None), wrong

    def fault(self, scenario, what, calls, stays, at):
        """None where it did not happen any more."""
        self.world.reset()
        status, output, errors = self.world.run(scenario.words, **self.interposed(what, calls, at, stays))
        report = self.world_report().split("\n")[0]
        if report.startswith("calls"):
            return None
        statuses = (-signal.SIGKILL,) if what == "kill" else (0,) if what == "short" else (0, 6)
        state, wrong = self.check(scenario, status, output, errors, statuses)
        return state, wrong, f"call {at}, {report}"

    def kill(self, scenario, draw, number=signal.SIGKILL):
        moment = draw * 1.2 * self.expect(scenario)[3]
        self.world.reset()
        process = self.world.start(scenario.words)
        time.sleep(moment)
        process.send_signal(number)
        output, errors = process.communicate()
        statuses = (0, -signal.SIGKILL) if number == signal.SIGKILL else (0, 130, -number)
        state, wrong = self.check(scenario, process.returncode, output, errors, statuses)
        return state, wrong, f"after {moment:.4f} s"

    def lose(self, scenario, share):
        """Loses power after each call of one run, or after a share of them."""
        self.expect(scenario)
        self.world.reset()
        model = power.Model(self.world.path)
        interposed = self.interposed("5", "none", 0, False)
        status, _, errors = self.world.run(scenario.words, FAULT_RECORD=self.world.record, **interposed)
        assert status == 0, errors
        calls = list(power.read_record(self.world.record))
        seen = set()
        for number, (words, data) in enumerate([(None, b"")] + calls):
            if words is not None and not model.play(words, data):
                continue
            is_end = number == len(calls)
            if not is_end and number % share != 0:
                continue
            for how, seed in REMAINS:
                left = model.remains(how, seed + 10 * number)
                mark = (is_end, hash(frozenset(left.items())))
                if mark in seen:
                    continue
                seen.add(mark)
                shutil.rmtree(self.world.path)
                power.put(left)
                # Who was told that it is done relies on it.
                state, wrong = self.check(scenario, 0 if is_end else None, b"", b"", (0, None))
                yield state, wrong, f"call {number} of {len(calls)} ({' '.join(words or ['none'])[:120]}), {how} {seed}"


def planned(trials, quick, every, only):
    """All trials, as (fault, scenario's number, arguments)."""
    draws = random.Random(8)
    for number, scenario in enumerate(SCENARIOS):
        if (only and scenario.name not in only) or not trials.possible(scenario):
            continue
        for name, what, calls, stays in FAULTS:
            count = trials.count(scenario, calls)
            # Where it is bounded, a share of the calls that differs from fault to fault.
            step = max(1, count // 4) if quick else every
            for at in range(1 + draws.randrange(step), count + (1 if quick else 3), step):
                yield name, number, (what, calls, stays, at)
        for _ in range(4 if quick else 500 // every if scenario.name in ("mask", "run", "apply", "derive") else 50 // every):
            yield KILLED, number, (draws.random(),)
        for at in range(2 if quick else 50 // every):
            yield INTERRUPTED, number, (draws.random(), (signal.SIGINT, signal.SIGTERM)[at % 2])
        yield LOST, number, (29 if quick else every,)


class Run(Trials):
    def possible(self, scenario):
        if scenario.name != "run":
            return True
        status, _, errors = self.world.run(scenario.words[:4] + ["run", "--", "true"])
        if status != 0:
            print(f"run: not tried, {errors.decode().strip()}", flush=True)
        return status == 0

    def results(self, fault, number, arguments):
        scenario = SCENARIOS[number]
        if fault in (KILLED, INTERRUPTED):
            yield self.kill(scenario, *arguments)
        elif fault == LOST:
            yield from self.lose(scenario, *arguments)
        else:
            self.expect(scenario)
            result = self.fault(scenario, *arguments)
            if result is not None:
                yield result


def work(louver, library, tasks, results):
    try:
        trials = Run(louver, library)
        for task in iter(tasks.get, None):
            for result in trials.results(*task):
                results.put((task[0], SCENARIOS[task[1]].name, *result))
        trials.close()
    except Exception as error:
        results.put(("the trials themselves", "", None, [f"{type(error).__name__}: {error}"], ""))
        raise
    finally:
        results.put(None)


def table(told, quick):
    print("\n| fault | trials | as before | as after | wrong |\n| --- | ---: | ---: | ---: | ---: |")
    for fault, counts in told.items():
        trials = counts["before"] + counts["after"] + counts["wrong"]
        print(f"| {fault} | {trials} | {counts['before']} | {counts['after']} | {counts['wrong']} |")
    passed = sum(counts["before"] + counts["after"] for counts in told.values())
    failed = sum(counts["wrong"] for counts in told.values())
    print(f"\n{passed} passed, {failed} failed")
    return failed == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("louver")
    parser.add_argument("library")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--every", type=int, default=1, help="of the calls and moments only each N-th")
    parser.add_argument("--only", nargs="*", default=[], help="only these scenarios")
    options = parser.parse_args()
    louver, library = os.path.abspath(options.louver), os.path.abspath(options.library)

    first = Run(louver, library)
    assert first.world.leaks_in(open(first.world.file("data/customers.parquet"), "rb").read(), "the source")
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    plan = list(planned(first, options.quick, options.every, options.only))
    first.close()
    # The long ones first.
    for task in sorted(plan, key=lambda task: task[0] != LOST):
        tasks.put(task)
    workers = [multiprocessing.Process(target=work, args=(louver, library, tasks, results)) for _ in range(options.jobs)]
    for worker in workers:
        tasks.put(None)
        worker.start()
    told = {name: collections.Counter() for name in [KILLED, INTERRUPTED] + [fault[0] for fault in FAULTS] + [LOST]}
    ended = count = 0
    while ended < len(workers):
        result = results.get()
        if result is None:
            ended += 1
            continue
        fault, scenario, state, wrong, where = result
        told.setdefault(fault, collections.Counter())["wrong" if wrong else state] += 1
        count += 1
        if count % 500 == 0:
            print(f"{count} trials", file=sys.stderr, flush=True)
        if wrong:
            print(f"{scenario}, {fault}, {where}: {'; '.join(wrong)}", flush=True)
    directory = tempfile.mkdtemp(prefix="faults-", dir=SPACE)
    try:
        for fault, scenario, state, wrong in meetings.all_of(louver, library, directory, options.quick, options.every):
            told.setdefault(fault, collections.Counter())["wrong" if wrong else state] += 1
            if wrong:
                print(f"{scenario}, {fault}: {'; '.join(wrong)}", flush=True)
    finally:
        shutil.rmtree(directory)
    sys.exit(0 if table({name: counts for name, counts in told.items() if counts}, options.quick) else 1)


if __name__ == "__main__":
    main()
