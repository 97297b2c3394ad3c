"""A new configuration is taken as a whole or not at all, while scrapes go on."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from urllib.request import Request

import pytest
from sqlalchemy import create_engine, text

from exporter.app.live import Live
from exporter.config.configuration import Configuration, load
from tests.e2e.conftest import COMMAND, get
from tests.faults.conftest import eventually
from tests.support import handmade
from tests.support.clock import FakeClock
from tests.support.databases import Database
from tests.support.shop import series_of
from tests.support.tools import free_port, process

OWN = "orion_exporter_"
HOSTS = "{driver: postgresql, host: '127.0.0.1,127.0.0.1', name: shop, options: {port: '1,2,3'}}"
NUMBER = "{driver: mysql, host: 127.0.0.1, name: shop, options: {connect_timeout: soon}}"


@dataclass(frozen=True)
class Served:
    """A running exporter: where it listens, its configuration file, its log and its process."""

    address: str
    file: Path
    log: Path
    server: "subprocess.Popen[bytes]"

    def write(self, **parts: object) -> None:
        """Write the configuration: the shop, refreshes once an hour, and these parts."""
        base = {"database": {"url": self.shop}, "refresh": {"every": "1h", "jitter": "0s"}}
        self.file.write_text("".join(f"{name}: {_yaml(value)}\n" for name, value in {**base, **parts}.items()))

    @property
    def shop(self) -> str:
        return f"sqlite:///{self.file.with_name('shop.sqlite')}"

    def reload(self) -> tuple[int, str]:
        """Ask for it over HTTP."""
        return get(Request(f"http://{self.address}/-/reload", method="POST"))

    def scrape(self) -> str:
        """Return the metrics."""
        status, body = get(f"http://{self.address}/metrics")
        assert status == 200
        return body

    def own(self, name: str, **labels: str) -> float:
        """Return one of the exporter's own numbers."""
        return series_of(self.scrape())[OWN + name, frozenset(labels.items())]

    def shops(self) -> list[str]:
        """Return the samples of the shop."""
        return [line for line in self.scrape().splitlines() if line.startswith("orion_") and OWN not in line]


