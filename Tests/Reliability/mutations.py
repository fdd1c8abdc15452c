#!/usr/bin/env python3
"""Damages valid Parquet files and gives them to the program.

    mutations.py LOUVER DIRECTORY [--count N] [--files N] [--seed N] [--only NUMBER] [--keep DIRECTORY]

Takes files from DIRECTORY that the program reads, flips, truncates and splices their bytes, and runs `inspect --dump` and
`rewrite` on each result. It must end by itself, soon, in little memory, with a result or a clean refusal; and what it rewrites
must be readable and hold the values of what it was made from. The seed and a mutation's number determine its bytes.
Ends with a line 'N passed, N failed'.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import shutil
import struct
import sys

import program

LARGEST = 64 << 10          # bytes; larger files only take longer
INTERESTING = [0x00, 0x01, 0x7F, 0x80, 0xFF]


def valid_files(louver, directory, wanted, seed):
    """Files that can be read, their choice fixed by the seed."""
    names = sorted(path for path in directory.rglob("*") if path.is_file() and 0 < path.stat().st_size <= LARGEST)
    random.Random(seed).shuffle(names)
    found = []
    for path in names:
        if len(found) == wanted:
            break
        ended = louver.dump(path)
        if ended.status == 0:
            found.append(path)
    return found


class Mutation:
    """One damaged file, made of one or two others."""

    def __init__(self, seed, number, originals):
        self.random = random.Random(f"{seed}/{number}")
        self.original = originals[number % len(originals)]
        self.other = originals[self.random.randrange(len(originals))]
        self.bytes = bytearray(self.original)
        self.footer = self.footer_length(self.original)
        how = self.random.choice([self.flip, self.flip, self.overwrite, self.overwrite, self.truncate, self.splice, self.splice])
        for _ in range(self.random.choice([1, 1, 1, 2, 3, 5, 8])):
            how()
        self.how = how.__name__

    @staticmethod
    def footer_length(data):
        length = struct.unpack("<I", data[-8:-4])[0] + 8 if len(data) >= 12 else 0
        return min(length, len(data))

    def place(self):
        """Half of the time in the footer, which is small and says most."""
        size = len(self.bytes)
        if size == 0:
            return 0
        if self.random.random() < 0.5 and 0 < self.footer <= size:
            return self.random.randrange(size - self.footer, size)
        return self.random.randrange(size)

    def flip(self):
        if self.bytes:
            self.bytes[self.place()] ^= 1 << self.random.randrange(8)

    def overwrite(self):
        place = self.place()
        length = self.random.choice([1, 1, 2, 4, 8])
        fill = self.random.choice(INTERESTING)
        self.bytes[place:place + length] = bytes([fill]) * len(self.bytes[place:place + length])

    def truncate(self):
        """Loses the end, the beginning, or something in the middle, so that the footer is found."""
        start = self.place()
        length = self.random.choice([1, 2, 4, 16, 256])
        cut = self.random.randrange(8)
        if cut == 0:
            del self.bytes[start:]
        elif cut == 1:
            del self.bytes[:start]
        else:
            del self.bytes[start:start + length]

    def splice(self):
        """Takes bytes of another file, or of this one elsewhere, in the place of some or between them."""
        source = self.random.choice([self.original, self.other])
        if not source:
            return
        start = self.random.randrange(len(source))
        part = source[start:start + self.random.choice([1, 4, 16, 64, 1024])]
        place = self.place()
        self.bytes[place:place + (len(part) if self.random.random() < 0.7 else 0)] = part


def try_mutation(louver, data, directory):
    """What became of it, and what was wrong with that."""
    source, target = directory / "damaged.parquet", directory / "out.parquet"
    source.write_bytes(data)
    try:
        read = louver.dump(source)
        written = louver.rewrite(source, target)
        endings = [read, written]
        wrong = read.wrong(source.name) or written.wrong(source.name)
        if wrong:
            return "wrong", wrong, endings
        if written.status != 0:
            left = [path.name for path in directory.iterdir() if path != source]
            if left:
                return "wrong", f"left {left[0]} behind", endings
            if read.status == 0:
                return "wrong", f"read, but not rewritten: {written.errors[-200:]}", endings
            return "refused", None, endings
        again = louver.dump(target)
        endings.append(again)
        if again.status != 0:
            return "wrong", f"rewrote what cannot be read: {again.errors[-200:]}", endings
        if read.status == 0 and read.digest != again.digest:
            return "wrong", "the rewritten file has other values", endings
        if read.status != 0:
            return "wrong", f"rewrote what was not read: {read.errors[-200:]}", endings
        return "read", None, endings
    finally:
        for path in directory.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("louver")
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one mutation, by its number")
    parser.add_argument("--keep", type=pathlib.Path, help="where files that went wrong are kept")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()

    louver = program.Program(options.louver)
    files = valid_files(louver, options.directory, options.files, options.seed)
    originals = [path.read_bytes() for path in files]
    outcomes, failed, slowest, largest = collections.Counter(), 0, 0.0, 0
    numbers = range(options.count) if options.only is None else [options.only]

    with program.work_directory() as work:
        directories = [pathlib.Path(work) / str(job) for job in range(options.jobs)]
        for directory in directories:
            directory.mkdir()
        free = collections.deque(directories)

        def attempt(number):
            mutation = Mutation(options.seed, number, originals)
            directory = free.popleft()
            try:
                return number, mutation, try_mutation(louver, bytes(mutation.bytes), directory)
            finally:
                free.append(directory)

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for number, mutation, (outcome, wrong, endings) in pool.map(attempt, numbers):
                outcomes[outcome] += 1
                slowest = max([slowest] + [ending.seconds for ending in endings])
                largest = max([largest] + [ending.memory for ending in endings])
                if wrong:
                    failed += 1
                    print(f"mutation {number} ({mutation.how}) of {files[number % len(files)]}: {wrong}", flush=True)
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / f"mutation-{number}.parquet").write_bytes(bytes(mutation.bytes))
    total = sum(outcomes.values())
    print(f"{total} mutations of {len(files)} files, seed {options.seed}: {outcomes['read']} still read and rewritten, "
          f"{outcomes['refused']} refused; at most {slowest:.2f} s and {largest >> 20} MiB")
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
