"""Several databases: `database` is short for `databases.main`, and every message names the database."""

from pathlib import Path

import pytest

from exporter.config.configuration import load
from exporter.config.effective import effective
from tests.config.files import errors, loaded, write

TWICE = "databases.main: cannot be combined with database, which is short for it; use one or the other"
BOTH = "databases:\n  main: {url: 'sqlite:///a', statement_timeout: 9s}\n  warehouse: {driver: mysql, name: w}\n"


def test_the_main_database_has_two_spellings(tmp_path: Path) -> None:
    settings = loaded(tmp_path, BOTH).settings
    assert (
        settings.database == loaded(tmp_path, "database: {url: 'sqlite:///a', statement_timeout: 9s}").settings.database
    )
    assert list(settings.every_database) == ["main", "warehouse"]
    assert settings.every_database["warehouse"].target("warehouse").database == "w"


@pytest.mark.parametrize(
    ("text", "environ", "message"),
    {
        "both in the file": (f"database: {{url: 'sqlite:///b'}}\n{BOTH}", {}, f"config.yaml:3:3: {TWICE}"),
        "both in the environment": (
            "",
            {"DATABASES_MAIN_URL": "sqlite:///a", "DATABASE_LOCK_TIMEOUT": "1s"},
            f"ORION_EXPORTER_DATABASES_MAIN_URL: {TWICE}",
        ),
        "a name with a blank": (
            "databases: {a b: {url: 'sqlite:///a'}}",
            {},
            "config.yaml:1:13: databases.a b: must have a name of letters, digits, _ and -, that starts with a letter",
        ),
        "nothing configured": (
            "databases: {warehouse: {lock_timeout: 1s}}",
            {},
            "config.yaml:1:13: databases.warehouse: no database configured; set url, url_file or driver",
        ),
        "a setting without a value": (
            "databases: {warehouse: }",
            {},
            "config.yaml:1:13: databases.warehouse: no database configured; set url, url_file or driver",
        ),
        "a secret file": (
            "databases:\n  w: {driver: mysql, name: a, password_file: /nowhere/secret}",
            {},
            "config.yaml:2:31: databases.w.password_file: cannot read /nowhere/secret: No such file or directory",
        ),
        "a misspelt setting": (
            "databases: {warehouse: {ulr: a}}",
            {},
            'config.yaml:1:25: databases.warehouse.ulr: unknown key; did you mean "url"?',
        ),
        "a misspelt setting of main": (
            "databases: {main: {ulr: a}}",
            {},
            'config.yaml:1:20: database.ulr: unknown key; did you mean "url"?',
        ),
    }.values(),
)
def test_what_is_said(tmp_path: Path, text: str, environ: dict[str, str], message: str) -> None:
    assert errors(tmp_path, text, {f"ORION_EXPORTER_{name}": value for name, value in environ.items()}) == message


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASES_MAIN_URL"])
@pytest.mark.parametrize("text", ["database: {url: 'sqlite:///a', lock_timeout: 1s}", BOTH])
def test_a_higher_source_may_use_the_other_spelling(tmp_path: Path, variable: str, text: str) -> None:
    settings = loaded(tmp_path, text, {f"ORION_EXPORTER_{variable}": "sqlite:///b"}).settings
    assert settings.database.target().url == "sqlite:///b"
    assert "main" not in settings.databases


def test_the_command_line_replaces_it_in_any_spelling(tmp_path: Path) -> None:
    settings = load(write(tmp_path, BOTH), {}, {("database", "url"): "sqlite:///b"}).settings
    assert settings.database.target().url == "sqlite:///b"


def test_a_name_may_have_any_part(tmp_path: Path) -> None:
    environ = {"URL_FILE_URL": "sqlite:///a", "A_DRIVER": "mysql", "A_NAME": "n", "A_OPTIONS_B_C": "d"}
    settings = loaded(tmp_path, "", {f"ORION_EXPORTER_DATABASES_{name}": value for name, value in environ.items()})
    assert sorted(settings.settings.databases) == ["a", "url_file"]
    assert settings.settings.databases["a"].options == {"b_c": "d"}


def test_a_provider_may_have_its_own_timeouts_in_each_database(tmp_path: Path) -> None:
    text = f"{BOTH}providers: {{orders: {{lock_timeout: 2s}}}}"
    settings = effective(loaded(tmp_path, text).settings, "orders")
    assert (settings.statement_timeout, settings.lock_timeout) == (9.0, 2.0)
    assert settings.timeouts_elsewhere == {"warehouse": (30.0, 2.0)}
