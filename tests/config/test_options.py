"""Options are the fields of a provider's dataclass, and are validated before the provider is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Literal

import pytest

from exporter.config.configuration import load
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
    digits: Literal["auto", 0, 1, 2] = "auto"
    rates: Mapping[str, float] = field(default_factory=dict)
    pause: timedelta | None = None
    steps: Sequence[timedelta] = ()
    codes: list[str] | None = None
    cache: int = field(default=0, init=False)
    shared: ClassVar[int] = 1


class Plain:
    """Has no options."""


KNOWN = ("horizon", "open", "limit", "share", "currency", "digits", "rates", "pause", "steps", "codes")


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
        ("digits", "auto", "auto"),
        ("digits", 1, 1),
        ("digits", "2", 2),
        ("rates", {"EUR": 1.5}, {"EUR": 1.5}),
        ("pause", None, None),
        ("pause", "1h30m", timedelta(minutes=90)),
        ("open", "new, used", ("new", "used")),
        ("open", "new", ("new",)),
        ("open", "", ()),
        ("steps", "500ms, 1h30m", [timedelta(milliseconds=500), timedelta(minutes=90)]),
        ("codes", "a,b", ["a", "b"]),
        ("limit", None, 5),
    ],
)
def test_an_option_sets_its_field_and_leaves_the_others(name: str, value: object, expected: Any) -> None:
    assert build(Loyalty, {name: value}) == Loyalty(**{name: expected})


@pytest.mark.parametrize("text", ["pending,on hold", "pending, on hold", "[pending, on hold]"])
def test_a_list_in_a_variable(text: str) -> None:
    settings = load(None, {"ORION_EXPORTER_PROVIDERS_LOYALTY_OPTIONS_OPEN": text}).settings
    assert build(Loyalty, settings.providers["loyalty"].options).open == ("pending", "on hold")


@pytest.mark.parametrize(
    ("provider", "name", "message", "known"),
    [
        (Loyalty, "horizons", "unknown option", KNOWN),
        (Loyalty, "cache", "unknown option", KNOWN),
        (Loyalty, "shared", "unknown option", KNOWN),
        (Plain, "limit", "the provider has no options", ()),
        (Plain(), "limit", "the provider has no options", ()),
        (Loyalty(), "limit", "the provider has no options", ()),
    ],
)
def test_an_option_that_there_is_not(provider: Any, name: str, message: str, known: tuple[str, ...]) -> None:
    with pytest.raises(OptionError) as raised:
        build(provider, {name: 1})
    error = raised.value
    assert (error.name, error.message, error.known, str(error)) == (name, message, known, f"{name}: {message}")


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
        ("digits", "hunter2"),
        ("digits", 3),
        ("digits", True),
        ("digits", False),
        ("digits", [1]),
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


def test_a_message_names_the_values_as_they_are_to_be_written() -> None:
    with pytest.raises(OptionError, match=r"^currency: must be 'EUR' or 'CHF'$"):
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
