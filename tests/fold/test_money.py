"""Amounts are folded in minor units and divided last, by the minor unit of their currency or by the option."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any, get_args

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exporter.config.configuration import ConfigurationError
from exporter.contracts.metrics import MetricsContext, MinorUnit
from exporter.demo.schema import orders
from exporter.fold.cells import divisor_of
from providers.orders import REVENUE, VALUE
from tests.support.currencies import DIGITS, WITHOUT_MINOR_UNIT, divisor
from tests.support.databases import Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of
from tests.support.shops import insert_rows, two_platforms
from tests.support.tiny import ACME, BOLT, MAIN, answer, directory, metric, samples

AMOUNT = metric("amount", money=True, currency=())
MINOR_UNIT = "ORION_EXPORTER_PROVIDERS_ORDERS_OPTIONS_MINOR_UNIT"
CHOICES = "must be 'currency', 0, 1, 2, 3, 4, 5 or 6"


def exported(currency: str | None, minor_unit: Any = "currency") -> list[str]:
    """Return the samples of platforms for 12,345,678 minor units at each of two vendors."""
    rows = [(vendor, MAIN, currency, 1, 12_345_678) for vendor in (ACME, BOLT)]
    found = samples(directory(), answer(AMOUNT.in_minor_unit(minor_unit), *rows))
    return [line.rpartition(" ")[2] for line in found if line.startswith("orion_platform_")]


TOTALS = {digits: f"{24_691_356 / 10**digits:g}" for digits in range(7)}


@pytest.mark.parametrize("write", [str.upper, str.lower, str.title, "{} ".format])
def test_each_currency_has_its_minor_unit(write: Callable[[str], str]) -> None:
    assert {code: exported(write(code)) for code in DIGITS} == {code: [TOTALS[of]] for code, of in DIGITS.items()}


@pytest.mark.parametrize("code", [*WITHOUT_MINOR_UNIT, "unknown", None, "", "DM", "EURO", "392", "¥", "J P Y"])
def test_what_has_no_minor_unit_or_is_no_currency_is_in_hundredths(code: str | None) -> None:
    assert exported(code) == [TOTALS[2]]


@pytest.mark.parametrize("digits", range(7))
@pytest.mark.parametrize("code", ["EUR", "jpy", "KWD", None])
def test_a_minor_unit_of_the_shop_is_that_of_every_currency(digits: int, code: str | None) -> None:
    assert exported(code, digits) == [TOTALS[digits]]


def test_a_fixed_currency_counts_as_one_of_the_data() -> None:
    found = samples(directory(), answer(AMOUNT.where(currency="KWD"), (ACME, MAIN, 1, 1500), by=()))
    assert 'orion_platform_amount{currency="KWD",platform="main"} 1.5' in found


def test_a_definition_in_another_minor_unit_is_one_object_and_otherwise_the_same() -> None:
    other = VALUE.in_minor_unit(0)
    assert other is VALUE.in_minor_unit(0)
    assert other not in {VALUE, VALUE.in_minor_unit(3)}
    assert other.in_minor_unit("currency") != other
    assert VALUE.in_minor_unit("currency") is VALUE
    assert (other.minor_unit, other.key, other.name, other.labels) == (0, VALUE.key, VALUE.name, VALUE.labels)
    with pytest.raises(FrozenInstanceError):
        other.minor_unit = 2  # type: ignore[misc]  # which is the point


def test_other_numbers_have_their_own_divisor() -> None:
    currency = (("currency", "JPY"),)
    assert [divisor_of(each, currency) for each in (metric(currency=()), AMOUNT)] == [1, 1]
    assert divisor_of(AMOUNT.in_minor_unit(6), currency) == 1_000_000


ORDERS = {"EUR": 1999, "jpy": 1999, "KWD": 1999, "UYW": 1999, "XAU": 1999, None: 1999, "DM": 1999}


def sell(engine: Engine) -> None:
    """Ten orders of acme in each currency, on one platform."""
    two_platforms(engine)
    sale = {"vendor_id": 1, "platform_id": 1, "status": "shipped"}
    amounts = [(code, cents) for code, cents in ORDERS.items() for _ in range(10)]
    insert_rows(engine, orders, [{**sale, "currency": code, "total_cents": cents} for code, cents in amounts])


def amounts_of(exporter: Exporter, name: str) -> dict[str, float]:
    found = series_of(exporter.text("orders")).items()
    return {dict(labels)["currency"]: value for (of, labels), value in found if of == name}


@pytest.mark.parametrize("minor_unit", ["currency", "0", "2", "6"])
def test_statistics_and_exposition_agree_to_the_last_digit(
    dialect: Dialect, make_database: MakeDatabase, minor_unit: str
) -> None:
    database = make_database(dialect, sell)
    exporter = Exporter(database.url, NOW, {MINOR_UNIT: minor_unit}).refresh("orders")
    found = amounts_of(exporter, "orion_order_value")
    assert exporter.failures() == {}
    assert found == {
        code or "unknown": 10 * cents / (divisor(str(code)) if minor_unit == "currency" else 10 ** int(minor_unit))
        for code, cents in ORDERS.items()
    }
    assert found == amounts_of(exporter, "orion_order_revenue") == amounts_of(exporter, "orion_platform_order_value")
    provider = next(each.source.statistics for each in exporter.providers if each.category == "orders")
    assert provider is not None
    with Session(database.engine) as db:
        asked = [
            ask(db, 1, MetricsContext(NOW)) for ask in (provider.get_vendor_metrics, provider.get_platform_metrics)
        ]
    for values in asked:
        assert {each.labels["currency"]: each.value for each in values if each.key == VALUE.key} == found
        assert {each.labels["currency"]: each.value for each in values if each.key == REVENUE.key} == found
    exporter.close()


@pytest.mark.parametrize("wrong", ["7", "-1", "cents", "Currency", "2.5", "true", "[2]"])
def test_a_minor_unit_that_does_not_exist_is_one_problem(wrong: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Exporter("sqlite://", NOW, {MINOR_UNIT: wrong})
    assert str(raised.value) == f"{MINOR_UNIT}: providers.orders.options.minor_unit: {CHOICES}"


def test_the_choices_are_currency_and_numbers() -> None:
    assert get_args(MinorUnit) == ("currency", *range(7))
