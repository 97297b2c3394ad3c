"""The order of password checks: how many are made before the right one, whatever others send. Time is simulated."""

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest

from exporter.server.access.line import NEWEST, Check, Line, network_of

IN_TIME = 10
"""How many checks of cost 12 one core makes in three seconds, if each takes 0.3 s."""

IN_TIME_OF_COST_10 = 43
"""How many checks of cost 10 one core makes in three seconds, if each takes 0.07 s."""

RIGHT = b"right"


@dataclass
class Flood:
    """Clients that send wrong passwords, of which one is checked at a time, in about a second.

    `patient` clients await the answer and send the next password immediately. `hurried` ones hang up after about
    `patience` seconds and connect again. The right password comes after 15 s, from a client that waits.
    """

    patient: int
    hurried: int = 0
    patience: float = 1.0
    seed: int = 0
    address_of: Callable[[int], str] = lambda _: "192.0.2.1"
    names: int = 1
    line: Line = field(default_factory=Line)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - a simulation
        self._events: list[tuple[float, int, int, Check | None]] = []
        self._numbers = count()
        self._began = 0.0
        self._owners: dict[Check, int] = {}
        for client in range(self.patient + self.hurried):
            self._later(self._dice.uniform(0, 0.5), client)
        self._later(15 + self._dice.random(), -1)

    def checks(self) -> int:
        """Return how many checks begin from the arrival of the right password until it has its turn."""
        made = 0
        for now, check in self._begun():
            made += now >= 15 and any(each == -1 for each in self._owners.values())
            if check.password == RIGHT:
                return made
            if made > 100:
                break
        return made

    def _begun(self) -> Iterator[tuple[float, Check]]:
        running: Check | None = None
        while True:
            now, _, client, check = heapq.heappop(self._events)
            if check is None:
                self._arrive(now, client)
            elif check is running:
                self.line.took(now - self._began)
                running = None
                self._again(now, check)
            elif self.line.remove(check):
                self._again(now, check)
            if running is None and (running := self.line.next(now)) is not None:
                self._began = now
                yield now, running
                self._later(now + self._dice.uniform(0.8, 1.3), 0, running)

    def _arrive(self, now: float, client: int) -> None:
        number = next(self._numbers)
        password = RIGHT if client < 0 else b"%d" % number
        address = "198.51.100.7" if client < 0 and self.address_of(0) != self.address_of(1) else self.address_of(client)
        name = b"%d" % (max(client, 0) % self.names)
        check = Check(password, name, password, b"", address, hopeless=False)
        self._owners[check] = client
        leaving = self.line.add(check, now)
        if leaving is not None:
            self._again(now, leaving)
        if client >= self.patient:
            self._later(now + self.patience * self._dice.uniform(0.5, 1.5), 0, check)

    def _again(self, now: float, check: Check) -> None:
        self._later(now + self._dice.uniform(0, 0.01), self._owners.pop(check))

    def _later(self, when: float, client: int, check: Check | None = None) -> None:
        heapq.heappush(self._events, (when, next(self._numbers), client, check))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("patient", [1, 50, 200])
def test_clients_that_wait_for_answers_delay_it_by_a_few_checks(patient: int, seed: int) -> None:
    assert Flood(patient, seed=seed).checks() <= NEWEST + 1


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("patience", [0.05, 0.3, 1.0])
def test_clients_that_hang_up_delay_it_by_a_few_checks(patience: float, seed: int) -> None:
    assert Flood(0, 50, patience, seed).checks() <= IN_TIME


@pytest.mark.parametrize("patience", [0.3, 1.0, 3.0])
def test_where_some_wait_and_others_hang_up_it_is_in_time(patience: float) -> None:
    found = [Flood(25, 25, patience, seed).checks() for seed in range(9)]
    assert max(found) <= IN_TIME_OF_COST_10
    assert sum(checks <= IN_TIME for checks in found) >= 3


def test_the_checks_of_an_address_are_not_delayed_by_others() -> None:
    found = [Flood(25, 25, 10.0, seed, lambda client: f"192.0.2.{client % 5}").checks() for seed in range(5)]
    assert max(found) <= 2


def test_the_checks_of_a_user_are_not_delayed_by_those_of_others() -> None:
    line = Line()
    for number in range(100):
        name = b"bob" if number == 90 else b"alice"
        line.add(Check(b"%d" % number, name, b"", b"", "", hopeless=False), 0.0)
    order = [check.name for check in iter(lambda: line.next(1.0), None)]
    assert order.index(b"bob") <= 1
    assert Counter(order) == {b"alice": 99, b"bob": 1}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::", "2001:0db8:0001:0002"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("unix", "unix"),
        ("", ""),
    ],
)
def test_the_addresses_among_which_one_client_can_choose_are_one(address: str, network: str) -> None:
    assert network_of(address) == network
