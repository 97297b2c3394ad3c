"""The tables of a disguised shop, and the configuration with the SELECTs that make the relations of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CHAR,
    Boolean,
    Column,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    insert,
)
from sqlalchemy.dialects import mysql, postgresql

from exporter.demo.schema import METADATA
from tests.relations.disguise import MONEY, Disguise, disguised, is_id
from tests.support.attribution import FirstParty, Row

TABLES = {
    "platforms": "Sales Channel",
    "vendors": "group",
    "vendor_platforms": "groupOnChannel",
    "platform_modules": "select",
    "users": "user",
    "vendor_users": "Group User",
    "vendor_domains": "users",
    "customers": "table",
    "content_pages": "values",
    "media_files": "asset",
    "products": "productVariant",
    "inventory": "orders",
    "orders": "order",
    "marketplace_import_jobs": "job%record",
    "marketplace_products": "from",
    "alert_thresholds": "limit",
    "carts": "Basket %",
    "payments": "union",
    "shipments": "deliveryNote",
    "refunds": "payments",
    "payouts": "grant",
    "jobs": "carts",
    "parents": "Customer Order",
    "on_platforms": "productOnChannel",
    "money": "orderMoney",
}
"""The names of the tables: with blanks and signs, in camel case, words of SQL, and names of other relations."""
_COLUMNS = {"id": "key", "code": "order", "name": "title%", "status": "the state", "created_at": "select", "total": "€"}
_LIKE = {"parents": "orders"}
_WITHOUT_TIMES = {"platforms", "vendors", "vendor_platforms", "platform_modules", "users", "alert_thresholds"}
"""Relations in whose contract there are no times."""
_IN_MONEY = ("currency", "total")
"""The columns of orders that are in a table beside them."""


def theirs(column: str) -> str:
    """Return the shop's name of a column."""
    first, *others = column.split("_")
    return _COLUMNS.get(column, first + "".join(map(str.title, others)))


def fill(engine: Engine, of: Disguise, *, rows: int = 400) -> None:
    """Create the tables of a disguised shop, with its rows."""
    metadata, stored = MetaData(), disguised(of, rows=rows).stored
    content = {**stored, **_money(stored)}
    tables = {name: _table(metadata, of, name) for name in content}
    metadata.create_all(engine)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as connection:
        for name, table in tables.items():
            names = {column.name for column in table.columns}
            written = [
                {theirs(key): _written(value, is_sqlite) for key, value in row.items() if theirs(key) in names}
                for row in content[name]
            ]
            if written:
                connection.execute(insert(table), written)


