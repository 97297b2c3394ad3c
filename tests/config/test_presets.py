"""Presets: what they are, and what of them holds beside variants, file and environment."""

from pathlib import Path

import pytest

from exporter.config.configuration import Configuration, ConfigurationError, load
from exporter.config.origin import Origin
from exporter.config.preset_settings import ANY_DIALECT
from exporter.config.presets import shipped
from tests.config.files import environment_of, write

PRESET = """\
about: |
  A shop.
  More about it.
parameters:
  prefix: {type: identifier, default: wp_}
variants:
  large:
    when: SELECT 1
    relations:
      orders: {map: {status: {sent: shipped, lost: null}}}
      carts: null
    providers: {orders: {max_series: 5}}
  other:
    when: {tables: [others]}
    relations:
      orders:
        sql: SELECT 3 AS other
relations:
  orders:
    sql: |
      SELECT 1 AS a
      FROM {{prefix}}orders
    platform_sql: SELECT 2 AS b
    omit: [currency]
    time_zone: Europe/Paris
    incremental: true
    map: {status: {paid: processing, lost: failed}, currency: {E: EUR}}
  carts: {sql: SELECT 4 AS c}
providers:
  orders: {every: 30s, max_series: 7, options: {open: [pending]}}
"""


def loaded(folder: Path, text: str, environ: dict[str, str] | None = None, preset: str = PRESET) -> Configuration:
    (folder / "shop.yaml").write_text(preset)
    return load(write(folder, f"preset: shop.yaml\n{text}"), environ or {})


def test_a_preset_gives_settings_with_their_origins(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, "")
    orders = configuration.settings.relations["orders"]
    assert orders.sql == "SELECT 1 AS a\nFROM wp_orders\n"
    assert configuration.settings.providers["orders"].every == 30
    shop = str(tmp_path / "shop.yaml")
    assert configuration.origins["relations", "orders", "sql"] == Origin(shop, 20, 5)
    assert configuration.written["relations", "orders", "sql"].place(20) == Origin(shop, 22, 13)
    assert configuration.of_preset(("relations", "orders", "sql"))


def test_variants_are_over_the_preset_in_their_order(tmp_path: Path) -> None:
    undecided = loaded(tmp_path, "")
    assert not undecided.is_decided
    assert undecided.settings.relations.keys() == {"orders", "carts"}
    large = undecided.with_variants(["large"])
    assert large.is_decided
    assert large.resolved.active == ("large",)
    assert large.settings.relations.keys() == {"orders"}
    assert large.settings.relations["orders"].map["status"] == {"paid": "processing", "sent": "shipped"}
    assert large.settings.relations["orders"].omit == ("currency",)
    assert large.settings.providers["orders"].max_series == 5
    both = undecided.with_variants(["other", "large"])
    assert both.resolved.active == ("large", "other")
    assert both.settings.relations["orders"].sql == "SELECT 3 AS other"
    assert undecided.with_variants([]).settings == undecided.settings


def test_the_file_is_over_the_variants_and_pins_them(tmp_path: Path) -> None:
    text = "variant: {large: true, other: no}\nproviders: {orders: {max_series: 9, cron: 0 * * * *}}\n"
    configuration = loaded(tmp_path, text, {"ORION_EXPORTER_PROVIDERS_ORDERS_DETAIL": "platform"})
    assert configuration.is_decided
    assert configuration.resolved.active == ("large",)
    orders = configuration.settings.providers["orders"]
    assert (orders.max_series, orders.cron, orders.every, orders.detail) == (9, "0 * * * *", None, "platform")
    assert orders.options == {"open": ["pending"]}
    assert str(configuration.origins["providers", "orders", "max_series"]).endswith("config.yaml:3:22")


@pytest.mark.parametrize(
    ("text", "environ"),
    [
        ("relations: {orders: {sql: SELECT 5 AS new}}", {}),
        ("", {"ORION_EXPORTER_RELATIONS_ORDERS_SQL": "SELECT 5 AS new"}),
    ],
)
def test_a_new_select_replaces_all_that_describes_it(tmp_path: Path, text: str, environ: dict[str, str]) -> None:
    orders = loaded(tmp_path, text, environ).settings.relations["orders"]
    assert orders.sql == "SELECT 5 AS new"
    assert (orders.platform_sql, orders.omit, orders.time_zone, orders.incremental) == (None, (), None, False)
    assert orders.map == {"status": {"paid": "processing", "lost": "failed"}, "currency": {"E": "EUR"}}


def test_an_environment_variable_replaces_what_the_file_says_about_a_select(tmp_path: Path) -> None:
    text = "relations: {orders: {sql: SELECT 5 AS new, omit: [status], minor_unit: 2}}"
    environ = {"ORION_EXPORTER_RELATIONS_ORDERS_SQL": "SELECT 6", "ORION_EXPORTER_RELATIONS_ORDERS_TIME_ZONE": "UTC"}
    orders = loaded(tmp_path, text, environ).settings.relations["orders"]
    assert (orders.sql, orders.omit, orders.minor_unit, orders.time_zone) == ("SELECT 6", (), None, "UTC")


