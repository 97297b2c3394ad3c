from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import Connection, create_engine, select

from exporter.demo.archive import Archive
from exporter.demo.changes import Changes
from exporter.demo.rhythm import demand, next_visit, working_moment
from exporter.demo.schema import METADATA, content_pages, platforms
from exporter.demo.world import DAY, HOUR, Clock, World

# 2026-03-04, a Wednesday, at midnight.
WEDNESDAY = 1_772_582_400.0


def test_a_clock_may_change_its_pace_at_any_time() -> None:
    clock = Clock(1000.0)
    assert clock.simulated(1010.0) == 1010.0
    clock.set_pace(60.0, wall=1010.0)
    assert clock.simulated(1011.0) == 1070.0
    assert clock.wall(1070.0) == 1011.0
    clock.set_pace(1.0, wall=1011.0)
    assert clock.simulated(1013.0) == 1072.0


def test_events_happen_in_the_order_of_their_time() -> None:
    world = World(1, 0.0)
    seen: list[tuple[str, float]] = []

    def note(name: str) -> None:
        seen.append((name, world.now))
        if name == "b":
            world.after(0.5, note, "b later")

    world.at(3.0, note, "c")
    world.at(1.0, note, "a")
    world.at(2.0, note, "b")
    world.at(2.0, note, "b as well")
    world.at(9.0, note, "not yet")
    world.live_until(5.0)
    assert seen == [("a", 1.0), ("b", 2.0), ("b as well", 2.0), ("b later", 2.5), ("c", 3.0)]
    assert world.now == 5.0


def test_a_stamp_is_on_the_wall_in_whole_seconds_and_never_ahead() -> None:
    world = World(1, WEDNESDAY + 0.9)
    assert world.stamp() == datetime(2026, 3, 4)  # noqa: DTZ001 - as the tables keep it
    assert world.stamp(0.95) == datetime(2026, 3, 3, 23, 59, 59)  # noqa: DTZ001 - as the tables keep it
    world.clock.set_pace(1000.0, wall=WEDNESDAY + 0.9)
    world.live_until(world.clock.simulated(WEDNESDAY + 7.9))
    assert world.stamp() == datetime(2026, 3, 4, 0, 0, 7)  # noqa: DTZ001 - as the tables keep it


def test_dice_of_one_concern_are_not_those_of_another() -> None:
    world = World(1, 0.0)
    assert world.random("orders").random() == world.random("orders").random()
    assert world.random("orders").random() != world.random("stock").random()
    assert world.random("orders").random() != World(2, 0.0).random("orders").random()


def test_evenings_and_sundays_are_busy() -> None:
    assert demand(WEDNESDAY + 20 * HOUR) > 10 * demand(WEDNESDAY + 3 * HOUR)
    assert demand(WEDNESDAY + 4 * DAY) > demand(WEDNESDAY + 3 * DAY)


def test_an_average_week_has_the_average_number_of_visits() -> None:
    rng, moment, visits = World(1, 0.0).random("visits"), WEDNESDAY, 0
    while (moment := next_visit(rng, moment, 500)) < WEDNESDAY + 14 * DAY:
        visits += 1
    assert visits == pytest.approx(7000, rel=0.05)


def test_a_warehouse_works_on_working_days() -> None:
    rng, noon = World(1, 0.0).random("visits"), WEDNESDAY + 12 * HOUR
    assert working_moment(rng, noon) == noon
    for late, day in ((WEDNESDAY + 20 * HOUR, 1), (WEDNESDAY + 3 * HOUR, 0), (WEDNESDAY + 3 * DAY, 5)):
        moment = working_moment(rng, late)
        assert WEDNESDAY + day * DAY + 7 * HOUR <= moment < WEDNESDAY + day * DAY + 17 * HOUR


def page(changes: Changes, title: str) -> int:
    return changes.add(
        content_pages, platform_id=1, vendor_id=None, slug="a", title=title, body="", is_published=True, updated_at=None
    )


def written(connection: Connection) -> list[tuple[int, str]]:
    found = connection.execute(select(content_pages.c.id, content_pages.c.title).order_by(content_pages.c.id))
    return [(row.id, row.title) for row in found]


def test_changes_are_written_once_each_and_in_one_go() -> None:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    changes = Changes()
    first, second, third = (page(changes, title) for title in "abc")
    changes.change(content_pages, first, title="A")
    changes.remove(content_pages, second)
    for _ in range(2):
        with engine.begin() as connection:
            changes.write(connection)
            found = written(connection)
        changes.forget()
        assert found == [(first, "A"), (third, "c")]
    changes.change(content_pages, third, title="C", slug="c")
    changes.change(content_pages, first, title="AA")
    changes.remove(content_pages, first)
    with engine.begin() as connection:
        changes.write(connection)
        assert written(connection) == [(third, "C")]
    engine.dispose()


def test_ids_count_from_one_in_each_table() -> None:
    changes = Changes()
    assert [page(changes, title) for title in "ab"] == [1, 2]
    assert changes.add(platforms, code="a", name="A", is_active=True) == 1


def test_rows_are_archived_sixty_days_after_they_came() -> None:
    world = World(1, WEDNESDAY)
    archive = Archive(world, content_pages)
    for day in range(100):
        world.at(WEDNESDAY + (day + 0.5) * DAY, lambda: archive.note(page(world.changes, "a")))
    world.live_until(WEDNESDAY + 100 * DAY)
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.begin() as connection:
        world.changes.write(connection)
        ids = connection.scalars(select(content_pages.c.id)).all()
    engine.dispose()
    assert Counter(ids) == Counter(range(41, 101))
