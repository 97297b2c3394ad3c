"""Reads all series of a module with the session of an application."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exporter.collection.shop import Module
from exporter.collection.sources import Moment
from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricsContext
from exporter.directory.directory import Directory
from exporter.exposition.snapshot import Family
from exporter.fold.families import Scopes
from exporter.fold.frame import Frame
from exporter.query.future import corrected

_REFRESHED = "Refreshed by the application."


@dataclass(frozen=True, slots=True)
class Taken:
    """The families of a module, and what was wrong with samples that it rejected."""

    families: Sequence[Family]
    warnings: Sequence[str]


def taken(db: Session, module: Module, directory: Directory, context: MetricsContext) -> Taken:
    """Return the families of a module.

    Raises what the provider and the database raise, and ContractError if the ids of all rows are of the wrong type.
    """
    source, frame = module.source, Frame()
    definitions = source.fill(frame, Moment(db, directory, context))
    frame = corrected(frame, dict.fromkeys(source.queries, ()), db, context)
    directory.learn(db, frame.index)
    scopes = Scopes.of(frame, directory, module.category)
    if scopes.layout.contradiction:
        raise ContractError(scopes.layout.contradiction)
    families = [*source.info_families(directory, _REFRESHED), *scopes.families(definitions, _REFRESHED)]
    return Taken(families, tuple(frame.warnings.values()) if frame.rejected else ())
