"""Attacks on the logins and on the event loop: who has logged in notices nothing, and others can log in.

Each prints how long it took until a right password was let in, and the 99th percentile of the scrapes meanwhile, both
without the attack, too. What the machine takes without it is added to the limits, as it may have other work.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bcrypt
import pytest

from tests.faults.attackers import ATTACKS
from tests.faults.processes import process
from tests.server.secured import Secured, ask, basic

pytestmark = pytest.mark.soak

COSTS = {"prometheus": 10, "before": 10, "newcomer": 10, "slow": 16}
CLIENTS = 50
SECONDS = 15.0
LOGIN_SECONDS, SCRAPE_SECONDS = 3.0, 0.25


@pytest.fixture(scope="module")
def web_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("attacks") / "web.yml"
    salt = {user: bcrypt.gensalt(cost) for user, cost in COSTS.items()}
    lines = [f"  {user}: {bcrypt.hashpw(f'{user}123'.encode(), salt[user]).decode()}\n" for user in COSTS]
    path.write_text("basic_auth_users:\n" + "".join(lines))
    return path


def login(address: Secured, user: str) -> float:
    """Return after how many seconds the right password of a user is let in by a client that tries again."""
    start = time.monotonic()
    while time.monotonic() - start < 60.0:
        if address.get(headers=basic(user, f"{user}123")).status == 200:
            break
        time.sleep(0.1)
    return time.monotonic() - start


def scraped(address: Secured, until: threading.Event) -> list[float]:
    """Scrape 20 times a second as one who is logged in, on one connection; return the sorted durations in seconds."""
    connection = address.connection(None)
    durations = []
    while not until.wait(0.05):
        start = time.monotonic()
        assert ask(connection, basic("prometheus", "prometheus123")).status == 200
        durations.append(time.monotonic() - start)
    connection.close()
    return sorted(durations)


def measured(address: Secured, user: str, seconds: float) -> tuple[float, float]:
    """Scrape for some seconds, in which a user logs in; return the time of the login and the p99 of the scrapes."""
    until = threading.Event()
    with ThreadPoolExecutor(1) as scraping:
        taken = scraping.submit(scraped, address, until)
        let_in = login(address, user)
        until.wait(max(seconds - let_in, 0.0))
        until.set()
    durations = taken.result()
    return let_in, durations[int(len(durations) * 0.99)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_right_password_is_let_in_and_scrapes_go_on(web_config: Path, attack: str) -> None:
    with process("tests.faults.attacked", str(web_config)) as server:
        assert server.stdout is not None
        address = Secured("127.0.0.1", int(server.stdout.readline()))
        assert address.get(headers=basic("prometheus", "prometheus123")).status == 200
        usual_login, usual_p99 = measured(address, "before", SECONDS / 3)
        with process("tests.faults.attackers", str(address.port), attack, str(CLIENTS)):
            time.sleep(2.0)  # until all attackers are there
            let_in, p99 = measured(address, "newcomer", SECONDS)
    print(  # noqa: T201 - what was measured
        f"{attack}: let in after {let_in:.2f} s, p99 of scrapes {p99 * 1000:.0f} ms"
        f" (without: {usual_login:.2f} s, {usual_p99 * 1000:.0f} ms)"
    )
    assert let_in < LOGIN_SECONDS + 10 * usual_login
    assert p99 < SCRAPE_SECONDS + 3 * usual_p99
