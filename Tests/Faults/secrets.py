"""Looks for keys where they must not be, and for what others could get at: modes of files, memory, dumps, files elsewhere.

    secrets.py LOUVER FAULTS.SO

Prints what was looked at, and 'N passed, N failed'."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

import power
from scenarios import COPY, IN_STORY
from world import World

louver, library = (os.path.abspath(path) for path in sys.argv[1:3])
passed = failed = 0


def check(what, wrong):
    global passed, failed
    if wrong:
        failed += 1
        print(f"{what}: {wrong}")
    else:
        passed += 1


def modes(world):
    """What others than the owner may get at, below the catalog; the public key is for everybody."""
    open_to_others = []
    for directory, folders, files in os.walk(world.file(".louver")):
        for name in folders + files:
            path = os.path.join(directory, name)
            mode = stat.S_IMODE(os.lstat(path).st_mode)
            expected = 0o700 if name in folders else 0o600
            if mode != expected and name != "manifest.pub":
                open_to_others.append(f"{os.path.relpath(path, world.path)} {mode:o}")
    return open_to_others


def files_are_private(directory):
    for mask in (0o000, 0o022, 0o077, 0o777):
        space = os.path.join(directory, f"{mask:o}")
        os.mkdir(space)
        program = os.path.join(space, "louver")
        with open(program, "w") as file:
            file.write(f"#!/bin/sh\numask {mask:o}\nexec '{louver}' \"$@\"\n")
        os.chmod(program, 0o700)
        world = World(program, space)
        room, _, why = world.run([*IN_STORY, "run", "--into", "features", "--replace", "--", *COPY])
        if room != 0:
            print(f"run is not tried: {why.decode().strip()}")
        world.done(*IN_STORY, "mask", "tickets")
        world.done("key", "rotate")
        check(f"modes under umask {mask:03o}", modes(world))
        world.done("rewrite", "data/tickets.parquet", "out.parquet", "--mask", "body=null")
        mode = stat.S_IMODE(os.stat(world.file("out.parquet")).st_mode)
        check(f"mode of an output under umask {mask:03o}", "" if mode == 0o600 else f"{mode:o}")


def key_files_of_others_are_refused(world):
    for name in ("master.key", "master-2.key"):
        for mode in (0o640, 0o604, 0o620, 0o602, 0o601, 0o677):
            world.reset()
            world.done("key", "rotate")
            os.chmod(world.file(".louver/" + name), mode)
            status, _, errors = world.run([*IN_STORY, "mask", "customers", "--replace"])
            check(f"{name} with mode {mode:o}", "" if status == 6 and b"chmod 600" in errors else f"{status} {errors}")
    world.reset()
    os.chmod(world.file("key"), 0o644)
    _, _, errors = world.run(["rewrite", "data/tickets.parquet", "out.parquet", "--key-file", "key"])
    check("a key file of one's own that others may read", "" if b"chmod 600" in errors else f"{errors}")


def nothing_is_made_elsewhere(world):
    commands = ([*IN_STORY, "mask", "customers", "--replace", "--memory", "1KiB"], ["apply", "change.yaml"],
                [*IN_STORY, "derive", "more", "--from", "log"], ["audit", "--verify"], ["leaks"], ["key", "rotate"],
                ["--as", "eric", "--project", "story", "read", "tickets", "--format", "parquet"],
                [*IN_STORY, "run", "--into", "features", "--replace", "--", *COPY], ["init", "fresh"])
    for words in commands:
        world.reset()
        world.run(words, LD_PRELOAD=library, FAULT_ROOT="", FAULT_RECORD=world.record)
        made = set()
        for call, _ in power.read_record(world.record):
            if call[0] == "open" and int(call[2]) & os.O_CREAT:
                made.add(call[3])
            elif call[0] == "mkdir":
                made.add(os.path.join(world.path, call[1]))
        places = (world.file(".louver/"), world.file("fresh"))
        elsewhere = [path for path in made if not os.path.normpath(path).startswith(places)]
        check(f"files made by {' '.join(words[-4:])}", elsewhere if made else "nothing was seen")
        check(f"left by {' '.join(words[-4:])}", world.leaks())


def memory(process, key):
    """Whether the key is in memory that a dump would have, and in memory that it would not."""
    dumped = kept = False
    with open(f"/proc/{process}/smaps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for part in re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", maps.read()):
            start, end = (int(bound, 16) for bound in part.split(" ")[0].split("-"))
            flags = re.search(r"VmFlags:(.*)", part)[1].split()
            if "rd" not in flags or "io" in flags or "[v" in part.split("\n")[0]:
                continue
            memory.seek(start)
            try:
                content = memory.read(end - start)
            except OSError:
                continue
            if key in content or key.hex().encode() in content:
                dumped, kept = dumped or "dd" not in flags, kept or "dd" in flags
    return dumped, kept


def keys_are_not_dumped(world):
    key, seen = bytes.fromhex(world.key), 0
    for at in range(20, 400, 20):
        world.reset()
        process = world.start([*IN_STORY, "mask", "customers", "--replace"], LD_PRELOAD=library, FAULT_ROOT=world.path,
                              FAULT_DO="stop", FAULT_AT=str(at), FAULT_REPORT=world.report)
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            break
        if os.geteuid() == 0:
            dumped, kept = memory(process.pid, key)
            seen += kept
            with open(world.report) as file:
                call = file.readline().strip()
            # While the key file is open, what is being read of it is on its way.
            if not call.endswith("master.key"):
                check(f"the key in what a dump has, at call {at}, {call}", "it is there" if dumped else "")
        with open(f"/proc/{process.pid}/limits") as file:
            check("core dumps", "" if re.search(r"Max core file size +0 +0 ", file.read()) else "are not off")
        os.kill(process.pid, signal.SIGABRT)
        os.kill(process.pid, signal.SIGCONT)
        _, status = os.waitpid(process.pid, 0)
        process.returncode = 0
        check("a core of an aborted process", "was dumped" if os.WCOREDUMP(status) else "")
    if os.geteuid() == 0:
        check("the key in memory that is not dumped", "" if seen else "was never seen: the search finds nothing")
        print(f"the key was found in memory that is not dumped {seen} times, and nowhere else")


def nobody_looks_into_it(directory):
    """Another process of the same user, which has no rights but that user's."""
    as_user = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--"]
    place = os.path.join(directory, "nobody")
    os.mkdir(place)
    os.chmod(place, 0o777)
    os.chmod(directory, 0o755)
    shutil.copy(louver, os.path.join(directory, "louver"))
    os.chmod(os.path.join(directory, "louver"), 0o755)
    environment = {**os.environ, "LD_PRELOAD": os.path.join(directory, "faults.so"), "FAULT_ROOT": place,
                   "FAULT_DO": "stop", "FAULT_AT": "60"}
    shutil.copy(library, os.path.join(directory, "faults.so"))
    os.chmod(os.path.join(directory, "faults.so"), 0o755)
    process = subprocess.Popen([*as_user, os.path.join(directory, "louver"), "init", place], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    waiting = subprocess.Popen([*as_user, "sleep", "60"])
    os.waitpid(process.pid, os.WUNTRACED)
    time.sleep(0.5)
    for name in ("environ", "maps", "mem", "auxv"):
        def reads(number):
            return subprocess.run([*as_user, "head", "-c", "0", f"/proc/{number}/{name}"], capture_output=True).returncode == 0
        check(f"/proc/PID/{name} of another process", "" if reads(waiting.pid) else "cannot be read")
        check(f"/proc/PID/{name} of the program", "can be read" if reads(process.pid) else "")
    process.kill()
    waiting.kill()
    process.wait()
    waiting.wait()


directory = tempfile.mkdtemp(prefix="secrets-")
try:
    files_are_private(directory)
    os.mkdir(os.path.join(directory, "world"))
    world = World(louver, os.path.join(directory, "world"))
    key_files_of_others_are_refused(world)
    nothing_is_made_elsewhere(world)
    keys_are_not_dumped(world)
    nobody_looks_into_it(directory)
finally:
    shutil.rmtree(directory, ignore_errors=True)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
