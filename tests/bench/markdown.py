"""Tables and numbers as Markdown shows them."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first column is text, the others are numbers."""
    marks = ["---", *(["---:"] * (len(header) - 1))]
    lines = [header, marks, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def seconds(value: float) -> str:
    """Return a duration with three digits, in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{digits(value / size)} {unit}"
    return f"{digits(value * 1e6)} µs"


def megabytes(value: float) -> str:
    """Return a number of bytes in MB (10^6)."""
    return f"{digits(value / 1e6)} MB"


def digits(value: float) -> str:
    """Return a number with three digits that count, and thousands set apart."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def times(value: float) -> str:
    """Return a ratio."""
    return f"{digits(value)} x"
