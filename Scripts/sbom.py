"""Writes what a built program is made of beside its own code, as a CycloneDX 1.5 document: the shared libraries that it is
linked with, by the Debian packages they come from, with versions and licences, and Swift's own library, which is in it.

    sbom.py LOUVER >louver.cdx.json

The same program and packages give the same document."""

import json
import os
import re
import subprocess
import sys


def output(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def libraries(program):
    """Paths of the shared libraries, those that libraries need included."""
    found = re.findall(r"(?:=> |^\s*)(/\S+) \(0x", output("ldd", program), re.MULTILINE)
    return sorted({os.path.realpath(path) for path in found})


def package(path):
    # Of merged directories a package may know either name.
    for name in (path, path.removeprefix("/usr")):
        run = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True)
        if run.returncode == 0:
            return run.stdout.split(": ")[0].split(",")[0]
    raise SystemExit(f"sbom.py: no package holds {path}")


# Of packages whose copyright file is prose.
PROSE = {"libc6": "LGPL-2.1-or-later", "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
         "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1"}


def licences(name):
    """The licences that a package's copyright file names for its parts."""
    if (plain := name.split(":")[0]) in PROSE:
        return [{"expression": PROSE[plain]}]
    with open(f"/usr/share/doc/{name.split(':')[0]}/copyright", encoding="utf-8", errors="replace") as file:
        text = file.read()
    named = {found.strip() for found in re.findall(r"^License:[ \t]*(\S[^\n]*)$", text, re.MULTILINE)}
    return [{"license": {"name": name}} for name in sorted(named)]


def component(name, files):
    version, source, architecture, home = output(
        "dpkg-query", "--show", "--showformat=${Version}\t${source:Package}\t${Architecture}\t${Homepage}", name
    ).split("\t")
    plain = name.split(":")[0]
    purl = f"pkg:deb/debian/{plain}@{version}?arch={architecture}"
    made = {"type": "library", "bom-ref": purl, "name": plain, "version": version, "purl": purl,
            "properties": [{"name": "debian:source", "value": source}]
            + [{"name": "louver:file", "value": os.path.basename(path)} for path in files]}
    if home:
        made["externalReferences"] = [{"type": "website", "url": home}]
    if found := licences(name):
        made["licenses"] = found
    return made


def swift():
    version = re.search(r"Swift version (\S+)", output(os.environ.get("SWIFT", "swift"), "--version"))[1]
    return {"type": "library", "bom-ref": f"swift@{version}", "name": "swift", "version": version,
            "description": "the standard library, Dispatch and concurrency, linked into the program",
            "licenses": [{"license": {"name": "Apache-2.0 with Runtime Library Exception"}}]}


def main():
    program = sys.argv[1]
    packages = {}
    for path in libraries(program):
        packages.setdefault(package(path), []).append(path)
    components = [component(name, files) for name, files in sorted(packages.items())] + [swift()]
    version = output(program, "--version").split()[1]
    louver = {"type": "application", "bom-ref": f"louver@{version}", "name": "louver", "version": version,
              "licenses": [{"license": {"id": "Apache-2.0"}}]}
    json.dump(
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": louver},
         "components": components,
         "dependencies": [{"ref": louver["bom-ref"], "dependsOn": [made["bom-ref"] for made in components]}]},
        sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
