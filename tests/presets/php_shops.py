"""What the tests of PrestaShop and OpenCart share: the truths of a shop, and where its exporter differs from them."""

from exporter.app.application import Application
from tests.presets.comparing import differences, families_of, filled
from tests.presets.scopes import with_lost_revenue
from tests.presets.shops import Shop
from tests.presets.truths import Numbers, at, numbers, truths
from tests.support.databases import Database


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
