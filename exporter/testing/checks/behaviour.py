"""Checks of how a provider reads: with which statements, and with no clock but `context.now`."""

from collections.abc import Iterator
from contextlib import closing, suppress

from sqlalchemy import MetaData, delete
from sqlalchemy.exc import SQLAlchemyError

from exporter.contracts.failures import ContractError
from exporter.testing.demo_shop import DemoShop
from exporter.testing.reading import exposition, provider_of, read
from exporter.testing.subject import NotApplicableError, Subject
from exporter.testing.watching import Seen, watched

KEPT_VENDORS = 2


def only_reads(subject: Subject) -> Iterator[str]:
    """It sends no statement that writes, and leaves the transaction to the exporter."""
    for name, seen in _watched(subject):
        for statement in seen.writes:
            yield f"{name} sends {' '.join(statement.split())[:80]!r}; a provider only reads, with SELECT"
        if seen.ended:
            yield f"{name} ends the transaction; leave out commit(), rollback() and close()"


def uses_no_clock(subject: Subject) -> Iterator[str]:
    """The time is `context.now`, so that numbers are reproducible; no clock is read, in Python or in SQL."""
    for name, seen in _watched(subject):
        for where in sorted(seen.clocks):
            yield f"{name} reads the machine's clock ({where}); use context.now"
        for clock in sorted(seen.sql_clocks):
            yield f"{name} asks the database for the time ({clock}); compare with context.now, or with ago(...)"


def is_deterministic(subject: Subject) -> Iterator[str]:
    """The same rows at the same time give the same text."""
    again = exposition(read(provider_of(subject.loaded), subject.database, subject.now))
    if again != subject.text:
        pairs = zip(subject.text.splitlines(), again.splitlines(), strict=False)
        first = next((f"{one!r} became {other!r}" for one, other in pairs if one != other), "a line is missing")
        yield f"two refreshes at the same time differ: {first}; keep no state, and use neither chance nor a clock"


def statements_do_not_depend_on_vendors(subject: Subject) -> Iterator[str]:
    """A shop with many vendors costs as many statements as one with few."""
    if subject.demo is None:
        raise NotApplicableError("only on the demo shop, from which vendors are removed for it")
    many = _numbers(subject)
    with subject.demo.copy() as shop:
        remove_vendors(shop)
        with closing(Subject(subject.loaded, shop.url, shop.now)) as small:
            few = _numbers(small)
    for name, number in many.items():
        if number != few[name]:
            yield (
                f"{name} sends {number} statements for {len(subject.directory.vendors)} vendors and {few[name]} for "
                f"{KEPT_VENDORS}; select the rows of all vendors in one statement, and group them"
            )


def _numbers(subject: Subject) -> dict[str, int]:
    """Return how many statements each call sends; the second time, as the first one also reads the columns' types."""
    for _ in range(2):
        numbers = {name: len(seen.statements) for name, seen in _watched(subject)}
    return numbers


def remove_vendors(shop: DemoShop) -> None:
    """Remove all vendors but the first ones, with their rows."""
    tables = MetaData()
    tables.reflect(shop.engine)
    with shop.engine.begin() as connection:
        for table in tables.sorted_tables:
            owner = table.c.get("vendor_id") if table.name != "vendors" else table.c.id
            if owner is not None:
                connection.execute(delete(table).where(owner > KEPT_VENDORS))


def _watched(subject: Subject) -> Iterator[tuple[str, Seen]]:
    """Yield what each call of the provider does. A call that fails is reported by another check."""
    for name, call in subject.calls():
        errors = SQLAlchemyError, ContractError
        with subject.reading() as db, watched(db, subject.package) as seen, suppress(*errors):
            call(db, subject.context)
        yield name, seen
