"""Puts what was measured into README.md."""
import pathlib

README = pathlib.Path(__file__).resolve().parent / "README.md"


def put(section, text):
    """Between the marks of a section, in place of what stands there."""
    head, begin, rest = README.read_text().partition(f"<!-- {section}: begin -->\n")
    _, end, tail = rest.partition(f"<!-- {section}: end -->")
    README.write_text(head + begin + text + "\n" + end + tail)
