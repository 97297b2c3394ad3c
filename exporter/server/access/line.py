"""The order in which pending passwords are checked, so that a correct one is not kept out by wrong ones.

Nothing tells a correct password from a wrong one before it is checked; what differs is how clients wait. The reasons,
and what they cannot achieve, are in docs/decisions/0032-logins-under-attack.md.
"""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

MAX_WAITING = 256
"""Maximum number of pending checks that may succeed; above it, the oldest of the longest queue gets 503."""

MAX_HOPELESS = 16
"""Maximum number of pending checks that cannot succeed; further ones get 503."""

MAX_HOPELESS_FROM_ONE = 4
"""Maximum number of pending checks that cannot succeed, per client address."""

NEWEST = 4
"""While clients wait patiently, a new check is made after at most as many others."""

_PATIENT = 2
"""Arrivals per check while clients wait for an answer before they try again: one, and one new client."""

_WAITED = (0.25, 1.5, 6.0)
"""How long a check must have been waiting while clients do not wait for answers, in durations of a check, by turn."""

_REMEMBERED = 1024


class TooManyChecksError(Exception):
    """There are too many pending password checks."""


@dataclass(eq=False, slots=True)
class Check:
    """A pending check. `name` identifies user and hash, `key` also the password.

    A hopeless check cannot succeed, because the user does not exist or has another password; it is made only so that
    the time of the answer does not reveal that. `awaited` counts the requests that await the answer.
    """

    key: bytes
    name: bytes
    password: bytes
    hashed: bytes
    address: str
    hopeless: bool
    since: float = 0.0
    awaited: int = 0


@dataclass(slots=True)
class _Turns:
    """When each of the most recent names or addresses had its turn."""

    at: OrderedDict[object, int] = field(default_factory=OrderedDict)

    def take(self, of: object, turn: int) -> None:
        self.at[of] = turn
        self.at.move_to_end(of)
        if len(self.at) > _REMEMBERED:
            self.at.popitem(last=False)

    def of(self, each: object) -> int:
        return self.at.get(each, 0)


class Line:
    """The pending checks of one thread. Times are in seconds of any clock."""

    def __init__(self) -> None:
        self._open: list[Check] = []
        self._hopeless: list[Check] = []
        self._names, self._addresses = _Turns(), _Turns()
        self._turn = 0
        self._arrived = 0
        self._seconds = 0.0

    def add(self, check: Check, now: float) -> Check | None:
        """Append a check; return the one that has to leave for it. Raises TooManyChecksError for a hopeless one."""
        check.since = now
        if check.hopeless:
            same = sum(each.address == check.address for each in self._hopeless)
            if len(self._hopeless) >= MAX_HOPELESS or same >= MAX_HOPELESS_FROM_ONE:
                raise TooManyChecksError
            self._hopeless.append(check)
            return None
        self._arrived += 1
        self._open.append(check)
        if len(self._open) <= MAX_WAITING:
            return None
        ((longest, _),) = Counter(each.name for each in self._open).most_common(1)
        leaving = next(each for each in self._open if each.name == longest)
        self._open.remove(leaving)
        return leaving

    def remove(self, check: Check) -> bool:
        """Remove a check whose clients have disconnected; return False if it has begun."""
        line = self._hopeless if check.hopeless else self._open
        if check not in line:
            return False
        line.remove(check)
        return True

    def took(self, seconds: float) -> None:
        """Record how long a check took."""
        self._seconds = seconds

    def next(self, now: float) -> Check | None:
        """Remove and return the check to make next; None if nothing is pending. Hopeless ones come last."""
        if not self._open:
            return self._hopeless.pop(0) if self._hopeless else None
        self._turn += 1
        check = self._chosen(now)
        self._arrived = 0
        self._names.take(check.name, self._turn)
        self._addresses.take(network_of(check.address), self._turn)
        self._open.remove(check)
        return check

    def _chosen(self, now: float) -> Check:
        """Choose fairly by user, at every second turn by address, and then by how long the clients have waited."""
        name = min((each.name for each in self._open), key=self._names.of)
        checks = [each for each in self._open if each.name == name]
        if self._turn % 2 == 0:
            turns = [self._addresses.of(network_of(each.address)) for each in checks]
            checks = [each for each, turn in zip(checks, turns, strict=True) if turn == min(turns)]
        if self._arrived <= _PATIENT:
            return checks[-NEWEST:][0]
        waited = _WAITED[self._turn % len(_WAITED)] * self._seconds
        return _second_newest_since(checks, now - waited)


def _second_newest_since(checks: Sequence[Check], moment: float) -> Check:
    """Return the second newest check that has been waiting since a moment; if there is none, the oldest of all.

    The newest would pass over, again and again, what another has overtaken between two of its turns.
    """
    return [each for each in checks if each.since <= moment or each is checks[0]][-2:][0]


def network_of(address: str) -> str:
    """Return what counts as one address: of IPv6 the first 64 bits, in which one client can choose freely."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(ip, IPv6Address) or ip.ipv4_mapped:
        return address
    return ip.exploded[: len("0000:0000:0000:0000")]
