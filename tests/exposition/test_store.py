"""The states of providers: swapped as a whole, and by one writer alone."""

from array import array

from exporter.contracts.failures import Failure
from exporter.exposition.report import Report
from exporter.exposition.snapshot import Axis, Column, Family, Snapshot
from exporter.exposition.store import ProviderState, Reload, Store


def state(category: str = "orders") -> ProviderState:
    return ProviderState(category, 60.0, 600.0)


def snapshot(category: str = "orders") -> Snapshot:
    family = Family(f"orion_{category}", "Help.", Axis((), ((),)), (Column((), array("d", [1.0])),))
    return Snapshot(category, (family,), 1000.0, 50.0)


def test_a_change_swaps_the_state_and_returns_the_one_before() -> None:
    store = Store([state()])
    before, generation = store["orders"], store.generation
    assert store.writer().change("orders", ProviderState.skip) is before
    assert (before.skipped, store["orders"].skipped) == (0, 1)
    assert store.generation == generation + 1


def test_a_writer_that_was_replaced_changes_nothing() -> None:
    store = Store([state()])
    old, new = store.writer(), store.writer()
    assert new.change("orders", ProviderState.skip) is None, "the old one still writes"
    store.adopt([state(), state("cms")], new)
    generation = store.generation
    assert old.change("orders", ProviderState.skip) is None
    old.database_up(up=True)
    assert (store["orders"].skipped, store.database_up, store.generation) == (0, False, generation)
    assert new.change("cms", ProviderState.skip) is not None
    new.database_up(up=True)
    assert store.database_up


def test_what_is_known_about_databases_goes_with_them() -> None:
    store = Store([state()])
    old = store.writer()
    for name in ("warehouse", "archive"):
        old.database_up(up=True, name=name)
    assert store.databases_up == {"main": False, "warehouse": True, "archive": True}
    store.adopt([state()], store.writer(), ["main", "archive", "new"])
    assert store.databases_up == {"main": False, "archive": True}
    old.database_up(up=False, name="archive")
    assert store.databases_up["archive"]


def test_a_writer_that_was_replaced_may_still_ask_for_a_category_that_is_gone() -> None:
    store = Store([state("cms")])
    old = store.writer()
    store.adopt([state("orders")], store.writer())
    assert old.change("cms", ProviderState.skip) is None
    assert old.has_snapshot("cms") is False


def test_a_failure_keeps_the_snapshot_and_its_report() -> None:
    good = state().succeeded(snapshot(), Report(unattributed=3, changed_only=True), {}, 0.5)
    bad = good.failed(Failure("timeout", "slow"), 30.0)
    assert (bad.snapshot, bad.report) == (good.snapshot, good.report)
    assert (bad.up, bad.changed_only, bad.refreshes, bad.failures) == (False, 1, 2, {"timeout": 1})
    assert bad.fresh(50.0 + 600.0)
    assert not bad.fresh(50.0 + 600.1)


def test_a_reload_makes_what_was_derived_from_the_store_stale() -> None:
    store = Store([state()], loaded_at=5.0)
    assert store.reload == Reload(succeeded=True, at=5.0)
    generation = store.generation
    store.reloaded(Reload(succeeded=False, at=5.0))
    assert (store.reload.succeeded, store.generation) == (False, generation + 1)
