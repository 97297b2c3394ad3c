"""The providers of a shop, as an application asks them with its own connection."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exporter.alerting.provider import ALERTS_CATEGORY
from exporter.collection.declared.declaring import with_declared
from exporter.collection.discovery import enabled, find
from exporter.collection.provider import Provider
from exporter.collection.relations import relations_of
from exporter.collection.sources import Source, source_of
from exporter.collection.variants import applicable
from exporter.config.configuration import Configuration, configuration_of, load
from exporter.config.connection import MAIN
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsProviderProtocol
from exporter.database.borrowed import about, borrowed
from exporter.database.limits import Limits
from exporter.directory.lookup import remembering
from exporter.relations.of_session import RELATIONS
from exporter.relations.relations import Relations
from exporter.relations.substitution import Substitution


@dataclass(frozen=True, slots=True)
class Module:
    """A provider: what returns the values of single vendors and platforms, if anything does, and its source."""

    category: str
    statistics: MetricsProviderProtocol | None
    given: Source | None = None

    @property
    def source(self) -> Source:
        """Its source. Raises what making one raises, if none is given."""
        return source_of(self.statistics) if self.given is None else self.given

    @property
    def is_absent(self) -> bool:
        """Whether the shop has none of its relations."""
        return self.given is not None and self.given.is_absent


@dataclass(frozen=True, slots=True)
class Shop:
    """The modules of a shop, and its relations; None for those of the session that it is read with."""

    modules: Sequence[Module]
    relations: Relations | None = None
    substitution: Substitution | None = None

    @contextmanager
    def reading(self, db: Session | Connection) -> Iterator[Session]:
        """Yield a session that reads the shop's relations on the connection of `db`, whose state does not change."""
        relations = {} if self.relations is None else {RELATIONS: self.relations}
        with borrowed(db, {**relations, **remembering()}) as session:
            connection = session.connection()
            about(connection, session.info.get(RELATIONS))
            if self.substitution is None:
                yield session
            else:
                with self.substitution.on(connection):
                    yield session

    def failed(self) -> None:
        """Look at the places of the relations again, because something is missing in the database."""
        if self.substitution is not None:
            self.substitution.places.look_again()


class ExportersShop(Shop):
    """A shop that is read with sessions of the exporter itself, which know its relations and all its databases."""

    __slots__ = ()

    @contextmanager
    def reading(self, db: Session | Connection) -> Iterator[Session]:
        """Yield the session, which reads the directory only once."""
        if not isinstance(db, Session):
            raise TypeError("a session of the exporter is required, not a connection")
        for key, value in remembering().items():
            db.info.setdefault(key, value)
        yield db


def modules_of(providers: Iterable[Provider]) -> tuple[Module, ...]:
    """Return the modules of enabled providers; thresholds are none."""
    return tuple(
        Module(each.category, each.source.statistics, each.source)
        for each in providers
        if each.category != ALERTS_CATEGORY
    )


def shop_of(providers: Iterable[MetricsProviderProtocol]) -> Shop:
    """Return the shop of these implementations."""
    return Shop([Module(each.metrics_category, each) for each in providers])


class Choice:
    """The shop of a configuration, whose variants are chosen when its database is first read."""

    def __init__(self, shop: Shop, configuration: Configuration | None = None) -> None:
        """Take a shop, and the configuration that it is of, if it has one."""
        self.shop, self._configuration = shop, configuration
        self._is_made = configuration is None or configuration.is_decided

    @classmethod
    def of(cls, given: Mapping[str, object] | Path) -> "Choice":
        """Read the settings, or a file with them. Raises ConfigurationError."""
        configuration = load(given, os.environ) if isinstance(given, Path) else configuration_of(given)
        return cls(_configured(configuration), configuration)

    def made(self, db: Session | Connection) -> Shop:
        """Return the shop with the variants that apply to its database.

        Raises ConfigurationError, sqlalchemy.exc.SQLAlchemyError if the database cannot be queried, and ContractError
        if a condition is no valid SQL.
        """
        if self._configuration is not None and not self._is_made:
            chosen = applicable(_Borrowed(db), self._configuration)
            self.shop, self._is_made = _configured(self._configuration.with_variants(chosen)), True
        return self.shop

    def failed(self) -> None:
        """Look at the database again, because something is missing in it."""
        self._is_made = self._configuration is None or self._configuration.is_decided
        self.shop.failed()


def _configured(configuration: Configuration) -> Shop:
    found = with_declared(configuration, find())
    relations = relations_of(configuration, found)
    providers = enabled(configuration, found, relations=relations)
    return Shop(modules_of(providers), relations, Substitution(relations))


@dataclass(frozen=True, slots=True)
class _Borrowed:
    """The database of an application's connection, as far as conditions of variants read it."""

    db: Session | Connection
    info: Mapping[Any, Any] = field(default_factory=dict)

    @property
    def dialect(self) -> str:
        """The name of the dialect."""
        return (self.db if isinstance(self.db, Connection) else self.db.connection()).dialect.name

    def named(self, name: str) -> "_Borrowed":
        """Return the database of this name. Raises ContractError unless it is the main one."""
        if name != MAIN:
            raise ContractError(
                f'database "{name}" cannot be read with the connection of an application; take its numbers from the '
                "exporter, or copy its tables"
            )
        return self

    @contextmanager
    def read(
        self, _owner: str = "", _limits: Limits | None = None, _tables: Collection[str] | None = None
    ) -> Iterator[Session]:
        """Open a session on the connection."""
        with borrowed(self.db, self.info) as session:
            yield session
