"""Questions about a period on real databases: what they cost others, and that none goes on after it is given up."""

import asyncio
import gc
import secrets
import weakref
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import make_url, text

from exporter.app.live import Live
from exporter.demo.schema import orders
from exporter.exposition.facts import Known
from exporter.server.api.asking import Answer, GoneError, Question, TooSlowError, UnavailableError
from exporter.server.api.questions import CANCEL_SECONDS, Questions
from tests.app.period_shops import OMIT, ORDERS, SLEEP, closed, live_of, slow_orders
from tests.server.asked import SECONDS, Time, until
from tests.statistics.application import build
from tests.support import elsewhere, handmade
from tests.support.asleep import asleep, terminate
from tests.support.databases import Database, Dialect, MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shops import add

ACME = Known(1, "1", "acme", "", "active")
SIDE = Known(2, "2", "side", "", "active")


def question(
    *categories: str, vendor: Known | None = ACME, platform: Known | None = None, begin: datetime | None = None
) -> Question:
    """Return a question, about the last week unless told otherwise."""
    return Question(vendor, platform, frozenset(categories), begin or NOW - timedelta(days=7), None)


@dataclass
class Shop:
    """A running exporter that refreshes nothing by itself, its queue of questions, and its database."""

    live: Live
    database: Database
    settings: dict[str, Any]

    def __post_init__(self) -> None:
        self.time = Time()
        self.statements: list[str] = []
        self.slow = Event()
        """Whether the statement that takes a minute has been sent."""

    def observe(self) -> None:
        """Record the statements of the pool of questions."""

        def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            self.statements.append(statement)
            if SLEEP[self.database.dialect] in statement:
                self.slow.set()

        self.live.periods._shop.databases.observe("before_cursor_execute", before)

    def run(self, test: Callable[[Questions], Awaitable[None]]) -> None:
        """Run a test with a queue of questions."""

        async def inside() -> None:
            await test(Questions(self.live.periods, SECONDS, self.live.application.clock, self.time.sleep))

        self.observe()
        asyncio.run(inside())

    async def ended(self) -> None:
        """Wait until nothing is being read, and let what was cancelled be cancelled again."""
        while self.live.periods._readings:
            await asyncio.sleep(0.02)
            self.time.over(CANCEL_SECONDS)

    def read(self, asked: Question) -> Answer:
        return self.live.periods.read(asked, "test")

    def running(self) -> int:
        """Return how many statements that take a minute the database has begun."""
        return len(self.live.periods._readings) if self.database.dialect == "sqlite" else asleep(self.database.engine)


Start = Callable[..., Shop]


@pytest.fixture
def start(make_database: MakeDatabase) -> Iterator[Start]:
    """Return a function: an exporter of a copy of the small shop; `slow` makes reading orders take a minute."""
    with ExitStack() as opened:

        def started(dialect: Dialect, *, slow: bool = False, url: str | None = None, **more: Any) -> Shop:
            database = make_database(dialect, build)
            settings: dict[str, Any] = {"preset": "orion", "database": {"url": url or database.url}, **more}
            if slow:
                settings["relations"] = slow_orders(dialect)
            shop = Shop(live_of(settings), database, settings)
            opened.callback(closed, shop.live)
            return shop

        yield started


def orders_of(answer: Answer) -> float:
    return sum(each.value for each in answer.values["orders"] if each.key == "orders.total")


def test_a_client_that_leaves_ends_the_statement(start: Start, dialect: Dialect) -> None:
    shop = start(dialect, slow=True)

    async def of(questions: Questions) -> None:
        gone = asyncio.Event()
        task = asyncio.ensure_future(questions.ask(question("orders"), "alice", gone.wait))
        await until(lambda: shop.slow.is_set() and shop.running() == 1)
        gone.set()
        with pytest.raises(GoneError):
            await task
        await shop.ended()
        assert shop.running() == 0
        answer = await questions.ask(question("catalog"), "alice", asyncio.Event().wait)
        assert (list(answer.values), answer.failures) == (["catalog"], {})

    shop.run(of)


def test_the_deadline_ends_the_statement_and_nothing_is_sent_after_it(start: Start) -> None:
    shop = start("postgresql", slow=True)

    async def of(questions: Questions) -> None:
        task = asyncio.ensure_future(questions.ask(question(), "alice", asyncio.Event().wait))
        await until(lambda: shop.running() == 1)
        shop.time.over(SECONDS)
        with pytest.raises(TooSlowError):
            await task
        await shop.ended()

    shop.run(of)
    assert shop.running() == 0
    sent = [number for number, each in enumerate(shop.statements) if "pg_sleep" in each]
    assert sent  # the columns are looked at before
    assert not any("FROM" in each for each in shop.statements[sent[-1] + 1 :])


