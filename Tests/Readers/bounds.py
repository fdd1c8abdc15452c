"""What a file says of its values (null counts, limits, page indexes), against the values themselves.

The footer and the indexes are read here from their bytes, and the limits computed from Python's values, so that nothing of this
rests on a Parquet library but the values. The numbers of fields are those of parquet.thrift.
"""
import datetime as dt
import decimal
import struct

import thrift

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
DATA_PAGES = (0, 3)


def key(value):
    """A value as the format orders it."""
    if isinstance(value, dt.datetime):
        return (value - EPOCH) // dt.timedelta(microseconds=1)
    if isinstance(value, dt.date):
        return (value - EPOCH.date()).days
    if isinstance(value, decimal.Decimal):
        return int(value.scaleb(-value.as_tuple().exponent))
    return value.encode() if isinstance(value, str) else value


class Leaf:
    """A leaf of the schema: how its stored limits are read."""

    def __init__(self, path, element):
        self.path, self.physical, self.converted = path, element[1], element.get(6)

    @property
    def is_bytes(self):
        return self.physical in (6, 7) and self.converted != 5

    def stored(self, data):
        if self.physical in (6, 7):
            return int.from_bytes(data, "big", signed=True) if self.converted == 5 else data
        form = {0: "<?", 1: "<i", 2: "<q", 4: "<f", 5: "<d"}[self.physical]
        return struct.unpack(form.upper() if self.converted in (11, 12, 13, 14) else form, data)[0]


def leaves(elements):
    """The leaves of the footer's depth-first list, with their paths."""
    found, rest = [], iter(elements[1:])

    def visit(path):
        element = next(rest)
        path = path + (element[4].decode(),)
        for _ in range(element.get(5, 0)):
            visit(path)
        if 5 not in element:
            found.append(Leaf(path, element))
    for _ in range(elements[0].get(5, 0)):
        visit(())
    return found


def slots(value, path):
    """What a row holds of a leaf: values, and a None for each NULL and each empty list."""
    if value is None or not path:
        return [value]
    if isinstance(value, list):
        # Below the list itself stand the repeated group and its element.
        return [slot for element in value for slot in slots(element, path[2:])] or [None]
    return slots(value[path[0]], path[1:])


def limits_fault(leaf, low, high, values, exact):
    """Of stored limits; `exact` where they may not be shortened."""
    values = [key(value) for value in values if value is not None and value == value]
    if low is None and high is None:
        return None
    if not values:
        return "limits of no values"
    low, high, least, most = leaf.stored(low), leaf.stored(high), min(values), max(values)
    if low > least or high < most:
        return "limits that leave values out"
    if leaf.is_bytes and not exact:
        shortened = least.startswith(low) and (high == most or most.startswith(high[:-1]))
        return None if shortened else "limits that are wider than shortening makes them"
    return None if (low, high) == (least, most) else "limits that are not of the values"


def chunk_fault(data, leaf, chunk, rows):
    metadata = chunk[3]
    said = metadata.get(12, {})
    found = [slot for row in rows for slot in slots(row[leaf.path[0]], leaf.path[1:])]
    if 3 in said and said[3] != found.count(None):
        return f"{said[3]} NULLs instead of {found.count(None)}"
    if metadata[5] != len(found):
        return f"{metadata[5]} values instead of {len(found)}"
    return limits_fault(leaf, said.get(6), said.get(5), found, exact=said.get(7) and said.get(8)) or (
        index_fault(data, leaf, chunk, rows) if 4 in chunk else None)


def index_fault(data, leaf, chunk, rows):
    """The offset index against the pages, the column index against the rows of each page."""
    pages = thrift.Reader(data, chunk[4]).structure()[1]
    starts = [page[3] for page in pages]
    if pages and starts[0] != 0 or starts != sorted(starts):
        return "an offset index whose rows do not ascend"
    covered = 0
    for page in pages:
        reader = thrift.Reader(data, page[1])
        header = reader.structure()
        if header[1] not in DATA_PAGES or reader.position - page[1] + header[3] != page[2]:
            return "an offset index that does not point to pages"
        covered += header.get(5, header.get(8, {}))[1]
    if covered != chunk[3][5]:
        return "an offset index that leaves pages out"
    if 6 not in chunk:
        return None
    index = thrift.Reader(data, chunk[6]).structure()
    if any(len(index[field]) != len(pages) for field in (1, 2, 3, 5) if field in index):
        return "a column index of another length than the offset index"
    seen = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(rows)
        found = [slot for row in rows[start:end] for slot in slots(row[leaf.path[0]], leaf.path[1:])]
        values = [slot for slot in found if slot is not None]
        if index[1][number] != (not values):
            return f"page {number} said to be all NULL or not, wrongly"
        if 5 in index and index[5][number] != found.count(None):
            return f"{index[5][number]} NULLs in page {number} instead of {found.count(None)}"
        if values:
            low, high = index[2][number], index[3][number]
            wrong = limits_fault(leaf, low, high, values, exact=False)
            if wrong:
                return f"page {number}: {wrong}"
            seen.append((leaf.stored(low), leaf.stored(high)))
    order = index.get(4, 0)
    lows, highs = [low for low, _ in seen], [high for _, high in seen]
    if order and any(list(limits) != sorted(limits, reverse=order == 2) for limits in (lows, highs)):
        return "a column index that claims an order its pages do not have"
    return None


def footer_of(data):
    return thrift.Reader(data, len(data) - 8 - struct.unpack("<I", data[-8:-4])[0]).structure()


def fault(path, rows):
    """What the file at `path` says wrongly of `rows`, all it holds, as dictionaries; None where it tells the truth."""
    data = path.read_bytes()
    footer = footer_of(data)
    first = 0
    for number, group in enumerate(footer[4]):
        part = rows[first:first + group[3]]
        first += group[3]
        for leaf, chunk in zip(leaves(footer[2]), group[1]):
            wrong = chunk_fault(data, leaf, chunk, part)
            if wrong:
                return f"row group {number}, {'.'.join(leaf.path)}: {wrong}"
    if first != len(rows) or footer[3] != len(rows):
        return "row groups that do not hold all rows"
    return None
