"""The part "Other platforms" of the document: tables with rows of each platform, of which some are replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.markdown import digits, table
from tests.bench.parts import parts
from tests.bench.platforms.measuring import Module, Refresh, Statement

TITLE = "Other platforms"
_ABOUT = f"""\
# {TITLE}

Written by `python -m tests.bench platforms`. It makes the shop that a preset is tested on, multiplies its rows, and
keeps the indexes of the platform. Each platform's rows here are from its last run.

Seconds are processor time of the database server, which does not depend on what else the machine does; in brackets is
the time on the clock. A changed-only refresh comes after some orders have changed.
"""
_SHOPS = ("platform", "database", "orders", "lines", "full refresh of all modules", "measured", "commit", "load")
_MODULES = ("platform", "module", "statements", "slowest statement", "full refresh", "changed-only", "what was done")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a platform: the server, numbers of rows, modules and their notes, when, commit, and load.

    If only some modules were measured (not `whole`), the row about all of them is kept.
    """

    name: str
    server: str
    orders: int
    lines: int
    modules: Mapping[str, Module]
    notes: Mapping[str, str]
    date: str
    commit: str
    load: str
    whole: bool = True


def part(measured: Measured, document: str) -> str:
    """Return the part with the rows of a platform, and of the document those of all others."""
    old = parts(document).get(TITLE, "")
    is_known = not measured.whole and f"| {measured.name} | {measured.server}" in old
    shops = _merged(old, _SHOPS, [] if is_known else [_shop(measured)])
    modules = _merged(old, _MODULES, [_module(measured, name, of) for name, of in measured.modules.items()])
    return "\n".join((_ABOUT, table(_SHOPS, shops), table(_MODULES, modules)))


def _merged(old: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the rows of a table in the old part, with these in the place of those of the same platform."""
    lines = old.splitlines()
    first = next((at for at, line in enumerate(lines) if _cells(line) == [*header]), len(lines))
    kept: list[Sequence[str]] = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        kept.append(_cells(line))
    # A module that was not measured this time keeps its row.
    new = {_key(header, row): row for row in rows}
    kept = [row for row in kept if _key(header, row) not in new]
    return sorted([*kept, *rows], key=lambda row: row[0])


def _key(header: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[:2]) if header == _MODULES else (row[0],)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")] if line.startswith("|") else []


def _shop(measured: Measured) -> tuple[str, ...]:
    full = [of.full for of in measured.modules.values()]
    everything = _seconds(sum(each.cpu for each in full), sum(each.wall for each in full))
    sizes = f"{measured.orders:,}", f"{measured.lines:,}"
    return (measured.name, measured.server, *sizes, everything, measured.date, measured.commit, measured.load)


def _module(measured: Measured, name: str, module: Module) -> tuple[str, ...]:
    full, changed = module.full, module.changed
    return (
        measured.name,
        name,
        str(sum("SELECT" in each.text for each in full.statements)),
        _took(full.slowest),
        _took(full),
        _took(changed) if changed else "-",
        measured.notes.get(name, "-"),
    )


def _took(of: Refresh | Statement) -> str:
    return _seconds(of.cpu, of.wall)


def _seconds(cpu: float, wall: float) -> str:
    return f"{digits(cpu)} s ({digits(wall)} s)"
