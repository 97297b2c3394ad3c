"""A secret never appears in a text, and its file is read when it is needed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from traceback import format_exception

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exporter.config.configuration import ConfigurationError, load
from exporter.config.connection import DatabaseSettings, SettingError
from exporter.config.settings import Settings
from tests.config.files import write

# Begins with what no message of ours holds, so that finding it is no accident.
SECRETS = st.text(st.characters(codec="utf-8", exclude_characters="$"), max_size=12).map(lambda text: f"hunter2{text}")
MARKS = [
    "",
    "*",
    "&",
    "!",
    "@",
    "%",
    "'",
    '"',
    "[",
    "{",
    "|",
    ">",
    "- ",
    "? ",
    "\\",
    "\x00",
    "`",
    "!!",
    "{a: ",
    "[[",
    "\t",
]

SHAPES: dict[str, Callable[[str], object]] = {
    "text": lambda secret: secret,
    "list": lambda secret: [secret],
    "lists": lambda secret: [[secret], [secret]],
    "key": lambda secret: {secret: 1},
    "value": lambda secret: {"a": secret},
    "deep": lambda secret: {"a": {secret: [secret]}},
    "url": lambda secret: f"postgresql://shop:{secret}@h:5432/shop",
    "port": lambda secret: f"postgresql://shop:{secret}",
    "other": lambda secret: f"oracle://shop:{secret}@h",
}
HIDDEN = ("url", "password", "port", "driver")


def said(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> str:
    """Return all that loading says: errors with their traceback, and every text of the result."""
    try:
        configuration = load(write(folder, text), environ or {})
    except ConfigurationError as error:
        return "".join(format_exception(error)) + repr(error)
    settings = configuration.settings
    database = settings.database
    target = repr(database.target()) if database.configured else ""
    return "\n".join(map(str, (repr(configuration), configuration, settings, repr(database), database, target)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secrets")


@given(SECRETS, st.sampled_from(HIDDEN), st.sampled_from(sorted(SHAPES)), st.booleans())
def test_no_text_shows_a_secret_of_any_shape(folder: Path, secret: str, name: str, shape: str, beside: bool) -> None:
    database = {name: SHAPES[shape](secret)}
    database |= {"driver": "postgresql", "name": "shop"} if beside and name == "password" else {}
    text = yaml.safe_dump({"database": database})
    assert "hunter2" not in said(folder, text)


@given(SECRETS, st.sampled_from(["options", "password"]), st.sampled_from(["text", "list", "lists", "url"]))
def test_no_text_shows_a_secret_among_the_options(folder: Path, secret: str, name: str, shape: str) -> None:
    options = {name: SHAPES[shape](secret)}
    database = {"driver": "postgresql", "name": "shop", "options": options}
    providers = {"orders": {"options": options}}
    assert "hunter2" not in said(folder, yaml.safe_dump({"database": database}))
    assert "hunter2" not in said(folder, yaml.safe_dump({"providers": providers}))


@given(SECRETS, st.sampled_from(MARKS), st.sampled_from(["password", "url"]))
def test_no_text_shows_a_secret_that_was_not_quoted(folder: Path, secret: str, mark: str, name: str) -> None:
    # A line break would start a new key, which is named in an error as every unknown key is.
    secret = "".join(secret.splitlines())
    assert "hunter2" not in said(folder, f"database:\n  {name}: {mark}{secret}\n")


@pytest.mark.parametrize(
    "value",
    [
        "{hunter2: 1, hunter2: 2}",
        "{hunter2: {<<: 3}}",
        "!hunter2!a b",
        "&hunter2 a\n  user: &hunter2 b",
        "[[*hunter2]]",
        '"\\hunter2"',
        "[{hunter2: !a b}]",
        "{[hunter2]: 1}",
    ],
)
def test_no_text_shows_a_secret_that_yaml_takes_apart(folder: Path, value: str) -> None:
    shown = said(folder, f"database:\n  password: {value}\n")
    assert "config.yaml:" in shown
    assert "hunter2" not in shown


@given(SECRETS, st.sampled_from(["URL", "PASSWORD", "PORT", "OPTIONS_PASSWORD"]))
def test_no_text_shows_a_secret_of_the_environment(folder: Path, secret: str, name: str) -> None:
    environ = {f"ORION_EXPORTER_DATABASE_{name}": secret}
    assert "hunter2" not in said(folder, "", environ)
    assert "hunter2" not in said(folder, "database: {driver: mysql, name: a}", environ)
    assert "hunter2" not in said(folder, "database:\n  port: ${SECRET}\n  password: ${SECRET}\n", {"SECRET": secret})


@given(st.binary(max_size=12), st.sampled_from(["url", "password"]))
def test_no_text_shows_the_content_of_a_file(folder: Path, content: bytes, name: str) -> None:
    (folder / "content").write_bytes(b"hunter2" + content)
    fields = "" if name == "url" else "driver: mysql, name: a, "
    assert "hunter2" not in said(folder, f"database: {{{fields}{name}_file: {folder / 'content'}}}")


@given(SECRETS)
def test_settings_made_in_code_show_no_secret_either(secret: str) -> None:
    settings = Settings.model_validate({"database": {"driver": "mysql", "name": "a", "password": secret}})
    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump_json()} {settings.database.target()}"
    with pytest.raises(ValueError, match="database") as raised:
        Settings.model_validate({"database": {"url": secret}})
    assert "hunter2" not in str(raised.value)


@given(SECRETS)
def test_a_password_may_hold_any_character(folder: Path, secret: str) -> None:
    text = yaml.safe_dump({"database": {"driver": "mysql", "name": "a", "password": secret}})
    assert load(write(folder, text), {}).settings.database.target().password == secret


def test_a_new_password_is_used_from_the_next_connection_on(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("old\n")
    text = f"database: {{driver: postgresql, name: shop, user: shop, host: h, port: 5433, password_file: {secret}}}"
    database = load(write(tmp_path, text), {}).settings.database
    before = database.target()
    secret.write_text("new\n")
    after = database.target()
    assert (before.password, after.password) == ("old", "new")
    assert (after.drivername, after.username, after.host, after.port, after.database, after.url) == (
        "postgresql+psycopg",
        "shop",
        "h",
        5433,
        "shop",
        None,
    )


def test_a_new_url_is_used_from_the_next_connection_on(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("mysql://u:old@h/n\n")
    database = load(None, {"ORION_EXPORTER_DATABASE_URL_FILE": str(secret)}).settings.database
    assert database.target().url == "mysql+pymysql://u:old@h/n"
    secret.write_text("postgres://u:new@h/n")
    assert (database.target().drivername, database.target().url) == (
        "postgresql+psycopg",
        "postgresql+psycopg://u:new@h/n",
    )


@pytest.mark.parametrize(
    ("content", "password"),
    [
        (b"a", "a"),
        (b"a\n", "a"),
        (b"a\r\n", "a"),
        (b"a\n\n", "a\n"),
        (b" a \n", " a "),
        (b"", ""),
        (b"a\rb", "a\rb"),
        ("\u00e4\n".encode(), "\u00e4"),
    ],
)
def test_one_newline_at_the_end_of_a_file_is_dropped(tmp_path: Path, content: bytes, password: str) -> None:
    (tmp_path / "password").write_bytes(content)
    database = DatabaseSettings(driver="mysql", name="shop", password_file=tmp_path / "password")
    assert database.target().password == password


def test_a_file_that_vanishes_is_an_error_with_its_path(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("a")
    database = DatabaseSettings(driver="mysql", name="shop", password_file=secret)
    assert database.target().password == "a"
    secret.unlink()
    with pytest.raises(SettingError) as raised:
        database.target()
    assert raised.value.loc == ("database", "password_file")
    assert str(raised.value) == f"database.password_file: cannot read {secret}: No such file or directory"


def test_a_file_without_a_url_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("hunter2")
    with pytest.raises(ConfigurationError) as raised:
        load(None, {"ORION_EXPORTER_DATABASE_URL_FILE": str(tmp_path / "url")})
    start = f"ORION_EXPORTER_DATABASE_URL_FILE: database.url_file: content of {tmp_path}/url is not a valid"
    assert str(raised.value).startswith(start)


def test_no_database_is_an_error_only_for_who_needs_one() -> None:
    database = load(None, {}).settings.database
    assert not database.configured
    with pytest.raises(SettingError, match=r"^database: no database configured; set url, url_file or driver$"):
        database.target()


def test_an_sqlite_database(tmp_path: Path) -> None:
    text = "database: {driver: sqlite, path: /var/shop.db, options: {mode: ro}}"
    target = load(write(tmp_path, text), {}).settings.database.target()
    assert (target.drivername, target.database, target.query) == ("sqlite", "/var/shop.db", {"mode": "ro"})