def test_the_end_of_the_exporter_ends_the_statement(start: Start) -> None:
    shop = start("postgresql", slow=True)

    async def of(questions: Questions) -> None:
        task = asyncio.ensure_future(questions.ask(question("orders"), "alice", asyncio.Event().wait))
        await until(lambda: shop.running() == 1)
        await asyncio.to_thread(shop.live.stop)
        with pytest.raises(UnavailableError, match="timeout"):
            await task
        with pytest.raises(UnavailableError):
            await questions.ask(question("catalog"), "alice", asyncio.Event().wait)

    shop.run(of)
    assert shop.running() == 0


def test_equal_questions_are_one_statement(start: Start) -> None:
    shop = start("sqlite")

    async def of(questions: Questions) -> None:
        never = asyncio.Event().wait
        same = [questions.ask(question("catalog"), caller, never) for caller in ("alice", "bob", "bob")]
        first, *others = await asyncio.gather(*same)
        assert all(each is first for each in others)

    shop.run(of)
    assert sum("products" in each for each in shop.statements) == 1


def test_questions_that_take_long_do_not_delay_a_refresh(start: Start) -> None:
    shop = start("postgresql", slow=True, refresh={"workers": 1})

    async def of(questions: Questions) -> None:
        never = asyncio.Event().wait
        tasks = [asyncio.ensure_future(questions.ask(question("orders"), caller, never)) for caller in ("a", "b")]
        tasks += [asyncio.ensure_future(questions.ask(question("orders", vendor=None), "b", never))]
        await until(lambda: shop.running() == 1)
        assert await asyncio.to_thread(shop.live.application.refresher.refresh, "catalog")
        for task in tasks:
            task.cancel()
        await shop.ended()

    shop.run(of)


def test_without_a_free_connection_refreshes_go_on(start: Start, make_database: MakeDatabase) -> None:
    database = make_database("postgresql", build)
    with role(database) as url:
        shop = start("postgresql", url=url)
        assert shop.live.application.refresher.refresh("orders")
        with pytest.raises(UnavailableError, match=r"cannot be read at present \(reason: connection\)") as raised:
            shop.read(question())
        assert "too many connections" in raised.value.failure.message
        assert shop.live.application.refresher.refresh("orders")
        shop.live.application.databases.close()
        assert orders_of(shop.read(question())) == 3
        closed(shop.live)


@contextmanager
def role(database: Database) -> Iterator[str]:
    """Yield the URL of a role that may have one connection."""
    name = f"shopper_{secrets.token_hex(4)}"
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD 'of the test' CONNECTION LIMIT 1"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}"))
    url = make_url(database.url).set(username=name, password="of the test")
    yield url.render_as_string(hide_password=False)
    with database.engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {name}"))
        connection.execute(text(f"DROP ROLE {name}"))


def test_a_lost_connection_costs_what_was_not_read_yet(start: Start) -> None:
    shop = start("postgresql", slow=True)

    async def of(questions: Questions) -> None:
        task = asyncio.ensure_future(questions.ask(question(), "alice", asyncio.Event().wait))
        await until(lambda: shop.running() == 1)
        terminate(shop.database.engine)
        answer = await task
        assert "catalog" in answer.values
        every = [each.category for each in shop.live.application.providers if each.category != "alerts"]
        assert list(answer.failures) == every[every.index("orders") :]
        assert {each.reason for each in answer.failures.values()} == {"connection"}

    shop.run(of)


def test_a_reload_brings_new_answers(start: Start) -> None:
    shop = start("sqlite")

    async def of(questions: Questions) -> None:
        never = asyncio.Event().wait
        before = await questions.ask(question("orders"), "alice", never)
        shop.settings["relations"] = {"orders": {"sql": f"{ORDERS} WHERE id > 1", "omit": OMIT}}
        retired = shop.live.periods._shop.databases
        assert await questions.ask(question("orders"), "alice", never) is before
        assert shop.live.reload() == ()
        after = await questions.ask(question("orders"), "alice", never)
        assert (orders_of(before), orders_of(after)) == (3, 2)
        assert retired.main.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # of this pool

    shop.run(of)


def test_a_reload_keeps_nothing_of_the_previous_shop(start: Start) -> None:
    shop = start("sqlite")

    async def of(questions: Questions) -> None:
        await questions.ask(question("orders"), "alice", asyncio.Event().wait)
        before = weakref.ref(shop.live.periods._shop)
        assert shop.live.reload() == ()
        gc.collect()
        assert before() is None

    shop.run(of)


