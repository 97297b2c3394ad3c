"""Copies of the tables of a shop that its preset names, under another prefix."""

import re

from sqlalchemy import text

from exporter.config.presets import shipped
from tests.presets.shops import Shop
from tests.support.databases import Database


def copied(shop: Shop, source: Database, target: Database, prefix: str) -> None:
    """Copy the tables and rows that the preset reads into an empty database of the same server; of MariaDB."""
    names = dict.fromkeys(re.findall(r"\{\{prefix\}\}(\w+)", shipped()[shop.preset]))
    theirs, ours = source.engine.url.database, target.engine.url.database
    with target.engine.begin() as connection:
        connection.execute(text("SET SESSION sql_mode = ''"))  # for dates that are zero
        for name in names:
            old, new = f"{theirs}.`{shop.parameters['prefix']}{name}`", f"{ours}.`{prefix}{name}`"
            connection.execute(text(f"CREATE TABLE {new} LIKE {old}"))
            connection.execute(text(f"INSERT INTO {new} SELECT * FROM {old}"))
