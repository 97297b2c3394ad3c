"""Options are the fields of a provider's dataclass, and are validated before the provider is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Literal

import pytest

from exporter.config.options import OptionError, build


@dataclass(frozen=True)
class Inherited:
    horizon: timedelta = timedelta(days=30)


@dataclass(frozen=True)
class Loyalty(Inherited):
    open: tuple[str, ...] = ("new",)
    limit: int = 5
    share: float = 0.5
    currency: Literal["EUR", "CHF"] = "EUR"
    rates: Mapping[str, float] = field(default_factory=dict)
    pause: timedelta | None = None
    cache: int = field(default=0, init=False)
    shared: ClassVar[int] = 1


class Plain:
    """Has no options."""


KNOWN = ("horizon", "open", "limit", "share", "currency", "rates", "pause")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("horizon", "1h30m", timedelta(minutes=90)),
        ("horizon", 90, timedelta(seconds=90)),
        ("horizon", "500ms", timedelta(milliseconds=500)),
        ("open", ["new", "used"], ("new", "used")),
        ("limit", 7, 7),
        ("limit", "7", 7),
        ("share", 1, 1.0),
        ("currency", "CHF", "CHF"),
        ("rates", {"EUR": 1.5}, {"EUR": 1.5}),
        ("pause", None, None),
        pytest.param("pause", "1h30m", timedelta(minutes=90), marks=pytest.mark.xfail(reason="pydantic reads it")),
        pytest.param("open", "new,used", ("new", "used"), marks=pytest.mark.xfail(reason="no list by commas")),
        pytest.param("limit", None, 5, marks=pytest.mark.xfail(reason="a key without a value counts as given")),
    ],
)
def test_an_option_sets_its_field_and_leaves_the_others(name: str, value: object, expected: Any) -> None:
    assert build(Loyalty, {name: value}) == Loyalty(**{name: expected})


@pytest.mark.parametrize(
    ("provider", "name", "message", "known"),
    [
        (Loyalty, "horizons", "unknown option", KNOWN),
        (Loyalty, "cache", "unknown option", KNOWN),
        (Loyalty, "shared", "unknown option", KNOWN),
        (Plain, "limit", "the provider has no options", ()),
        (Plain(), "limit", "the provider has no options", ()),
        pytest.param(
            Loyalty(),
            "limit",
            "the provider has no options",
            (),
            marks=pytest.mark.xfail(reason='says: unknown option; did you mean "limit"?'),
        ),
    ],
)
def test_an_option_that_there_is_not(provider: Any, name: str, message: str, known: tuple[str, ...]) -> None:
    with pytest.raises(OptionError) as raised:
        build(provider, {name: 1})
    error = raised.value
    assert (error.name, error.message, error.known, str(error)) == (name, message, known, f"{name}: {message}")


@pytest.mark.parametrize("name", ["limit", "limits"])
def test_an_instance_takes_no_options(name: str) -> None:
    with pytest.raises(OptionError, match=f"^{name}: "):
        build(Loyalty(), {name: 1})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("horizon", "hunter2"),
        ("horizon", 0),
        ("horizon", True),
        ("open", 7),
        ("open", ["new", 7]),
        ("limit", "hunter2"),
        ("limit", 7.5),
        ("limit", []),
        ("share", "hunter2"),
        ("currency", "hunter2"),
        ("rates", {"EUR": "hunter2"}),
        ("rates", "hunter2"),
        ("pause", "hunter2"),
    ],
)
def test_a_value_of_another_type_is_refused_and_not_shown(name: str, value: object) -> None:
    with pytest.raises(OptionError, match=f"^{name}: ") as raised:
        build(Loyalty, {"limit": 7, name: value})
    assert (raised.value.name, raised.value.known) == (name, ())
    assert raised.value.message
    assert "hunter2" not in str(raised.value)


@pytest.mark.xfail(reason="the message is put into small letters, and those values are refused")
def test_a_message_names_the_values_as_they_are_to_be_written() -> None:
    with pytest.raises(OptionError, match="'EUR' or 'CHF'"):
        build(Loyalty, {"currency": "eur"})


def test_an_unknown_option_is_told_before_a_wrong_value() -> None:
    with pytest.raises(OptionError, match=r"^limits: unknown option$"):
        build(Loyalty, {"limit": "x", "limits": 1})


def test_without_options_a_class_has_its_defaults_and_an_instance_is_itself() -> None:
    made, instance = Loyalty(limit=9), Plain()
    assert build(Loyalty, {}) == Loyalty()
    assert isinstance(build(Plain, {}), Plain)
    assert build(made, {}) is made
    assert build(instance, {}) is instance