def _money(stored: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Return the table with the currency and the total of orders; those that have neither are not in it."""
    orders = [*stored["orders"], *({**row, "id": f"P{row['id']}"[:40]} for row in stored.get("parents", ()))]
    amounts = [{"id": row["id"], **{name: row[name] for name in _IN_MONEY}} for row in orders]
    return {"money": [row for row in amounts if any(row[name] is not None for name in _IN_MONEY)]}


def _written(value: Any, is_sqlite: bool) -> Any:
    return float(value) if is_sqlite and isinstance(value, Decimal) else value


def _table(metadata: MetaData, of: Disguise, name: str) -> Table:
    columns: dict[str, Any]
    if name == "money":
        columns = {"id": String(40), "currency": String(3), "total": _NUMBER}
    elif name == "on_platforms":
        columns = {"id": _id(of), "platform_id": _id(of)}
    else:
        ours = METADATA.tables[_LIKE.get(name, name)]
        columns = {MONEY.get(each.name, each.name): _type(of, each) for each in ours.columns}
        if name in {"orders", "parents"}:
            columns = {each: type_ for each, type_ in columns.items() if each not in _IN_MONEY}
    return Table(TABLES[name], metadata, *(Column(theirs(each), type_) for each, type_ in columns.items()))


_NUMBER = Float(53).with_variant(Numeric(30, 4), "postgresql", "mysql", "mariadb")


def _id(of: Disguise) -> Any:
    text = String(40)
    return text.with_variant(postgresql.UUID(as_uuid=False), "postgresql") if of.ids == "uuid" else text


def _type(of: Disguise, column: Column[Any]) -> Any:
    if is_id(column.name):
        return _id(of) if column.name in {"id", "vendor_id", "platform_id"} else String(40)
    if column.name in MONEY:
        return _NUMBER
    if column.name == "status":
        return CHAR(24) if of.words == "texts" else Integer()
    if isinstance(column.type, Boolean):
        return String(1)
    if isinstance(column.type, DateTime):
        return DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
    return column.type


class Configuration:
    """Writes the configuration for a disguised shop on one kind of database."""

    def __init__(self, of: Disguise, dialect: str) -> None:
        self._of, self._sign = of, "`" if dialect == "mariadb" else '"'

    def text(self, *, more: Mapping[str, Mapping[str, Any]] | None = None) -> str:
        """Return the file; `more` are further settings of relations. It is YAML in the form of JSON."""
        relations = {name: {**self._relation(name), **(more or {}).get(name, {})} for name in METADATA.tables}
        return json.dumps({"relations": relations}, ensure_ascii=False, indent=1)

    def _relation(self, name: str) -> dict[str, Any]:
        said: dict[str, Any] = {"sql": self._select(name, name)}
        if self._of.zone != "UTC" and name not in _WITHOUT_TIMES:
            said["time_zone"] = self._of.zone
        if name in self._of.maps:
            said["map"] = {
                column: {"null" if key is None else key: value for key, value in each.items()}
                for column, each in self._of.maps[name].items()
            }
        if name == "vendors" and self._of.party is not None:
            said["first_party"] = _party(self._of.party)
        if self._of.has_grains and name == "orders":
            said["platform_sql"] = self._select("orders", "parents", without=("vendor_id",))
        if self._of.has_grains and name == "products":
            said["platform_sql"] = self._of_platforms()
        if name == "customers":
            said["with"] = {"bought": self._bought(), "active": self._active()}
        return said

    def _q(self, name: str) -> str:
        return f"{self._sign}{name}{self._sign}"

    def _column(self, name: str, table: str = "t") -> str:
        return f"{table}.{self._q(theirs(name))} AS {name}"

    def _names(self, name: str, without: Iterable[str]) -> list[str]:
        return [MONEY.get(each.name, each.name) for each in METADATA.tables[name].columns if each.name not in without]

    def _select(self, name: str, table: str, without: Sequence[str] = ()) -> str:
        names = self._names(name, without)
        if name == "customers":
            return self._customers(names)
        items = [self._column(each, "m" if name == "orders" and each in _IN_MONEY else "t") for each in names]
        join = self._with_money(table) if name == "orders" else ""
        t = self._q(TABLES[table])
        return f"SELECT {', '.join(items)}\nFROM {t} t{join} -- it's not \"over (yet"

    def _with_money(self, table: str) -> str:
        key, is_mariadb = self._q("key"), self._sign == "`"
        of = f"CAST(t.{key} AS {'CHAR(40)' if is_mariadb else 'VARCHAR(40)'})"
        if table == "parents":
            of = f"CONCAT('P', {of})" if is_mariadb else f"'P' || {of}"
        return f"\nLEFT JOIN {self._q(TABLES['money'])} m ON m.{key} = {of}"

    def _customers(self, names: Sequence[str]) -> str:
        """Customers in two helpers: when they last bought, and which are active, as a computed number."""
        key = self._q("key")
        others = [self._column(each) for each in names if each not in {"last_order_at", "is_active"}]
        joined = f"LEFT JOIN bought ON bought.{key} = t.{key} LEFT JOIN active ON active.{key} = t.{key}"
        items = f"{', '.join(others)}, bought.at last_order_at, active.is_it AS is_active"
        return f"SELECT {items}\nFROM {self._q(TABLES['customers'])} AS t {joined}"

    def _bought(self) -> str:
        at, key = self._q(theirs("last_order_at")), self._q("key")
        return f"SELECT {key}, {at} AS at FROM {self._q(TABLES['customers'])} WHERE {at} IS NOT NULL -- who has ("

    def _active(self) -> str:
        flag, key = self._q(theirs("is_active")), self._q("key")
        is_it = f"CASE {flag} WHEN 'Y' THEN 1 WHEN 'N' THEN 0 END AS is_it"
        return f"SELECT {key}, {is_it} FROM {self._q(TABLES['customers'])}"

    def _of_platforms(self) -> str:
        items = [self._column(each) for each in self._names("products", ("vendor_id", "id"))]
        key = self._q("key")
        link, product = self._q(TABLES["on_platforms"]), self._q(TABLES["products"])
        items.append(self._column("platform_id", "l"))
        return f"SELECT {', '.join(items)} FROM {link} l JOIN {product} t ON t.{key} = l.{key}"


def _party(party: FirstParty) -> dict[str, Any]:
    platforms = "all" if party.platforms is None else list(party.platforms)
    return {"code": party.code, "name": party.name, "platforms": platforms}
