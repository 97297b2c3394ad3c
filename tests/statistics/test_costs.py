"""What a question costs: one statement of the directory, one of each query, a savepoint and settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from exporter.statistics import Statistics, StatsAggregator
from tests.statistics.application import CONTEXT, build, recorded
from tests.support.databases import Dialect, SharedDatabase
from tests.support.random_shop import NOW

AROUND = {"sqlite": 4, "postgresql": 3, "mariadb": 4}
"""A savepoint, the settings, which MariaDB is given back, and the transaction that SQLite's driver does not begin."""

DIRECTORY = 1

QUERIES = {"vendor": 22, "vendor on a platform": 22, "platform": 29, "installation": 33, "period of a vendor": 18}
"""The queries of the built-in providers that a question is for."""


def test_a_question_costs_a_statement_of_the_directory_and_one_per_query(
    dialect: Dialect, shared_database: SharedDatabase
) -> None:
    engine = shared_database(dialect, build).engine
    aggregator, week = StatsAggregator(), replace(CONTEXT, date_from=NOW - timedelta(days=7))
    questions: dict[str, Callable[[Session], Statistics]] = {
        "vendor": lambda db: aggregator.vendor_statistics(db, 1, CONTEXT),
        "vendor on a platform": lambda db: aggregator.vendor_statistics(db, 1, replace(CONTEXT, platform_id=1)),
        "platform": lambda db: aggregator.platform_statistics(db, 1, CONTEXT),
        "installation": lambda db: aggregator.installation_statistics(db, CONTEXT),
        "period of a vendor": lambda db: aggregator.vendor_statistics(db, 1, week),
    }
    counted = {}
    with Session(engine) as db:
        for name, ask in questions.items():
            ask(db)  # which asks for the types of columns, once per connection
            with recorded(engine) as said:
                assert ask(db).failures == {}
            counted[name] = len(said)
    assert counted == {name: queries + DIRECTORY + AROUND[dialect] for name, queries in QUERIES.items()}
