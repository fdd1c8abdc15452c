"""A catalog whose commands fail: made once, put back before each trial, and looked through after it."""

import hashlib
import os
import re
import shutil
import subprocess

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "SampleData")

DECLARATIONS = """
principals:
  - {name: mary, permissions: [create-project, derive]}
  - {name: eric}
sources:
  - {name: customers, location: data/customers.parquet, owner: mary}
  - {name: tickets, location: data/tickets.parquet, owner: mary}
policies:
  - {name: open customers, kind: access, on: {source: customers}, allow: everyone}
  - {name: open tickets, kind: access, on: {source: tickets}, allow: everyone}
  - {name: mails, kind: column, on: {source: customers, column: email}, mask: hash}
  - {name: senders, kind: column, on: {source: tickets, column: customer_email}, mask: hash}
  - {name: names, kind: column, on: {source: customers, column: full_name}, mask: {show: {first: 1}}}
  - {name: numbers, kind: column, on: {source: customers, column: ssn}, mask: null}
  - {name: notes, kind: column, on: {source: customers, column: notes}, mask: null}
  - {name: texts, kind: column, on: {source: tickets, column: body}, mask: null}
  - {name: regions, kind: row, on: {source: customers}, where: region <> 'US'}
  - {name: before, kind: column, on: {source: customers, column: dept}, mask: {constant: before}}
"""
# With it the datasets of the world are not what they would be if they were written anew.
LATER = "remove: {policies: [before]}\n"
CHANGE = """
principals: [{name: nina, groups: [late]}, {name: oscar}]
policies: [{name: late, kind: column, on: {source: tickets, column: severity}, mask: null, for: group('late')}]
"""

# What the views hide: none of it may be found anywhere but in the sources.
MAIL = re.compile(rb"[a-z]+\.[a-z]+[0-9]*@[a-z.]+")
NUMBER = re.compile(rb"[0-9]{3}-[0-9]{2}-[0-9]{4}")


class World:
    def __init__(self, louver, directory):
        self.louver = louver
        self.path = os.path.join(directory, "at")
        self.temporary = os.path.join(directory, "temporary")
        self.report = os.path.join(directory, "report")
        self.record = os.path.join(directory, "record")
        self._kept = os.path.join(directory, "kept")
        os.makedirs(self.path)
        os.makedirs(self.temporary)
        self._make()
        shutil.copytree(self.path, self._kept, symlinks=True)

    def _make(self):
        os.makedirs(self.file("data"))
        # Uncompressed, so that what is hidden can be found where it does not belong.
        for name in ("customers/customers-2023", "tickets"):
            rows = "id NOT IN (100000, 100100, 100500, 100700, 101000, 101100)" if "/" in name else "severity > 1"
            self.done("rewrite", f"{SAMPLES}/{name}.parquet", f"data/{os.path.basename(name).split('-')[0]}.parquet",
                      "--where", rows, "--compression", "uncompressed")
        for name, text in (("declarations", DECLARATIONS), ("later", LATER), ("change", CHANGE)):
            with open(self.file(name + ".yaml"), "w") as file:
                file.write(text)
        with open(self.file("key"), "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(bytes(range(32)))
        self.done("init")
        self.done("apply", "declarations.yaml")
        self.done("--as", "mary", "project", "create", "story", "--source", "customers", "--source", "tickets",
                  "--member", "eric")
        self.done("--as", "mary", "--project", "story", "mask", "customers")
        self.done("--as", "mary", "--project", "story", "mask", "customers", "--into", "features")
        self.done("--as", "mary", "--project", "story", "mask", "tickets", "--into", "log")
        self.done("apply", "later.yaml")
        with open(self.file(".louver/master.key")) as file:
            self.key = file.read().strip()
        with open(self.file("data/customers.parquet"), "rb") as file:
            content = file.read()
        self.hidden = set(MAIL.findall(content)) | set(NUMBER.findall(content))
        assert len(self.hidden) > 1000 and b"e" in b"".join(self.hidden)

    def file(self, name):
        return os.path.join(self.path, name)

    def reset(self):
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self._kept, self.path, symlinks=True)
        shutil.rmtree(self.temporary)
        os.makedirs(self.temporary)
        for path in (self.report, self.record):
            if os.path.exists(path):
                os.remove(path)

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOUVER_")}
        return {**kept, "TMPDIR": self.temporary, "SWIFT_BACKTRACE": "enable=no", **more}

    def start(self, words, **environment):
        return subprocess.Popen([self.louver, *words], cwd=self.path, env=self.environment(**environment),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, words, **environment):
        process = self.start(words, **environment)
        try:
            output, errors = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
            return "hangs", output, errors
        return process.returncode, output, errors

    def done(self, *words):
        status, output, errors = self.run(words)
        if status != 0:
            raise RuntimeError(f"{' '.join(words)}: {status} {errors.decode()}")
        return output

    # What is there

    def dataset(self, name):
        """A digest of all values of a dataset, as a member reads it; None where there is none."""
        status, output, errors = self.run(["--as", "eric", "--project", "story", "read", name, "--dataset",
                                           "--format", "csv"])
        if status == 3 and b"closed" not in errors:
            return None
        if status != 0:
            return f"unreadable: {status} {errors.decode().strip()}"
        return hashlib.sha256(output).hexdigest()

    def names(self):
        """Paths of everything but what SQLite keeps beside its database, and newer keys, as many as there are."""
        found = set()
        for directory, folders, files in os.walk(self.path):
            for name in folders + files:
                path = os.path.relpath(os.path.join(directory, name), self.path)
                if not re.search(r"\.sqlite-(wal|shm)$|/master-\d+\.key$", path):
                    found.add(path)
        return found

    def leaks(self, *streams):
        """Where something is that must not be there."""
        found = []
        for base in (self.path, self.temporary):
            for directory, _, files in os.walk(base):
                for name in files:
                    path = os.path.join(directory, name)
                    if path.startswith(self.file("data/")):
                        continue
                    if base == self.temporary:
                        found.append(f"a temporary file {path}")
                    with open(path, "rb") as file:
                        found += self.leaks_in(file.read(), path, name.startswith("master"))
        for stream in streams:
            found += self.leaks_in(stream, "what it printed", False)
        return found

    def leaks_in(self, content, where, holds_key=False):
        found = [f"hidden values in {where}" for pattern in (MAIL, NUMBER) if self.hidden & set(pattern.findall(content))]
        if not holds_key and (self.key.encode() in content or bytes.fromhex(self.key) in content):
            found.append(f"the key in {where}")
        return found
