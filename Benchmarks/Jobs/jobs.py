"""The jobs, in terms that every engine translates: which columns are masked how, and which rows remain.

A mask is one of
    null  redacted  hash  domain (what follows an address's @)  last4  first3  year  floor5000  network (an address's first 24 bits)
or a Pattern. Where it comes with a condition, only the cells of rows in which that holds are masked.
"""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pattern:
    """Matches are replaced: the first, or all."""
    pattern: str
    replacement: str
    everywhere: bool


@dataclass(frozen=True)
class In:
    column: str
    values: tuple
    negated: bool = False


@dataclass(frozen=True)
class Since:
    """A time at the start of a day, in UTC, or later; `negated`: before."""
    column: str
    day: str
    negated: bool = False


@dataclass(frozen=True)
class Job:
    what: str
    goal: float
    masks: dict = field(default_factory=dict)
    rows: tuple = ()
    data: str = "people"
    key: str = "id"
    engines: tuple = ("polars", "duckdb", "datafusion", "pyarrow", "chdb")


REWRITER = ("parquet-java", "polars", "duckdb", "datafusion", "pyarrow", "chdb")


def erased(rows):
    """Twenty identifiers, spread over the table."""
    step = rows // 20
    return tuple(17 + (step - 11) * i for i in range(20))


def jobs(rows):
    """The jobs of a table of so many people."""
    return {
        "J1": Job("3 of 20 columns NULL", 11, dict.fromkeys(("email", "phone", "ssn"), "null"), engines=REWRITER),
        "J2": Job("3 of 20 columns hashed", 9, dict.fromkeys(("email", "phone", "ssn"), "hash")),
        "J3": Job("rows filtered, 10 % remain", 1.6, rows=(In("country", ("FR", "GB")), Since("signup_ts", "2019-07-01"))),
        "J3b": Job("rows filtered, half remain", 2.2,
                   rows=(In("country", ("US", "DE", "FR", "GB")), Since("signup_ts", "2016-11-24"))),
        "J4": Job("3 columns masked in some rows", 12, {
            "salary": ("null", In("dept", ("Finance",), True)), "diagnosis": ("null", In("dept", ("Finance",), True)),
            "zip": ("first3", In("country", ("US",), True))}),
        "J5": Job("a whole policy: 10 columns masked, rows filtered", 3.5, {
            "email": "domain", "full_name": "redacted", "phone": "last4", "ssn": "hash", "birth_date": "year", "zip": "first3",
            "salary": "floor5000", "ip": "network", "notes": "null",
            "diagnosis": ("null", In("dept", ("Research", "Legal"), True))}, (In("region", ("EMEA", "APAC")),)),
        "J6": Job("identity", 5, engines=REWRITER),
        "J7": Job("5 of 100 columns NULL", 10, dict.fromkeys(("user_email", "user_phone", "client_ip", "card_number", "comment"), "null"),
                  data="events", key="event_id", engines=REWRITER),
        "J8": Job("2 columns of few values hashed", 20, dict.fromkeys(("city", "diagnosis"), "hash")),
        "J9": Job("a leaf within a list NULL", 18, {"items.gift_note": "null"}, data="nested", key="order_id"),
        "J10": Job("patterns replaced in 2 columns", 4.5, {
            "email": Pattern("^[^@]+", "***", False), "notes": Pattern("[bst]r[a-z]{2,5}", "[x]", True)}),
        "J11": Job("20 rows erased", 9, rows=(In("id", erased(rows), True),)),
        "J12": Job("a range of days, file sorted by it", 9, rows=(
            Since("signup_ts", "2017-03-01"), Since("signup_ts", "2017-09-01", True)), data="sorted"),
    }
