"""PostgreSQL's row-level security: a transaction fails instead of reading only a part of the rows.

https://www.postgresql.org/docs/current/ddl-rowsecurity.html and docs/decisions/0024-row-level-security.md
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection

# Views are followed to their tables, which are read with the privileges of the view's owner, or of the role itself with
# `security_invoker`. Partitions are not: a statement on the parent obeys only the policies of the parent.
_READS = """
WITH RECURSIVE me AS (SELECT oid FROM pg_roles WHERE rolname = current_user),
reads(relation, reader) AS (
    SELECT c.oid, me.oid FROM pg_class c, me
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND has_any_column_privilege(c.oid, 'SELECT')
        AND (c.relname = ANY (%(tables)s::text[]) OR %(tables)s::text[] IS NULL
            AND c.relnamespace <> ALL ('{pg_catalog,information_schema}'::regnamespace[]))
    UNION
    SELECT d.refobjid, CASE WHEN o.invoker THEN me.oid ELSE v.relowner END
    FROM reads JOIN pg_class v ON v.oid = reads.relation AND v.relkind = 'v' JOIN pg_rewrite w ON w.ev_class = v.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refobjid <> v.oid, me,
    LATERAL (
        SELECT coalesce(bool_or(option_value::boolean), false) AS invoker
        FROM pg_options_to_table(v.reloptions) WHERE option_name = 'security_invoker'
    ) o
    WHERE d.refclassid = 'pg_class'::regclass
)"""

# The conditions of PostgreSQL's check_enable_rls(), for any role: row_security_active() is only about the current one.
# Anything but USING (true) may hide rows, and functions of views may read tables that PostgreSQL does not record.
_ACTIVE = f"""{_READS},
policies AS (
    SELECT p.polrelid, a.oid AS reader, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) AS condition
    FROM pg_policy p, pg_roles a
    WHERE p.polcmd IN ('r', '*') AND p.polqual IS NOT NULL AND a.oid IN (SELECT reader FROM reads)
        AND EXISTS (SELECT FROM unnest(p.polroles) AS r(oid) WHERE r.oid = 0 OR pg_has_role(a.oid, r.oid, 'USAGE'))
),
active AS (
    SELECT c.oid, a.oid AS reader, c.oid::regclass::text AS name, quote_ident(a.rolname) AS role,
        EXISTS (SELECT FROM policies p WHERE p.polrelid = c.oid AND p.reader = a.oid
            AND p.polpermissive AND p.condition = 'true') AS permitted,
        EXISTS (SELECT FROM policies p WHERE p.polrelid = c.oid AND p.reader = a.oid
            AND NOT p.polpermissive AND p.condition <> 'true') AS restricted
    FROM reads JOIN pg_class c ON c.oid = reads.relation JOIN pg_roles a ON a.oid = reads.reader
    WHERE c.relrowsecurity AND NOT a.rolsuper AND NOT a.rolbypassrls
        AND (c.relforcerowsecurity OR NOT pg_has_role(a.oid, c.relowner, 'USAGE'))
),
functions AS (
    SELECT FROM reads JOIN pg_rewrite w ON w.ev_class = reads.relation
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_proc'::regclass
    JOIN pg_proc f ON f.oid = d.refobjid JOIN pg_language l ON l.oid = f.prolang
    WHERE f.provolatile <> 'i' AND l.lanname NOT IN ('internal', 'c')
),
judged AS (SELECT name, role, permitted, restricted OR EXISTS (SELECT FROM functions) AS restricted FROM active)"""  # noqa: S608 - constants

_SETTING = f"""{_ACTIVE}
SELECT set_config('row_security', CASE WHEN bool_and(permitted AND NOT restricted) THEN 'on' ELSE 'off' END, true)
FROM judged"""  # noqa: S608 - constants

_HIDDEN = f"""{_ACTIVE}
SELECT DISTINCT name, role, NOT restricted FROM judged WHERE restricted OR NOT permitted ORDER BY 1, 2"""  # noqa: S608 - constants

_UNPOPULATED = f"""{_READS}
SELECT DISTINCT c.oid::regclass::text FROM reads JOIN pg_class c ON c.oid = reads.relation
WHERE c.relkind = 'm' AND NOT c.relispopulated ORDER BY 1"""  # noqa: S608 - constants


_DECIDED = "orion_row_security_off"


class Hidden(NamedTuple):
    """A table of which a role may see only some rows; both names are quoted where necessary.

    `permissible` is true if one more policy would show all rows.
    """

    table: str
    role: str
    permissible: bool

    def __str__(self) -> str:
        return f"row-level security may hide rows of {self.table} from role {self.role}"

    @property
    def remedy(self) -> str:
        """The statements that show all rows to the role."""
        policy = f"CREATE POLICY orion_exporter ON {self.table} FOR SELECT TO {self.role} USING (true), or "
        return f"{policy if self.permissible else ''}ALTER ROLE {self.role} BYPASSRLS"


def refuse_hidden_rows(connection: Connection, tables: Collection[str] | None) -> None:
    """Let statements of this transaction fail if row-level security might hide rows from them.

    `tables` are those that the transaction will read; None stands for all that it can read. With `row_security = off`
    PostgreSQL refuses every statement that policies apply to, so it is left on if they are known to show all rows.
    """
    if connection.dialect.name != "postgresql":
        return
    # `off` is safe whatever happens to the policies, so it is decided once; it takes longer than a small refresh.
    decided: set[object] = connection.info.setdefault(_DECIDED, set())
    key = None if tables is None else frozenset(tables)
    if key in decided:
        connection.exec_driver_sql("SET LOCAL row_security = off")
    elif connection.exec_driver_sql(_SETTING, _parameters(tables)).scalar() == "off":
        decided.add(key)


def decide_again(connection: Connection) -> None:
    """Forget what was decided about this connection, because a statement failed: there may be new policies."""
    connection.info.pop(_DECIDED, None)


def hidden(connection: Connection, table: str) -> list[Hidden]:
    """Return the tables behind a table or view of which rows may be hidden; empty except on PostgreSQL."""
    return [Hidden(*row) for row in _rows(connection, _HIDDEN, table)]


def unpopulated(connection: Connection, table: str) -> list[str]:
    """Return the materialized views behind a table or view that have no contents, quoted where necessary."""
    return [name for (name,) in _rows(connection, _UNPOPULATED, table)]


def _rows(connection: Connection, statement: str, table: str) -> list[Any]:
    if connection.dialect.name != "postgresql":
        return []
    return list(connection.exec_driver_sql(statement, _parameters([table])))


def _parameters(tables: Collection[str] | None) -> dict[str, Any]:
    return {"tables": None if tables is None else sorted(tables)}
