"""What the tests of PrestaShop and OpenCart share: the truths of a shop, and where its exporter differs from them."""

from typing import Any

from sqlalchemy import event

from exporter.app.application import Application
from tests.presets.comparing import differences, families_of, filled
from tests.presets.scopes import with_lost_revenue
from tests.presets.shops import Shop
from tests.presets.truths import Numbers, at, numbers, truths
from tests.support.databases import Database


def at_present(shop: Shop, exporter: Application) -> Application:
    """Let the database have the same present as the exporter: jobs are due by its clock."""

    def connected(driver: Any, _: object) -> None:
        with driver.cursor() as cursor:
            cursor.execute(f"SET timestamp = {shop.now.timestamp()}")

    event.listen(exporter.database.engine, "connect", connected)
    return exporter


def truth(shop: Shop, database: Database, prefix: str) -> dict[str, Numbers]:
    parameters = {**at(shop.now), **shop.parameters, "prefix": prefix}
    with database.engine.connect() as connection:
        return {metric: numbers(connection, each, parameters) for metric, each in truths(shop.preset).by_metric.items()}


def wrong(exporter: Application, truth: dict[str, Numbers]) -> list[str]:
    exported, zeros = families_of(exporter), filled(exporter)
    return [
        each
        for metric, want in truth.items()
        for each in differences(
            metric, with_lost_revenue(metric, want, exported), exported.get(metric, {}), zeros=metric in zeros
        )
    ]
