"""What each mask makes of a value, written a second time and independently, over Python's own types.

A mask here is the text that the command line takes and a function from a value that is not None. Masks that treat
None too (`null`, `constant`) say so themselves.
"""
import datetime as dt
import hashlib
import hmac
import math
from decimal import Decimal
from fractions import Fraction

KEY = bytes(range(32))


def text(value):
    """Canonical text of the types that the cases here hash."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "nan" if math.isnan(value) else "%.17g" % value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        zone = "Z" if value.tzinfo else ""
        return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond:06d}" + zone
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def null(value):
    return None


def constant(shown):
    return lambda value: shown


def hash(length=64):
    def mask(value):
        data = value if isinstance(value, bytes) else text(value).encode()
        return hmac.new(KEY, data, hashlib.sha256).hexdigest()[:length]
    return mask


def show(first=0, last=0, minimum=None, filler="*"):
    minimum = minimum or first + last + 1

    def mask(value):
        if len(value) < minimum:
            return filler * len(value)
        return value[:first] + filler * (len(value) - first - last) + (value[-last:] if last else "")
    return mask


def round_down(to, lowest=None):
    """The floor to a multiple, on exact numbers, but not below the type's lowest; a float is rounded to its type once, at the end."""
    def mask(value):
        if isinstance(value, float):
            if not math.isfinite(value) or abs(value) >= 2.0 ** 52 * to:
                return value
            return float(math.floor(Fraction(value) / Fraction(to)) * Fraction(to))
        if isinstance(value, Decimal):
            step = Decimal(to)
            return (math.floor(Fraction(value) / Fraction(step)) * step).quantize(value)
        return max(value // to, -(-lowest // to)) * to
    return mask


def truncate(unit):
    def mask(value):
        if unit == "week":
            value -= dt.timedelta(days=value.weekday())
        units = ("year", "month", "day", "hour", "minute", "second")
        kept = units.index({"quarter": "month", "week": "day"}.get(unit, unit)) + 1
        month = (value.month - 1) // 3 * 3 + 1 if unit == "quarter" else value.month
        parts = [value.year, month, value.day]
        start = [part if i < kept else 1 for i, part in enumerate(parts)]
        if not isinstance(value, dt.datetime):
            return dt.date(*start)
        clock = [part if i + 3 < kept else 0 for i, part in enumerate((value.hour, value.minute, value.second))]
        return dt.datetime(*start, *clock, tzinfo=value.tzinfo)
    return mask


def masked(mask, value):
    """NULL stays NULL, except under the masks that show nothing."""
    if value is None and not mask.__qualname__.startswith("constant"):
        return None
    return mask(value)