def test_a_map_is_merged_by_column_and_key(tmp_path: Path) -> None:
    text = "relations: {orders: {map: {status: {paid: pending, lost: null, new: pending}, currency: null}}}"
    orders = loaded(tmp_path, text).settings.relations["orders"]
    assert orders.map == {"status": {"paid": "pending", "new": "pending"}}
    assert orders.time_zone == "Europe/Paris"


def test_null_removes_a_relation_and_a_key(tmp_path: Path) -> None:
    text = "relations: {carts: null, orders: {time_zone: null}}"
    relations = loaded(tmp_path, text).settings.relations
    assert relations.keys() == {"orders"}
    assert relations["orders"].time_zone is None
    assert relations["orders"].incremental


def test_without_preset_and_relations_tables_are_taken_by_name(tmp_path: Path) -> None:
    for configuration in (load(None, {}), load(write(tmp_path, "relations: {}"), {})):
        assert configuration.preset is not None
        assert (configuration.preset.label, configuration.preset.settings.by_name) == ("orion", True)
    assert load(write(tmp_path, "relations: {orders: {sql: SELECT 1}}"), {}).preset is None
    assert load(None, {"ORION_EXPORTER_PRESET": "orion"}).preset == load(None, {}).preset


def test_the_revision_is_a_digest_of_the_text(tmp_path: Path) -> None:
    first, same = (loaded(tmp_path, text).preset for text in ("", "log: {level: debug}"))
    changed = loaded(tmp_path, "", preset=PRESET + "\n").preset
    assert first is not None
    assert same is not None
    assert changed is not None
    assert first.revision == same.revision != changed.revision
    assert (first.label, len(first.revision)) == ("shop", 12)


def test_a_preset_takes_nothing_from_the_environment(tmp_path: Path) -> None:
    preset = "about: A shop.\nrelations: {carts: {sql: 'SELECT ''${HOME}''', time_zone: '${TZ}'}}\n"
    with pytest.raises(ConfigurationError, match=r"shop\.yaml:2:\d+: relations\.carts\.time_zone: "):
        loaded(tmp_path, "", {"TZ": "UTC"}, preset)
    carts = loaded(tmp_path, "", {}, preset.replace("'${TZ}'", "UTC")).settings.relations["carts"]
    assert carts.sql == "SELECT '${HOME}'"


def test_a_problem_names_the_file_that_gives_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        loaded(tmp_path, "providers: {orders: {every: soon}}")
    assert "config.yaml:2:22: providers.orders.every: " in str(raised.value)
    with pytest.raises(ConfigurationError) as raised:
        loaded(tmp_path, "", preset=PRESET.replace("30s", "soon"))
    assert "shop.yaml:30:12: providers.orders.every: " in str(raised.value)


def test_the_path_of_a_preset_is_relative_to_the_configuration_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert loaded(tmp_path, "").preset is not None


def test_what_a_variant_cannot_remove_is_told_each_time(tmp_path: Path) -> None:
    undecided = loaded(tmp_path, "", preset=PRESET.replace("lost: null", "gone: null"))
    for _ in range(2):
        with pytest.raises(ConfigurationError, match=r'shop\.yaml:10:46: .*map\.status: "gone" has no value'):
            undecided.with_variants(["large"])


def test_truths_may_differ_by_dialect_and_by_variant(tmp_path: Path) -> None:
    mine = "{metric: orion_orders, means: Orders., sql: \"SELECT {{now}}, '${HOME}' FROM {{prefix}}a\"}"
    theirs = "{metric: orion_orders, means: Orders., sql: {sqlite: 'SELECT {{now}}', postgresql: \"SELECT '${A}'\"}}"
    in_variant = f"about: Many orders.\n    truth: [{theirs}]\n    absent: [orion_pages]\n    when: SELECT 1"
    text = PRESET.replace("when: SELECT 1", in_variant)
    preset = loaded(tmp_path, "", preset=f"{text}truth: [{mine}]\n").preset
    assert preset is not None
    (truth,) = preset.settings.truth
    assert truth.sql == {ANY_DIALECT: "SELECT {{now}}, '${HOME}' FROM {{prefix}}a"}
    large = preset.settings.variants["large"]
    assert large.truth[0].sql == {"sqlite": "SELECT {{now}}", "postgresql": "SELECT '${A}'"}
    assert (large.about, large.absent) == ("Many orders.", ("orion_pages",))
    with pytest.raises(ConfigurationError, match=r"variants\.large\.truth.*unknown parameter \{\{then\}\}"):
        loaded(tmp_path, "", preset=text.replace("{{now}}", "{{then}}"))


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_preset_is_valid_with_each_of_its_variants(name: str) -> None:
    configuration = load(None, environment_of(name))
    assert configuration.preset is not None
    assert configuration.preset.settings.about.splitlines()[0].strip()
    for variant in ([], *([each] for each in configuration.layers.unpinned), configuration.layers.unpinned):
        assert configuration.with_variants(variant).is_decided
