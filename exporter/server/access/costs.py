"""What a check of a password costs: the cost of a bcrypt hash, and the time that it takes on this machine."""

import time
from collections.abc import Iterator, Mapping
from functools import cache

import bcrypt
from pydantic import SecretStr

COMFORTABLE_COST = 14
"""Higher costs are warned of: a check takes more than about a second."""

MOST_COST = 19
"""Higher costs are rejected: a check takes more than a minute, and no client waits that long."""

ADVICE = """use a cost of 10 to 14: `htpasswd -nBC 10 "" | tr -d ':\\n'`"""

_SAMPLE_COST = 6
_SHOWN = 3


def cost_of(hashed: str) -> int:
    """Return the cost of a bcrypt hash, such as 10 for `$2y$10$...`; each step doubles the time of a check."""
    return int(hashed.split("$")[2])


@cache
def decoy(cost: int) -> bytes:
    """Return a hash of this cost that no password matches, for users that do not exist."""
    return bcrypt.gensalt(cost) + b"." * 31


def seconds_of(cost: int) -> float:
    """Return about how many seconds of processor time one check takes on this machine."""
    return float(_sample_seconds() * 2.0 ** (cost - _SAMPLE_COST))


@cache
def _sample_seconds() -> float:
    durations = []
    for _ in range(3):
        start = time.thread_time()
        bcrypt.checkpw(b"", decoy(_SAMPLE_COST))
        durations.append(time.thread_time() - start)
    return min(durations)


def duration_of(cost: int) -> str:
    """Return how long one check takes, in words: `4 s`, `3 min`, `41 h`."""
    seconds = seconds_of(cost)
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.1f} s"


def slow_users(users: Mapping[str, SecretStr]) -> Iterator[str]:
    """Yield a warning, with a remedy, if checking the passwords of some users takes long."""
    costs = {user: cost_of(hashed.get_secret_value()) for user, hashed in users.items()}
    slow = [user for user, cost in costs.items() if cost > COMFORTABLE_COST]
    if slow:
        names = ", ".join(slow[:_SHOWN]) + (", ..." if len(slow) > _SHOWN else "")
        cost = max(costs.values())
        yield f"checking a password of {names} takes up to {duration_of(cost)} here (bcrypt cost {cost}); {ADVICE}"
