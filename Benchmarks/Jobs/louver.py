"""The jobs as commands of Louver's."""
import jobs

MASKS = {"null": "null", "redacted": "constant('REDACTED')", "hash": "hash", "domain": "email", "last4": "show(last=4)",
         "first3": "show(first=3)", "year": "truncate(year)", "floor5000": "round(5000)", "network": "ip"}


def condition(c):
    if isinstance(c, jobs.Since):
        return f"{c.column} {'<' if c.negated else '>='} '{c.day}T00:00:00'"
    values = ", ".join(repr(v) for v in c.values)
    return f"{c.column} {'NOT IN' if c.negated else 'IN'} ({values})"


def mask(m):
    return f"regex(pattern='{m.pattern}', replace='{m.replacement}')" if isinstance(m, jobs.Pattern) else MASKS[m]


def command(louver, job, source, target, key):
    arguments = [louver, "--quiet", "rewrite", source, target, "--key-file", key]
    for column, m in job.masks.items():
        if isinstance(m, tuple):
            arguments += ["--mask-when", f"{column}={mask(m[0])} IF {condition(m[1])}"]
        else:
            arguments += ["--mask", f"{column}={mask(m)}"]
    if job.rows:
        arguments += ["--where", " AND ".join(condition(c) for c in job.rows)]
    return [str(a) for a in arguments]
