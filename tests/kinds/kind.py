"""What a kind is: a type of a column on one database, with values to put there and what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.kinds.declared import Declared, Role
from tests.support.databases import Dialect


@dataclass(frozen=True, slots=True)
class Value:
    """A value in SQL, and its meaning to a reader."""

    sql: str
    meaning: Any


@dataclass(frozen=True, slots=True)
class Kind:
    """A type on a database. `{name}` in its statements is the column, `{labels}` its texts as SQL.

    `before` are statements that make the type. The first of `values` is what all other rows have. `limit` is how far
    from the true number a sum may be, as a share of it.
    """

    dialect: Dialect
    role: Role
    name: str
    type: str
    values: Sequence[Value] = ()
    before: Sequence[str] = ()
    words: "Words | None" = None
    limit: float = field(default=1e-15, kw_only=True)

    def __str__(self) -> str:
        return f"{self.dialect}-{self.role.value}-{self.name}".replace(" ", "_")

    def values_of(self, column: Declared) -> Sequence[Value]:
        """Return what to put into a column."""
        return self.words.of(column) if self.words else self.values

    def statements(self, column: Declared) -> tuple[Sequence[str], str]:
        """Return the statements that make the type of a column, and the type."""
        texts = dict.fromkeys(each.sql for each in self.values_of(column) if each.meaning is not None)
        given = {"name": f"{column.table}_{column.name}_type", "labels": ", ".join(texts)}
        return [each.format(**given) for each in self.before], self.type.format(**given)


KNOWN = {
    "orders.status": ("pending", "cancelled"),
    "orders.currency": ("EUR",),
    "marketplace_import_jobs.status": ("completed", "failed", "running"),
    "marketplace_import_jobs.marketplace": ("ebay",),
    "marketplace_products.marketplace": ("ebay",),
    "media_files.media_type": ("image",),
    "carts.currency": ("EUR",),
    "payments.currency": ("EUR",),
    "payments.method": ("card",),
    "payments.status": ("pending", "paid"),
    "shipments.status": ("ready", "shipped"),
    "refunds.currency": ("EUR",),
    "refunds.status": ("requested", "paid"),
    "payouts.currency": ("EUR",),
    "payouts.status": ("due", "paid"),
    "jobs.queue": ("mail",),
    "jobs.status": ("pending", "running", "completed"),
    "users.role": ("admin",),
    "platform_modules.module": ("orders",),
    "platforms.code": ("kiosk",),
    "platforms.name": ("kiosk",),
    "vendors.code": ("kiosk",),
    "vendors.name": ("kiosk",),
    "alert_thresholds.alert": ("OrionNoOrders",),
    "content_pages.slug": ("runbook-OrionNoOrders",),
    "content_pages.title": ("runbook-OrionNoOrders",),
    "content_pages.body": ("runbook-OrionNoOrders",),
}
"""Texts that mean something in a column; others that look like them must not."""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts for a column: those of `KNOWN`, others that some collation takes for the same, and `more`.

    `like` are the changes that make them, `quote` how SQL writes a text.
    """

    like: Sequence[str]
    more: Sequence[str | None] = (None, "")
    quote: str = "'{}'"

    def of(self, column: Declared) -> Sequence[Value]:
        """Return the values for a column, the most ordinary first."""
        texts = [LIKE[each](word) for word in KNOWN[str(column)] for each in self.like]
        return [self._value(text) for text in (*texts, *self.more)]

    def _value(self, text: str | None) -> Value:
        return Value("NULL", None) if text is None else Value(self.quote.format(text), text.rstrip(" "))


def _accented(word: str) -> str:
    vowel = next(each for each in word if each in _ACCENTS)
    return word.replace(vowel, _ACCENTS[vowel], 1)


_ACCENTS = dict(zip("aeiouAEIOU", "äéîöüÄÉÎÖÜ", strict=True))

LIKE: Mapping[str, Callable[[str], str]] = {
    "same": str,
    "letter": lambda word: word[0],
    "large letter": lambda word: word[0].upper(),
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "blanks": lambda word: f"{word}  ",
    "blank before": lambda word: f" {word}",
    "accent": _accented,
    "invisible": lambda word: f"{word}\N{ZERO WIDTH SPACE}",
}
"""How texts differ that a person, or a collation, takes for the same."""
