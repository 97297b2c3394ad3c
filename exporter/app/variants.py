"""Keeps the variants of the preset in step with the database."""

from collections.abc import Callable
from threading import Lock

from exporter.collection.variants import applicable
from exporter.config.configuration import Configuration, ConfigurationError
from exporter.contracts.failures import ContractError
from exporter.database.readable import Readable

Replace = Callable[[Configuration, Configuration], None]
"""Called with the configuration in use and the one to use instead of it."""


class VariantWatch:
    """Looks which variants apply, before the first refresh and again after a failure `schema`.

    If others apply than those in use, `replace` has to put a new application in the place of this one.
    """

    def __init__(self, databases: Readable, configuration: Configuration, replace: Replace) -> None:
        self._databases, self._configuration, self._replace = databases, configuration, replace
        self._lock = Lock()
        self._is_known = self._is_replaced = False

    def holds(self, category: str) -> bool:
        """Return whether a refresh may go on: the variants in use are those that apply.

        Raises sqlalchemy.exc.DBAPIError if a database cannot be queried, and ContractError if it cannot be found out,
        or the variants that apply make no valid configuration.
        """
        with self._lock:
            if not (self._is_known or self._is_replaced):
                self._look(category)
            return not self._is_replaced

    def _look(self, category: str) -> None:
        used = self._configuration
        chosen = applicable(self._databases, used, category)
        try:
            found = used.with_variants(chosen)
            if used.is_decided and found.resolved.active == used.resolved.active:
                self._is_known = True
                return
            self._replace(used, found)
        except ConfigurationError as error:
            raise ContractError("; ".join(error.lines)) from None
        self._is_replaced = True

    def failed(self, reason: str) -> None:
        """Look again before the next refresh if this one failed because something was missing in the database."""
        if reason == "schema":
            self._is_known = False


def start_again(_used: Configuration, found: Configuration) -> None:
    """Refuse other variants, where nothing can replace the application."""
    names = ", ".join(found.resolved.active) or "none"
    raise ContractError(f"the variants of the preset were found only now ({names}); run the command again")


def carried_over(old: Configuration, new: Configuration) -> Configuration:
    """Return a reloaded configuration with the variants in use, until the database is looked at again."""
    before, after = old.preset, new.preset
    if new.is_decided or not old.is_decided or before is None or after is None:
        return new
    if (before.source, before.revision) != (after.source, after.revision):
        return new
    return new.with_variants([name for name in new.layers.unpinned if name in old.resolved.active])
