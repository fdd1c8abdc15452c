"""What the kernels are measured on, and how one gets the same from DuckDB, Polars and pyarrow.compute.

Of each engine there may be several expressions: the fastest counts. DuckDB's are SQL, in which `{c}` is the column; the others are
functions of the module and the column's name (Polars) or its array (pyarrow.compute).
"""
from dataclasses import dataclass, field

STARS = "*" * 64
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
CLASSES = "X" * 26 + "x" * 26 + "n" * 10


@dataclass
class Case:
    column: str
    mask: str
    duckdb: list = field(default_factory=list)
    polars: list = field(default_factory=list)
    arrow: list = field(default_factory=list)
    # A command of louver-kernels that does it value by value with OpenSSL.
    openssl: str = ""
    aim: float = 0
    # The engine that the aim is against; else the fastest.
    against: str = ""
    # How the others' outputs differ; where this is empty they must be equal.
    differs: str = ""


def patterns(*steps):
    """Regular expressions with their replacements, one after the other, in each engine."""
    def backslashed(by):
        return by.replace("${", "\\").replace("}", "")

    duckdb = "{c}"
    for pattern, by in steps:
        duckdb = f"regexp_replace({duckdb}, '{pattern}', '{backslashed(by)}', 'g')"

    def polars(p, c):
        value = p.col(c)
        for pattern, by in steps:
            value = value.str.replace_all(pattern, by)
        return value

    def arrow(pc, v):
        for pattern, by in steps:
            v = pc.replace_substring_regex(v, pattern, backslashed(by))
        return v
    return [duckdb], [polars], [arrow]


