"""How people write a threshold."""

from math import inf

import pytest

from exporter.config.amount import Amount, parse_amount


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("100", Amount(100)),
        (100, Amount(100)),
        ("-2.5", Amount(-2.5)),
        ("1e3", Amount(1000)),
        ("2h", Amount(7200, "s")),
        ("1h30m", Amount(5400, "s")),
        ("-14d", Amount(-1_209_600, "s")),
        ("20%", Amount(0.2, "1")),
        ("12.5 %", Amount(0.125, "1")),
        ("off", Amount(inf)),
        ("+Inf", Amount(inf)),
        (".inf", Amount(inf)),
    ],
)
def test_it_is_read_as_it_is_meant(written: object, meant: Amount) -> None:
    assert parse_amount(written) == meant


@pytest.mark.parametrize("written", ["", "many", "nan", "-inf", "2 hours", "5x", "2h%", True, None, [], float("nan")])
def test_anything_else_is_refused_with_what_it_may_be(written: object) -> None:
    with pytest.raises(ValueError, match='a number, a duration such as "2h", a percentage such as "20%", or "off"'):
        parse_amount(written)
