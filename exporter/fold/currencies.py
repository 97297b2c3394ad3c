"""The decimal places of currencies, by ISO 4217 (https://www.iso.org/iso-4217-currency-codes.html)."""

from iso4217 import Currency

_DIGITS = {each.code: each.exponent for each in Currency if each.exponent is not None}
_DEFAULT_DIGITS = 2


def digits_of(currency: str) -> int:
    """Return the number of decimal places of a currency's minor unit by ISO 4217; the code's case does not matter.

    It is 2 for a code that is not in the list of current currencies, and for one without a minor unit, such as XAU.
    """
    return _DIGITS.get(currency.strip().upper(), _DEFAULT_DIGITS)
