"""Parameters become SQL that means the same in every database, or are refused."""

import pytest
from sqlalchemy import text

from exporter.config.parameters import ParameterError, Parameters, given, placeholders, written_as
from exporter.config.preset_settings import ParameterSettings
from tests.support.databases import Database

DECLARED = {
    "prefix": ParameterSettings(type="identifier", default="wp_"),
    "size": ParameterSettings(type="integer", default="-5"),
    "name": ParameterSettings(type="text", default="O'Hara"),
    "zone": ParameterSettings(type="time_zone", default="Europe/Paris"),
}


def filled(sql: str, **values: object) -> str:
    parameters, problems = given(DECLARED, values, "shop")
    assert problems == []
    return parameters.put_into(sql)


def test_identifiers_are_bare_and_texts_are_literals() -> None:
    assert filled('SELECT {{name}}, 1 -{{size}} FROM "{{prefix}}a", {{ prefix }}b') == (
        "SELECT 'O''Hara', 1 -(-5) FROM \"wp_a\", wp_b"
    )
    assert filled("SELECT '{{prefix}}'", prefix="") == "SELECT ''"


def test_nothing_is_replaced_in_comments() -> None:
    sql = "SELECT 1 -- {{other}} '\n/* {{name}} */ + {{size}}"
    assert filled(sql, size="2") == sql.replace("{{size}}", "2")
    assert [name for name, _, _ in placeholders(sql)] == ["size"]


@pytest.mark.parametrize("value", ["it's", "100 %", ":name", "a {{size}} b", "$1", '"; --', "é"])
def test_a_text_is_itself_in_every_database(database: Database, value: str) -> None:
    with database.engine.connect() as connection:
        options = connection.execution_options(no_parameters=True)
        assert options.exec_driver_sql(filled("SELECT {{name}}", name=value)).scalar_one() == value
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("identifier", "a b"),
        ("identifier", "a;"),
        ("identifier", "a" * 31),
        ("identifier", "é"),
        ("identifier", "a\n"),
        ("integer", "1.5"),
        ("integer", ""),
        ("integer", "1 OR 1=1"),
        ("integer", "1" * 19),
        ("integer", "--1"),
        ("text", "a\\"),
        ("text", "a\x00"),
        ("time_zone", "../UTC"),
    ],
)
def test_what_has_no_safe_form_is_refused(kind: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"^must "):
        written_as(kind, value)


@pytest.mark.parametrize(
    ("sql", "said", "at"),
    [
        ("SELECT {{nam}}", "unknown parameter {{nam}}", 7),
        ("SELECT '{{name}}'", "{{name}} becomes a literal with quotes; write it without", 8),
        ("SELECT 1, '' , `{{name}}`", "{{name}} becomes a literal with quotes; write it without", 16),
    ],
)
def test_a_wrong_placeholder_has_a_place(sql: str, said: str, at: int) -> None:
    with pytest.raises(ParameterError) as raised:
        Parameters(DECLARED).put_into(sql)
    assert (raised.value.message, raised.value.at) == (said, at)


def test_placeholders_of_others_stay() -> None:
    assert Parameters(DECLARED).put_into("SELECT {{site}}", ("site",)) == "SELECT {{site}}"


def test_a_time_zone_is_a_name_in_a_setting_and_a_literal_in_sql() -> None:
    assert filled("SELECT {{zone}}", zone="Asia/Tokyo") == "SELECT 'Asia/Tokyo'"
    parameters, _ = given(DECLARED, {"zone": "Asia/Tokyo"}, "shop")
    assert [parameters.zone(text) for text in ("{{zone}}", "{{ zone }}", "UTC")] == ["Asia/Tokyo", "Asia/Tokyo", "UTC"]
    _, problems = given(DECLARED, {"zone": "Asia/Tokio"}, "shop")
    assert [(each.loc, each.message) for each in problems] == [
        (("parameters", "zone"), "is not a known time zone; use an IANA name, such as Europe/Paris")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("{{zon}}", "unknown parameter {{zon}}"), ("{{name}}", "{{name}} is no parameter of the type time_zone")],
)
def test_a_setting_of_a_time_zone_takes_no_other_parameter(text: str, said: str) -> None:
    with pytest.raises(ParameterError) as raised:
        Parameters(DECLARED).zone(text)
    assert raised.value.message == said
