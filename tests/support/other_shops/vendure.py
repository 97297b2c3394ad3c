"""Vendure 3.7.3 with its example plugin for marketplaces, on PostgreSQL."""

from tests.support.databases import Database, SharedDatabase
from tests.support.other_shops import load


def vendure(shared_database: SharedDatabase) -> Database:
    """Return the database of this shop that all tests share; its engine cannot write."""
    return shared_database("postgresql", load, "vendure")
