"""Runs the built program on one file, within limits, and says what is wrong with how it ended."""
import dataclasses
import hashlib
import os
import pathlib
import resource
import subprocess
import tempfile
import threading

BAD_INPUT = 4               # the exit status that a broken file must have
SECONDS = 5                 # of processor time; a machine may be busy
PATIENCE = 120              # seconds by the clock, for what hangs without using the processor
MEMORY = 1 << 30            # bytes in memory at once


@dataclasses.dataclass
class Ending:
    status: int
    errors: str
    digest: str             # of standard output
    seconds: float
    memory: int

    def wrong(self, name):
        """None for success and for a clean refusal of the file called `name`."""
        if self.status < 0:
            return f"ended by signal {-self.status}: {self.errors[-200:]}"
        if self.seconds > SECONDS:
            return f"took {self.seconds:.1f} s"
        if self.memory > MEMORY:
            return f"took {self.memory >> 20} MiB"
        if self.status == 0:
            return f"succeeded, but said: {self.errors}" if self.errors else None
        if self.status != BAD_INPUT:
            return f"status {self.status}: {self.errors[-200:]}"
        lines = self.errors.splitlines()
        if not lines or any(not line.startswith("hint: ") for line in lines[1:]) or name not in lines[0]:
            return f"refused with: {self.errors[-200:]}"
        return None


def run(command):
    """Runs a command to its end, or to that of its limits."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        resource.prlimit(child.pid, resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
        resource.prlimit(child.pid, resource.RLIMIT_CORE, (0, 0))
        timer = threading.Timer(PATIENCE, child.kill)
        timer.start()
        digest = hashlib.sha256()
        while part := child.stdout.read(1 << 16):
            digest.update(part)
        child.stdout.close()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
        return Ending(child.returncode, said, digest.hexdigest(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)


class Program:
    def __init__(self, path):
        self.path = pathlib.Path(path).resolve()

    def dump(self, source):
        return run([self.path, "inspect", "--dump", source])

    def rewrite(self, source, target):
        return run([self.path, "rewrite", source, target])


def work_directory():
    """In memory where that can be had: tens of thousands of files come and go."""
    memory = pathlib.Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="louver-reliability-", dir=memory if os.access(memory, os.W_OK) else None)