def _yaml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_yaml(of)}" for name, of in value.items()) + "}"
    return str(value)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Served]:
    handmade.in_file(folder / "shop.sqlite")
    file, log, address = folder / "shop.yaml", folder / "log", f"127.0.0.1:{free_port()}"
    Served(address, file, log, None).write()  # type: ignore[arg-type]  # it has none yet
    command = [*COMMAND, "serve", f"--config.file={file}", f"--web.listen-address={address}", *options]
    up = f"http://{address}/readyz"
    with process(command, log=log, up=lambda: get(up)[0] == 200, env=dict(os.environ)) as server:
        yield Served(address, file, log, server)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with running(tmp_path, "--web.enable-lifecycle") as made:
        yield made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One exporter for all tests that leave it as it was."""
    with running(tmp_path_factory.mktemp("kept"), "--web.enable-lifecycle") as made:
        yield made


def test_what_did_not_change_keeps_its_snapshot(served: Served) -> None:
    before, reloaded = served.shops(), served.own("config_last_reload_success_timestamp_seconds")
    served.write(providers={"orders": {"options": {"open": "[pending]"}}, "cms": {"every": "2h"}})
    assert served.reload() == (200, "reloaded\n")
    assert served.own("config_last_reload_successful") == 1
    assert served.own("config_last_reload_success_timestamp_seconds") > reloaded
    assert served.own("interval_seconds", category="cms") == 7200
    opened = [line for line in before if line.startswith("orion_orders_open{")]

    def opened_now() -> list[str]:
        return [line for line in served.shops() if line.startswith("orion_orders_open{")]

    eventually(lambda: opened_now() not in ([], opened))
    assert len(opened_now()) == len(opened)
    rest = [line for line in before if 'category="orders"' not in line]
    assert [line for line in served.shops() if 'category="orders"' not in line] == rest
    for category in ("customers", "cms", "tenancy"):
        assert served.own("refreshes_total", category=category) == 1


def test_a_relation_of_the_directory_is_read_at_once_by_all(served: Served) -> None:
    names = "SELECT id, code || '-now' AS code, name, is_active FROM platforms"
    served.write(preset="orion", relations={"platforms": {"sql": f'"{names}"'}})
    assert served.reload()[0] == 200
    categories = ("tenancy", "customers", "cms", "orders")
    eventually(lambda: all(served.own("provider_up", category=each) == 1 for each in categories))
    platforms = {
        dict(labels)["platform"] for _, labels in series_of("\n".join(served.shops())) if "platform" in dict(labels)
    }
    assert platforms == {"de-now", "fr-now", "unassigned"}


def test_sighup_does_it_too(served: Served) -> None:
    served.write(refresh={"every": "3h"})
    served.server.send_signal(signal.SIGHUP)
    eventually(lambda: served.own("interval_seconds", category="orders") == 10800)
    eventually(lambda: 'msg="configuration reloaded"' in served.log.read_text())  # it is written after the change


def test_a_provider_that_is_switched_off_is_gone(served: Served) -> None:
    served.write(providers={"orders": {"enabled": "false"}})
    assert served.reload()[0] == 200
    assert not any(name.startswith("orion_order") for name, _ in series_of(served.scrape()))
    served.write()
    assert served.reload()[0] == 200
    eventually(lambda: served.own("provider_up", category="orders") == 1)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"refresh": {"every": "soon"}}, "refresh.every"),
        ({"providers": {"order": {"enabled": "true"}}}, 'unknown provider; did you mean "orders"?'),
        ({"providers": {"orders": {"options": {"open": 3}}}}, "providers.orders.options.open"),
        ({"database": {"url": "nonsense://shop"}}, "database"),
        ({"web": "[1, 2"}, "shop.yaml:"),
        ({"database": HOSTS}, "number of hosts and ports don't match"),
        ({"database": NUMBER}, "invalid literal for int"),
    ],
)
def test_a_bad_file_changes_nothing_and_is_explained(kept: Served, parts: dict[str, object], problem: str) -> None:
    before, logged = kept.shops(), len(kept.log.read_text())
    kept.write(**parts)
    failed = "configuration reload failed; see the exporter's log, or run `orion-exporter check`\n"
    assert kept.reload() == (500, failed)
    assert kept.own("config_last_reload_successful") == 0
    assert kept.shops() == before
    told = kept.log.read_text()[logged:]
    assert "configuration reload failed; keeping the previous configuration" in told
    assert problem in told.replace('\\"', '"')
    kept.write()
    assert kept.reload()[0] == 200
    assert kept.own("config_last_reload_successful") == 1


def test_a_hangup_with_a_bad_file_is_one_line(served: Served) -> None:
    served.write(database=HOSTS)
    served.server.send_signal(signal.SIGHUP)
    eventually(lambda: served.own("config_last_reload_successful") == 0)
    lines = [line for line in served.log.read_text().splitlines() if "level=info" not in line]
    assert len(lines) == 1
    assert "number of hosts and ports don't match" in lines[0]


def test_whatever_is_raised_fails_the_reload_and_the_old_one_goes_on(small: Database, clock: FakeClock) -> None:
    configuration = load(None, {"ORION_EXPORTER_DATABASE_URL": small.url})

    def reread() -> Configuration:
        raise RuntimeError("of a package\nsecond line")

    live = Live(configuration, reread, clock)
    before = live.application
    (line,) = live.reload()
    assert line == "internal: RuntimeError: of a package; correct the configuration and reload it"
    assert live.application is before
    assert live.store.reload.succeeded is False


def test_a_bad_file_under_load_costs_no_scrape(served: Served) -> None:
    expected, wrong, over = served.shops(), list[str](), Event()

    def scrape() -> None:
        while not over.is_set():
            found = served.shops()
            if found != expected:
                wrong.append(f"{len(found)} samples")

    threads = [Thread(target=scrape, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(10):
        served.write(**({"refresh": {"every": "soon"}} if turn % 2 else {}))
        assert served.reload()[0] == (500 if turn % 2 else 200)
    over.set()
    for thread in threads:
        thread.join(10)
    assert wrong == []


def test_another_database_begins_anew(served: Served) -> None:
    engine = create_engine(handmade.in_file(served.file.with_name("other.sqlite")))
    with engine.begin() as connection:
        connection.execute(text("UPDATE vendors SET code = 'other' || id"))
    engine.dispose()
    served.write(database={"url": served.shop.replace("shop.sqlite", "other.sqlite")})
    assert served.reload()[0] == 200
    eventually(lambda: 'vendor="other' in served.scrape())
    eventually(lambda: get(f"http://{served.address}/readyz")[0] == 200)
    assert 'vendor="acme"' not in served.scrape()


def test_it_is_switched_off_unless_asked_for(tmp_path: Path) -> None:
    with running(tmp_path) as served:
        status, why = served.reload()
        assert (status, "--web.enable-lifecycle" in why) == (403, True)
        assert get(f"http://{served.address}/-/reload")[0] == 405


def test_a_page_of_another_site_may_not(kept: Served) -> None:
    request = Request(f"http://{kept.address}/-/reload", method="POST", headers={"Origin": "https://elsewhere.example"})
    assert get(request)[0] == 403
