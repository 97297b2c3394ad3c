"""The benchmark that needs no database: what each sample costs, and the memory of many."""

from dataclasses import dataclass

from tests.bench import stages, synthetic
from tests.bench.stages import Stages

SIZES = (300_000, 1_000_000)
"""Series, in round numbers."""


@dataclass(frozen=True, slots=True)
class Micro:
    """One size: the stages' times, and the same in a process that only refreshes, for its memory."""

    times: Stages
    memory: Stages


def measure(sizes: tuple[int, ...] = SIZES, repeat: int = 3) -> list[Micro]:
    """Measure each size in separate processes."""
    found = []
    for size in sizes:
        places = str(-(-size // synthetic.SERIES_PER_PLACE))
        times = stages.run("--places", places, "--repeat", str(repeat))
        found.append(Micro(times, stages.run("--places", places, "--memory")))
    return found
