"""What remains when power is lost: files and directories as they were when they were last flushed, and of what came after
nothing, all, or some.

The record that the interposed calls write is played on a model of the file system, call by call."""

import os
import random


class File:
    def __init__(self, content=b""):
        self.now = bytearray(content)
        self.flushed = bytes(content)
        # Since then, in order: what turns the flushed bytes into those of now.
        self.later = []

    def write(self, offset, data):
        self.later.append((offset, bytes(data)))
        self._apply(self.now, offset, data)

    def truncate(self, length):
        self.later.append((length, None))
        self._apply(self.now, length, None)

    @staticmethod
    def _apply(content, offset, data):
        end = offset if data is None else offset + len(data)
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        if data is None:
            del content[offset:]
        else:
            content[offset:end] = data

    def flush(self):
        self.flushed, self.later = bytes(self.now), []

    def some(self, random):
        content = bytearray(self.flushed)
        for offset, data in self.later:
            if random.random() < 0.5:
                self._apply(content, offset, data)
        return bytes(content)


class Folder:
    def __init__(self):
        self.now, self.flushed, self.later = {}, {}, []

    def put(self, changes):
        """Changes that happen together: names, and what they then are (None: nothing)."""
        self.later.append(changes)
        self._apply(self.now, changes)

    @staticmethod
    def _apply(names, changes):
        for name, node in changes.items():
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node

    def flush(self):
        self.flushed, self.later = dict(self.now), []

    def some(self, random):
        names = dict(self.flushed)
        # A journal keeps the order of a directory's changes.
        for changes in self.later[:random.randint(0, len(self.later))]:
            self._apply(names, changes)
        return names


class Model:
    def __init__(self, root):
        self.root = root
        self.top = self._read(root)
        self.open = {}

    def _read(self, path):
        if os.path.isdir(path):
            folder = Folder()
            for name in os.listdir(path):
                folder.now[name] = self._read(os.path.join(path, name))
            folder.flush()
            return folder
        with open(path, "rb") as file:
            return File(file.read())

    def _names(self, path):
        names = [name for name in os.path.relpath(os.path.join(self.root, path), self.root).split(os.sep) if name != "."]
        if names and names[0] == "..":
            raise ValueError(path)
        return names

    def node(self, path):
        node = self.top
        for name in self._names(path):
            node = node.now[name]
        return node

    def place(self, path):
        path = os.path.normpath(os.path.join(self.root, path))
        return self.node(os.path.dirname(path)), os.path.basename(path)

    def play(self, words, data):
        """One call. Gives whether it changed anything."""
        call, rest = words[0], words[1:]
        if call == "open":
            folder, name = (None, None) if not self._names(rest[2]) else self.place(rest[2])
            if folder is not None and name not in folder.now:
                folder.put({name: File()})
            node = self.node(rest[2])
            if int(rest[1]) & os.O_TRUNC:
                node.truncate(0)
            self.open[int(rest[0])] = node
        elif call == "close":
            self.open.pop(int(rest[0]), None)
            return False
        elif call == "write":
            self.open[int(rest[0])].write(int(rest[1]), data)
        elif call == "truncate":
            self.open[int(rest[0])].truncate(int(rest[1]))
        elif call == "flush":
            self.open[int(rest[0])].flush()
        elif call == "mkdir":
            folder, name = self.place(rest[0])
            folder.put({name: Folder()})
        elif call in ("rmdir", "unlink"):
            folder, name = self.place(rest[0])
            # What the room wrote is not in the record.
            if name not in folder.now:
                return False
            folder.put({name: None})
        elif call == "link":
            folder, name = self.place(rest[2])
            folder.put({name: self.node(rest[1])})
        elif call in ("rename", "renameat2"):
            self._move(int(rest[0]), rest[1], rest[2])
        else:
            raise ValueError(call)
        return True

    def _move(self, flags, source, target):
        (one, name), (other, new) = self.place(source), self.place(target)
        node, taken = one.now[name], other.now.get(new) if flags & 2 else None
        if one is other:
            one.put({name: taken, new: node})
        else:
            other.put({new: node})
            one.put({name: taken})

    def remains(self, how, seed=0):
        """What is left, by path: bytes of files, None for directories. `how` is what of the unflushed is there: `nothing`,
        all `names`, all `bytes`, or `some` of both."""
        draws = random.Random(seed)
        left = {}

        def visit(node, path):
            if isinstance(node, Folder):
                left[path] = None
                names = {"nothing": node.flushed, "names": node.now, "bytes": node.flushed}.get(how)
                for name, child in sorted((node.some(draws) if names is None else names).items()):
                    # The index of a database's log is memory that processes share.
                    if not name.endswith("-shm"):
                        visit(child, os.path.join(path, name))
            else:
                bytes_ = {"nothing": node.flushed, "names": node.flushed, "bytes": bytes(node.now)}.get(how)
                left[path] = node.some(draws) if bytes_ is None else bytes_

        visit(self.top, self.root)
        return left


def put(left):
    """Makes what is left, where nothing is."""
    for path, content in left.items():
        if content is None:
            os.mkdir(path, 0o700)
        else:
            with open(path, "wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(content)


def read_record(path):
    """The calls: their words, and the bytes of those that write."""
    with open(path, "rb") as file:
        while line := file.readline():
            words = line.decode().rstrip("\n").split("\t")
            yield words, file.read(int(words[3])) if words[0] == "write" else b""
