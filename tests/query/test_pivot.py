"""A column for each known value of a label has the same result as a row for each, whatever the values are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    case,
    create_engine,
    delete,
    event,
    func,
    insert,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from exporter.contracts.failures import ContractError
from exporter.contracts.metrics import MetricDefinition, MetricsContext
from exporter.directory.attribution import Owner
from exporter.fold.frame import Frame
from exporter.fold.intake import take
from exporter.query import Query, QueryMetricsProvider, count, total
from exporter.query.pivot import MOST_ELEMENTS, MOST_VALUES, PivotedQueries
from exporter.query.shaping import shaped
from exporter.query.statement import Query as Asked
from exporter.relations.relations import ORION
from tests.support.databases import Dialect, MakeDatabase
from tests.support.random_shop import NOW

METADATA = MetaData()
loans = Table(
    "loans",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("vendor", Integer),
    Column("platform", Integer),
    Column("state", String(20)),
    Column("currency", String(20)),
    Column("cents", BigInteger),
)
LOANS = MetricDefinition("loans.total", "loans", "Loans", "Loans.", labels={"state": ("open", "paid")})
LARGE = MetricDefinition("loans.large", "loans_large", "Large loans", "Loans of more than a unit.")
SUM = MetricDefinition("loans.sum", "loans_sum", "Sum", "Sum of loans.", labels={"currency": ()})
PAID = MetricDefinition("loans.paid", "loans_paid", "Paid", "Sum of what is paid.", labels={"currency": ()})
LAST = MetricDefinition("loans.last", "loans_last", "Last", "Largest loan.", labels={"currency": ()}, fold="max")
CONTEXT = MetricsContext(NOW)


@dataclass(frozen=True)
class LoanProvider(QueryMetricsProvider):
    """Two queries that read the same rows."""

    metrics_category = "loans"

    def queries(self) -> Iterator[Query]:
        """Count by state and add up by currency."""
        c = loans.c
        loan = partial(Query, vendor=c.vendor, platform=c.platform)
        yield loan(by={"state": c.state}, values={LOANS: count(), LARGE: count(c.cents > 100)})
        yield loan(
            by={"currency": c.currency},
            values={SUM: total(c.cents), PAID: total(c.cents, where=c.state == "paid"), LAST: func.max(c.cents)},
        )


class Refreshed:
    """The queries of a provider as a refresh asks them: with the values in mind that the last one has seen."""

    def __init__(self, provider: QueryMetricsProvider) -> None:
        self.queries = provider.queries
        self.collect = PivotedQueries(shaped(provider.queries(), ORION)).answers


def in_memory() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    METADATA.create_all(engine)
    return engine


def lend(engine: Engine, rows: Sequence[Mapping[str, object]]) -> None:
    with engine.begin() as connection:
        connection.execute(delete(loans))
        if rows:
            connection.execute(insert(loans), [{"id": i, **row} for i, row in enumerate(rows, start=1)])


def statements(engine: Engine) -> list[str]:
    """Return a list to which every statement is added as it is run."""
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *of: said.append(of[2]))
    return said


Told = dict[tuple[str, tuple[tuple[str, str], ...], Owner], float]


def told(frame: Frame) -> tuple[Told, int, object]:
    """Return the numbers of a frame, its NULL sums and its row counts by id."""
    who = list(frame.index)
    numbers = {
        (definition.key, labels, who[at]): number
        for definition, columns in frame.columns.items()
        for labels, values in columns.items()
        for at, number in enumerate(values)
        if number == number
    }
    (counts,) = frame.row_counts.values() or [{}]
    return numbers, len(frame.null_sums()), {who[at]: rows for at, rows in counts.items()}


def row_for_each(db: Session, provider: Refreshed) -> Frame:
    frame = Frame()
    for query in shaped(provider.queries(), ORION):
        take(frame, query.rows(db, CONTEXT))
    return frame


def column_for_each(db: Session, provider: Refreshed) -> Frame:
    frame = Frame()
    for rows in provider.collect(db, CONTEXT):
        take(frame, rows)
    return frame


IDS = st.sampled_from([None, 1, 2, 3])
STATES = st.sampled_from([None, "", "open", "paid", "unknown", "lost", "PAID", "paid "])
CURRENCIES = st.sampled_from([None, "", "EUR", "USD", "eur", "unknown", "a'b", 'a"b', "%(x)s", ":x", "ü"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "vendor": IDS,
            "platform": IDS,
            "state": STATES,
            "currency": CURRENCIES,
            "cents": st.none() | st.integers(-(2**40), 2**40) | st.just(0),
        }
    ),
    max_size=20,
)

Histories = list[list[dict[str, object]]]
HISTORIES = st.lists(ROWS, min_size=2, max_size=5)
"""The shop changes between refreshes: values come and go."""
SHORTER = st.lists(ROWS, min_size=1, max_size=3)


def compare(histories: Histories) -> None:
    engine, provider = in_memory(), Refreshed(LoanProvider())
    with closing(Session(engine)) as db:
        for rows in histories:
            lend(engine, rows)
            assert told(column_for_each(db, provider)) == told(row_for_each(db, provider))


@pytest.mark.parametrize("dialect", ["postgresql", "mariadb"])
def test_they_do_on_other_databases(make_database: MakeDatabase, dialect: Dialect) -> None:
    engine, provider = make_database(dialect).engine, Refreshed(LoanProvider())
    METADATA.create_all(engine)
    states, currencies = ("open", "paid", "lost", None, ""), ("EUR", "USD", None, "a'b", "%(x)s", ":x")
    places = [{"vendor": i % 3 or None, "platform": i % 2} for i in range(120)]
    sums = [{"currency": currencies[i % 6], "cents": i * 7 if i % 4 else None} for i in range(120)]
    lend(engine, [{**places[i], "state": states[i % 5], **sums[i]} for i in range(120)])
    with closing(Session(engine)) as db:
        for _ in range(3):
            assert told(column_for_each(db, provider)) == told(row_for_each(db, provider))


def compare_collected(histories: Histories) -> None:
    """Collect all answers before the first is read."""
    engine, provider = in_memory(), LoanProvider()
    with closing(Session(engine)) as db:
        for rows in histories:
            lend(engine, rows)
            frame = Frame()
            for answer in list(provider.collect(db, CONTEXT)):
                take(frame, answer)
            assert told(frame) == told(row_for_each(db, Refreshed(provider)))


@pytest.mark.parametrize("examples", [40, pytest.param(1_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("comparison", "histories"), [(compare, HISTORIES), (compare_collected, SHORTER)])
def test_columns_say_what_rows_say(
    examples: int, comparison: Callable[[Histories], None], histories: st.SearchStrategy[Histories]
) -> None:
    settings(max_examples=examples)(given(histories)(comparison))()


def test_answers_read_in_another_order_are_an_error_and_not_other_numbers() -> None:
    engine, provider = in_memory(), LoanProvider()
    lend(engine, [{**ROW, "state": "lost"}])
    with closing(Session(engine)) as db:
        *_, last = provider.collect(db, CONTEXT)
        with pytest.raises(ContractError, match=r"collect\(\) must be read in order"):
            take(Frame(), last)


ROW = {"vendor": 1, "platform": 1, "state": "open", "cents": 5}


def refreshed(rows: Sequence[Sequence[Mapping[str, object]]]) -> list[int]:
    """Return how many statements each refresh has made over a shop that has these rows, one list after the other."""
    engine, provider = in_memory(), Refreshed(LoanProvider())
    said, made = statements(engine), []
    with closing(Session(engine)) as db:
        for each in rows:
            lend(engine, each)
            said.clear()
            column_for_each(db, provider)
            made.append(len(said))
    return made


def test_one_statement_reads_all_once_the_values_are_known() -> None:
    euros = [{**ROW, "currency": "EUR"}]
    assert refreshed([euros, euros, euros]) == [2, 1, 1]


def test_the_rows_of_a_value_are_counted_once() -> None:
    engine, provider = in_memory(), Refreshed(LoanProvider())
    said = statements(engine)
    with closing(Session(engine)) as db:
        lend(engine, [{**ROW, "currency": "EUR"}, {**ROW, "currency": "EUR"}])
        column_for_each(db, provider)
        said.clear()
        numbers, _, _ = told(column_for_each(db, provider))
    (statement,) = [each for each in said if "FILTER" in each]
    # All rows, and those with each of the states open and paid, and of the currency EUR.
    assert statement.count("count(*)") == 1 + 2 + 1
    assert numbers["loans.total", (("state", "open"),), Owner(1, 1)] == 2


def test_a_value_that_nobody_knows_costs_one_more_statement_once() -> None:
    euros, both = [{**ROW, "currency": "EUR"}], [{**ROW, "currency": each} for each in ("EUR", "CHF")]
    assert refreshed([euros, euros, both, both]) == [2, 1, 2, 1]


def test_a_value_that_is_gone_is_forgotten() -> None:
    both, euros = [{**ROW, "currency": each} for each in ("EUR", "CHF")], [{**ROW, "currency": "EUR"}]
    assert refreshed([both, euros, both]) == [2, 1, 2]


def test_many_values_have_rows() -> None:
    many = [{**ROW, "currency": f"C{i}"} for i in range(MOST_VALUES + 1)]
    assert refreshed([many, many, many[:3], many[:3]]) == [2, 2, 2, 1]


def test_a_label_that_is_expensive_to_compute_is_computed_once_a_row() -> None:
    def computed(branches: int) -> int:
        """Return how often the second refresh computes the first branch of a label with this many."""
        state = case(*((loans.c.cents <= each, "open") for each in range(branches)), else_="paid")

        class Computed(LoanProvider):
            def queries(self) -> Iterator[Query]:
                c = loans.c
                yield Query(vendor=c.vendor, platform=c.platform, by={"state": state}, values={LOANS: count()})

        engine, provider = in_memory(), Refreshed(Computed())
        lend(engine, [{**ROW, "cents": each} for each in (0, 500)])
        said = statements(engine)
        with closing(Session(engine)) as db:
            for _ in range(2):
                said.clear()
                assert told(column_for_each(db, provider)) == told(row_for_each(db, provider))
        return said[0].count("CASE")

    assert computed(2) > 1
    assert computed(MOST_ELEMENTS) == 1


def test_values_that_are_not_texts_are_read_as_texts() -> None:
    """SQLite allows a number in any column, and other databases have statuses that are numbers."""
    engine, provider = in_memory(), Refreshed(LoanProvider())
    lend(engine, [{**ROW, "currency": "EUR"}])
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other AS SELECT * FROM loans")
        connection.exec_driver_sql("DROP TABLE loans")
        connection.exec_driver_sql("CREATE TABLE loans (id, vendor, platform, state, currency, cents)")
        connection.exec_driver_sql("INSERT INTO loans SELECT * FROM other")
        connection.exec_driver_sql("INSERT INTO loans VALUES (9, 1, 1, 'open', 7, 5)")
    with closing(Session(engine)) as db:
        frames = [column_for_each(db, provider) for _ in range(3)]
    currencies = [dict(labels)["currency"] for labels in frames[-1].columns[SUM]]
    assert sorted(currencies) == ["7", "EUR"]
    assert [each.rejected for each in frames] == [{}] * 3


def test_a_query_without_anybody_has_rows() -> None:
    """Without rows there would be one of zeros."""
    queries = [Asked(by={"state": loans.c.state}, values={LOANS: count()})]
    engine = in_memory()

    class Whole(LoanProvider):
        def queries(self) -> Iterator[Query]:
            yield from queries

    with closing(Session(engine)) as db:
        assert told(column_for_each(db, Refreshed(Whole()))) == ({}, 0, {})


@pytest.mark.parametrize("large", [2**31 - 1, 2**31, -(2**31), -(2**31) - 1])
def test_a_number_too_large_for_four_bytes_is_added_up_all_the_same(make_database: MakeDatabase, large: int) -> None:
    engine, provider = make_database("postgresql").engine, Refreshed(LoanProvider())
    METADATA.create_all(engine)
    lend(engine, [{**ROW, "currency": "EUR", "state": "paid", "cents": each} for each in (large, large, 3)])
    said, made = statements(engine), []
    with closing(Session(engine)) as db:
        for _ in range(3):
            said.clear()
            assert told(column_for_each(db, provider)) == told(row_for_each(db, provider))
            made.append([each for each in said if "AS INTEGER)" in each])
    refused = not -(2**31) <= large < 2**31
    assert list(map(len, made)) == [0, 1, 0 if refused else 1]
