"""Names of alerts in the shop's table of thresholds, on every type of a text: only the very name sets a threshold."""

from contextlib import closing

import pytest

from exporter.demo.schema import METADATA
from tests.kinds.declared import Declared
from tests.kinds.kind import Kind
from tests.kinds.shop import build, retype
from tests.kinds.texts import TEXTS
from tests.support.databases import MakeDatabase
from tests.support.random_shop import NOW
from tests.support.shop import Exporter, series_of

ALERT = "OrionNoOrders"
COLUMN = Declared("alert_thresholds", "alert")


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_only_the_very_name_of_an_alert_sets_a_threshold(kind: Kind, make_database: MakeDatabase) -> None:
    database = make_database(kind.dialect, build)
    values = dict(enumerate(kind.values_of(COLUMN), start=1))
    with database.engine.begin() as connection:
        retype(connection, kind, METADATA.tables[COLUMN.table], [COLUMN])
        for id_, each in values.items():
            row = f"{id_}, {each.sql}, {id_}, {1000 + id_}"
            connection.exec_driver_sql(f"INSERT INTO alert_thresholds (id, alert, vendor_id, value) VALUES ({row})")
    with closing(Exporter(database.url, NOW, alerts=True).refresh("alerts")) as made:
        assert made.failures() == {}
        series = series_of(made.text("alerts"))
        rejected = made.store["alerts"].report.rejected
    found = {
        dict(labels)["vendor"]: value for (name, labels), value in series.items() if name == "orion_alert_threshold"
    }
    named = [id_ for id_, each in values.items() if each.meaning == ALERT]
    assert found == {f"-{id_}": 1000 + id_ for id_ in named}
    assert rejected == {"unknown": len(values) - len(named)}
