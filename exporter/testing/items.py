"""The contract suite as items of a test run: one for each provider and check."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from exporter.config.configuration import ConfigurationError
from exporter.contracts.clock import Clock
from exporter.testing.demo_shop import DemoShop, DemoShops, Prepare
from exporter.testing.providers import ArgumentError, providers_of
from exporter.testing.reading import database_of
from exporter.testing.subject import NotApplicableError, Subject
from exporter.testing.suite import CHECKS, Check, breaches


class BreachError(Exception):
    """A breach of the contract; the message says what is wrong and what to do."""


class Contract(pytest.Collector):
    """The contract of one provider."""

    def __init__(self, loaded: Any, shops: "ContractShops", **options: Any) -> None:
        super().__init__(**options)
        self._loaded, self._shops = loaded, shops
        self._subject: Subject | None = None

    def collect(self) -> Iterator["ContractItem"]:
        """Yield an item for each check."""
        for check in CHECKS:
            yield ContractItem.from_parent(self, name=check.__name__, contract=self, check=check)

    @property
    def subject(self) -> Subject:
        """The provider on the shop, which is the same for all checks."""
        if self._subject is None:
            self._subject = self._shops.subject(self._loaded)
        return self._subject


class ContractItem(pytest.Item):
    """One check of one provider."""

    def __init__(self, contract: Contract, check: Check, **options: Any) -> None:
        super().__init__(**options)
        self._contract, self._check = contract, check

    def runtest(self) -> None:
        """Run the check; skip it if it cannot judge the provider."""
        try:
            found = breaches(self._check, self._contract.subject)
        except NotApplicableError as error:
            pytest.skip(str(error))
        if found:
            raise BreachError("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """Return the messages of the check without a traceback, which would lead into the test kit."""
        if not isinstance(excinfo.value, BreachError):
            return super().repr_failure(excinfo)
        return f"{self._check.__doc__}\n\n{excinfo.value}"

    def reportinfo(self) -> tuple[str, None, str]:
        """Return the name of the check, as reports show it."""
        return self.nodeid.partition("::")[0], None, self.name


class ContractShops:
    """Where the contract suite runs: on a copy of the demo shop, or on the database with this URL."""

    def __init__(self, prepare: Prepare, url: str) -> None:
        self._prepare, self._url = prepare, url
        self._opened = ExitStack()
        self._demo: tuple[DemoShops, DemoShop] | None = None

    def subject(self, loaded: Any) -> Subject:
        """Return a provider on the shop."""
        if self._url:
            subject = Subject(loaded, self._url, Clock().now())
        else:
            shops, shop = self._demo = self._demo or self._created()
            subject = Subject(loaded, shop.url, shop.now, shops)
        return self._opened.enter_context(closing(subject))

    def _created(self) -> tuple[DemoShops, DemoShop]:
        folder = self._opened.enter_context(TemporaryDirectory(prefix="orion-shop-"))
        shops = DemoShops(Path(folder), self._prepare)
        return shops, self._opened.enter_context(shops.copy())

    def close(self) -> None:
        """Close the connections, and remove the files."""
        self._opened.close()


def check_url(url: str) -> None:
    """Raise UsageError if the URL of a database is invalid; "" is the demo shop."""
    try:
        if url:
            database_of(url).close()
    except ConfigurationError as error:
        raise pytest.UsageError(f"--orion-database: {error}") from None


def contracts(session: pytest.Session, arguments: list[str], shops: ContractShops) -> Iterator[Contract]:
    """Yield the contract of each provider that these arguments name. Raises UsageError if one names none."""
    for argument in dict.fromkeys(arguments):
        try:
            found = providers_of(argument)
        except ArgumentError as error:
            raise pytest.UsageError(f"--orion-provider {error}") from error
        for name, loaded in found.items():
            yield Contract.from_parent(session, name=name, nodeid=name, loaded=loaded, shops=shops)
