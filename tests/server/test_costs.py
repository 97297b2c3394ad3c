"""What a check of a password costs: high costs are warned of and absurd ones rejected, with that time."""

import json
import logging
import re
from pathlib import Path

import bcrypt
import pytest
from pydantic import SecretStr

from exporter.config.configuration import ConfigurationError
from exporter.server.access.cautions import cautions
from exporter.server.access.costs import MOST_COST, cost_of, decoy, duration_of, seconds_of, slow_users
from exporter.server.access.protection import Protection
from exporter.server.access.web_config import parse


def hashed(cost: int) -> str:
    return f"$2y${cost:02}$" + "." * 53


def file(path: Path, **costs: int) -> Path:
    path.write_text("basic_auth_users:\n" + "".join(f"  {user}: {hashed(cost)}\n" for user, cost in costs.items()))
    return path


def test_a_decoy_has_its_cost_and_no_password() -> None:
    assert [cost_of(decoy(cost).decode()) for cost in (4, 10, 31)] == [4, 10, 31]
    assert decoy(4) == decoy(4)
    assert not bcrypt.checkpw(b"", decoy(4))


def test_each_step_doubles_the_time() -> None:
    assert seconds_of(11) == 2 * seconds_of(10) > 0
    assert re.fullmatch(r"\d+ h", duration_of(31))
    assert re.fullmatch(r"\d\.\d s", duration_of(4))


def test_high_costs_are_warned_of_with_the_time_of_a_check(tmp_path: Path) -> None:
    users = {"a": SecretStr(hashed(14)), **{name: SecretStr(hashed(15)) for name in "bcde"}, "f": SecretStr(hashed(16))}
    (warning,) = slow_users(users)
    assert re.fullmatch(
        r"checking a password of b, c, d, \.\.\. takes up to \d+(\.\d s| min) here \(bcrypt cost 16\); "
        r"use a cost of 10 to 14: `htpasswd -nBC 10 .*`",
        warning,
    )
    assert not list(slow_users({"a": SecretStr(hashed(14))}))
    plain = {name: each.get_secret_value() for name, each in users.items()}
    path = tmp_path / "web.yml"
    path.write_text(json.dumps({"basic_auth_users": plain}))
    assert list(cautions(Protection(path), ["127.0.0.1:9797"])) == [warning]


def test_absurd_costs_are_rejected_with_the_time_of_a_check(tmp_path: Path) -> None:
    path = tmp_path / "web.yml"
    assert parse(file(path, slow=MOST_COST).read_text(), path)[0].basic_auth_users
    with pytest.raises(ConfigurationError) as raised:
        parse(file(path, slow=31).read_text(), path)
    assert re.fullmatch(
        r".*web\.yml:2:3: basic_auth_users\.slow: has the bcrypt cost 31: one check takes about \d+ h here; "
        r"use a cost of 10 to 14: `htpasswd -nBC 10 .*`",
        str(raised.value.lines[0]),
    )


def test_a_reload_warns_too(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "web.yml"
    protection = Protection(file(path, prometheus=10))
    file(path, prometheus=10, slow=15)
    protection.refresh()
    assert [each.getMessage()[:29] for each in caplog.records if each.levelno == logging.WARNING] == [
        "checking a password of slow t"
    ]