def test_a_reload_leaves_those_who_wait_alone(start: Start) -> None:
    shop = start("postgresql", slow=True)

    async def of(questions: Questions) -> None:
        never = asyncio.Event().wait
        task = asyncio.ensure_future(questions.ask(question("orders"), "alice", never))
        await until(lambda: shop.running() == 1)
        shop.settings["relations"] = {}
        assert await asyncio.to_thread(shop.live.reload) == ()
        assert orders_of(await questions.ask(question("orders"), "bob", never)) == 3
        assert not task.done()
        task.cancel()
        await shop.ended()

    shop.run(of)


def test_modules_that_are_off_or_not_installed_are_omitted(start: Start) -> None:
    shop = start("sqlite")
    with shop.database.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO platform_modules (platform_id, module, is_enabled) VALUES (2, 'orders', 0)")
        )
        connection.execute(text("DROP TABLE carts"))
    assert shop.live.application.refresher.refresh("carts")
    there, anywhere = shop.read(question(platform=SIDE)), shop.read(question())
    assert there.failures == anywhere.failures == {}
    assert anywhere.values.keys() - there.values.keys() == {"orders"}
    assert "carts" not in anywhere.values


def test_a_failing_module_costs_its_own_category(start: Start) -> None:
    shop = start("postgresql")
    with shop.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
    answer = shop.read(question())
    assert {category: each.reason for category, each in answer.failures.items()} == {"orders": "schema"}
    assert "payments" in answer.values


def test_nothing_is_connected_to_before_the_first_question(start: Start) -> None:
    shop = start("sqlite")
    assert shop.live.application.refresher.refresh("orders")
    assert shop.live.periods._shop._databases is None


def test_an_unreachable_database(start: Start) -> None:
    shop = start("sqlite", url="postgresql+psycopg://127.0.0.1:1/gone")
    with pytest.raises(UnavailableError) as raised:
        shop.read(question())
    assert raised.value.failure.reason == "connection"


def test_a_relation_of_another_database(start: Start, make_database: MakeDatabase) -> None:
    other = make_database("sqlite", build)
    add(other, orders, [{"id": 9, "vendor_id": 1, "platform_id": 2, "created_at": NOW.replace(tzinfo=None)}])
    elsewhere = {"sql": ORDERS, "database": "other", "omit": OMIT}
    shop = start("postgresql", databases={"other": {"url": other.url}}, relations={"orders": elsewhere})
    answer = shop.read(question("orders", "catalog"))
    assert answer.failures == {}
    assert orders_of(answer) == 4
    assert orders_of(shop.read(question("orders", vendor=None, platform=SIDE))) == 3
    assert orders_of(shop.read(question("orders", vendor=None))) == 5
    with other.engine.begin() as connection:
        connection.execute(text("DROP TABLE orders"))
    broken = shop.read(question("orders", "catalog"))
    assert (list(broken.values), list(broken.failures)) == (["catalog"], ["orders"])


def test_before_the_variants_are_known_nothing_is_read(start: Start, tmp_path: Path) -> None:
    preset = tmp_path / "preset.yaml"
    people = "{sql: SELECT 1 AS is_active, omit: [vendor_id, platform_id, created_at, last_order_at]}"
    relations = f"{{customers: {people}}}"
    preset.write_text(f"about: A shop.\nvariants: {{few: {{when: {{tables: few}}}}}}\nrelations: {relations}\n")
    shop = start("sqlite", preset=str(preset))
    with pytest.raises(UnavailableError) as raised:
        shop.read(question())
    assert "unknown before the first refresh" in raised.value.failure.message


def test_a_database_of_another_kind_stays_read_only_after_a_failure(start: Start, make_database: MakeDatabase) -> None:
    database = make_database("postgresql", build)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
    shop = start("sqlite", url=elsewhere.other(database.url))
    shop.observe()
    answer = shop.read(question())
    assert {category: each.reason for category, each in answer.failures.items()} == {"orders": "schema"}
    assert "payments" in answer.values
    assert shop.statements.count("SET TRANSACTION READ ONLY") == 2


def test_duckdb(start: Start, tmp_path: Path) -> None:
    shop = start("sqlite", url=elsewhere.duckdb_file(tmp_path / "shop.duckdb"))
    answer = shop.read(question("orders", "catalog", begin=handmade.NOW - timedelta(days=300)))
    assert (answer.failures, set(answer.values)) == ({}, {"orders", "catalog"})
    assert orders_of(answer) > 0