def floored(step):
    return ([f"({{c}} // {step}) * {step}", f"{{c}} - {{c}} % {step}"],
            [lambda p, c: p.col(c) // step * step, lambda p, c: p.col(c) - p.col(c) % step],
            [lambda pc, v: pc.multiply(pc.divide(v, step), step)])


def truncated(unit, short, cast=""):
    return ([f"date_trunc('{unit}', {{c}}){cast}"], [lambda p, c: p.col(c).dt.truncate(short)], [lambda pc, v: pc.floor_temporal(v, unit=unit)])


def bucketed(pc, v):
    import pyarrow as pa
    conditions = pc.make_struct(*(pc.less(v, bound) for bound in (18, 40, 65)))
    return pc.case_when(conditions, *(pa.scalar(name) for name in ("<18", "[18,40)", "[40,65)", ">=65")))


def digest(p, c):
    return p.col(c).cast(p.String).chash.sha2_256()


SHA = "SHA-256 without a key"
DRAWN = "drawn by SHA-256 without a key"
FRESH = "drawn anew in each run, without a key"
NUMBER = "('0x' || left(sha256({c}::VARCHAR), 15))::BIGINT"
ASCII = (("[A-Z]", "X"), ("[a-z]", "x"), ("[0-9]", "n"))
SCRIPTS = (("\\p{Lu}", "X"), ("[\\p{Ll}\\p{Lo}]", "x"), ("\\p{Nd}", "n"))
NETWORK = patterns(("^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+).*", "${1}::"))
HOST = patterns(("^([a-z]+://[a-z0-9.]+).*", "${1}"))
TEXT_AT = "'***' || {c}[instr({c}, '@'):]"

CASES = [
    Case("email", "hash", ["sha256({c})"], [digest], openssl="hmac", aim=8, against="duckdb", differs=SHA),
    Case("id", "hash", ["sha256({c}::VARCHAR)"], [digest], openssl="hmac", aim=8, against="duckdb", differs=SHA),
    Case("email", "hash(length=16)", ["left(sha256({c}), 16)"], [lambda p, c: digest(p, c).str.head(16)],
         openssl="hmac", aim=8, against="duckdb", differs=SHA),
    Case("id", "pseudonym", [NUMBER], openssl="hmac", differs=SHA),
    Case("email", "replace(with=['ann', 'bob', 'eve'])", [f"['ann', 'bob', 'eve'][{NUMBER} % 3 + 1]"], openssl="hmac", differs=DRAWN),
    Case("email", "show(last=4)",
         ["repeat('*', length({c}) - 4) || right({c}, 4)", "lpad(right({c}, 4), length({c})::INT, '*')"],
         [lambda p, c: p.col(c).str.tail(4).str.pad_start(p.col(c).str.len_chars(), "*"),
          lambda p, c: p.lit(STARS).str.head(p.col(c).str.len_chars() - 4) + p.col(c).str.tail(4)],
         [lambda pc, v: pc.binary_join_element_wise(pc.binary_repeat("*", pc.subtract(pc.utf8_length(v), 4)), pc.utf8_slice_codeunits(v, -4), "")],
         aim=4),
    Case("name", "show(first=1, last=2)",
         ["left({c}, 1) || repeat('*', length({c}) - 3) || right({c}, 2)"],
         [lambda p, c: p.col(c).str.head(1) + p.col(c).str.tail(2).str.pad_start(p.col(c).str.len_chars() - 1, "*")],
         [lambda pc, v: pc.binary_join_element_wise(
             pc.utf8_slice_codeunits(v, 0, 1), pc.binary_repeat("*", pc.subtract(pc.utf8_length(v), 3)), pc.utf8_slice_codeunits(v, -2), "")],
         aim=4),
    Case("email", "classes", [f"translate({{c}}, '{ALPHABET}', '{CLASSES}')", *patterns(*ASCII)[0]],
         [*patterns(*ASCII)[1], lambda p, c: p.col(c).str.replace_many(list(ALPHABET), list(CLASSES))], patterns(*ASCII)[2], aim=4),
    Case("name", "classes", *patterns(*SCRIPTS), aim=4),
    Case("note", r"regex(pattern='\d{3,}', replace='#')", *patterns((r"\d{3,}", "#")), aim=2),
    Case("note", r"regex(pattern='(\d{3})\d{7}', replace='$1*')", *patterns((r"(\d{3})\d{7}", "${1}*")), aim=2),
    Case("card", r"regex(pattern='\d', replace='#')", *patterns((r"\d", "#")), aim=2),
    Case("email", "email",
         ["'***@' || split_part({c}, '@', -1)", "regexp_replace({c}, '^.*@', '***@')", TEXT_AT],
         [lambda p, c: p.lit("***@") + p.col(c).str.split_exact("@", 1).struct.field("field_1"),
          lambda p, c: p.lit("***") + p.col(c).str.slice(p.col(c).str.find("@", literal=True)),
          lambda p, c: p.col(c).str.replace("^.*@", "***@")],
         [lambda pc, v: pc.replace_substring_regex(v, "^.*@", "***@", max_replacements=1),
          lambda pc, v: pc.binary_join_element_wise("***", pc.list_element(pc.split_pattern(v, "@"), 1), "@")], aim=4),
    Case("ip", "ip",
         ["regexp_replace({c}, '[0-9]+$', '0')", "rtrim({c}, '0123456789') || '0'"],
         [lambda p, c: p.col(c).str.replace("[0-9]+$", "0"), lambda p, c: p.col(c).str.strip_chars_end("0123456789") + "0"],
         [lambda pc, v: pc.replace_substring_regex(v, "[0-9]+$", "0", max_replacements=1),
          lambda pc, v: pc.binary_join_element_wise(pc.utf8_rtrim(v, "0123456789"), "0", "")], aim=4),
    Case("ip6", "ip", *NETWORK, aim=4),
    Case("url", "url", [*HOST[0], "left({c}, 8) || split_part({c}, '/', 3)"], HOST[1], HOST[2]),
    Case("age", "round(5)", *floored(5), aim=4),
    Case("salary", "round(1000)", *floored(1000), aim=4),
    Case("price", "round(0.5)", ["floor({c} / 0.5::DOUBLE) * 0.5::DOUBLE"], [lambda p, c: (p.col(c) / 0.5).floor() * 0.5],
         [lambda pc, v: pc.multiply(pc.floor(pc.divide(v, 0.5)), 0.5)], aim=4),
    Case("latitude", "geo(2)", ["round({c}, 2)"], [lambda p, c: p.col(c).round(2)],
         [lambda pc, v: pc.round(v, 2, round_mode="half_towards_infinity")], differs="binary rounding, which errs at ties"),
    Case("age", "bucket(18, 40, 65)",
         ["CASE WHEN {c} < 18 THEN '<18' WHEN {c} < 40 THEN '[18,40)' WHEN {c} < 65 THEN '[40,65)' ELSE '>=65' END"],
         [lambda p, c: p.when(p.col(c) < 18).then(p.lit("<18")).when(p.col(c) < 40).then(p.lit("[18,40)"))
          .when(p.col(c) < 65).then(p.lit("[40,65)")).otherwise(p.lit(">=65"))], [bucketed]),
    Case("time", "truncate(month)", *truncated("month", "1mo"), aim=4),
    Case("time", "truncate(hour)", *truncated("hour", "1h"), aim=4),
    Case("day", "truncate(month)", *truncated("month", "1mo", "::DATE"), aim=4),
    Case("day", "truncate(week)", *truncated("week", "1w", "::DATE"), aim=4),
    Case("day", "shift(days=30, by=patient)", ["{c} + (('0x' || left(sha256(patient), 15))::BIGINT % 61 - 30)::INT"], differs=DRAWN),
    Case("card", "fpe"),
    Case("email", "encrypt", openssl="siv", differs="not yet base64"),
    Case("salary", "noise(laplace=100)", ["{c} + round(100 * ln(random()) * sign(random() - 0.5))::BIGINT"], differs=FRESH),
    Case("age", "respond(keep=0.8, from=[1, 2, 3])",
         ["CASE WHEN random() < 0.8 THEN {c} ELSE [1, 2, 3][floor(random() * 3)::INT + 1] END"], differs=FRESH),
]

# Columns, each with what its values are compared with.
COMPARISONS = {"age": 33, "salary": 90_000, "price": 99.5}
# Times the mere reading.
WITHIN = 1.5
